"""
lhotse imports torch, and Hugging Face's datasets imports torchcodec, of which reading tables and finding files
needs nothing; with what they bring along they are 5 GB on Linux. This stands in for them: names can be taken
from it, and nothing of it can be called.
"""

import importlib.machinery
import importlib.util
import sys
import types

# Decorators, which are called when a module is loaded.
DECORATORS = {"torch.jit.export", "torch.no_grad"}


class _StandIn(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        is_class = name[0].isupper()
        value = type(name, (), {"ignore_index": -100}) if is_class else _StandIn(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value

    def __call__(self, *args, **_options):
        if self.__name__ in DECORATORS:
            return args[0] if args else lambda decorated: decorated
        raise RuntimeError(f"{self.__name__}: not installed, only a stand-in for it")


class _Finder:
    def __init__(self, packages):
        self.packages = packages

    def find_spec(self, name, _path=None, _target=None):
        if name.split(".")[0] in self.packages:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return _StandIn(spec.name)

    def exec_module(self, module):
        pass


def install():
    """Stands in for those that are not installed; their names."""
    missing = [name for name in ("torch", "torchcodec") if importlib.util.find_spec(name) is None]
    sys.meta_path.insert(0, _Finder(missing))
    return missing
