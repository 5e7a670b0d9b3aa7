"""What was checked, with what, and how it came out."""

import logging
import os
import traceback
import warnings

# Of the tools' own code; they say nothing about a file.
OF_THE_TOOLS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning, ImportWarning)

# Said of every file of a kind, whatever it holds.
SAID_OF_ALL = {
    "CTM files do not support speaker IDs": "meeteval says it of every CTM file",
}


class _Listener(logging.Handler):
    """Keeps what the tools log as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.name}: {record.getMessage()}")


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.stand_ins = []
        self.not_checked = []

    def check(self, name, work):
        """Runs `work`; whatever it raises, and every warning while it runs, makes the check fail."""
        listener = _Listener()
        root = logging.getLogger()
        root.addHandler(listener)
        try:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                work()
            said = [
                f"{w.category.__name__}: {w.message}"
                for w in caught
                if not issubclass(w.category, OF_THE_TOOLS)
            ]
            said += [line for line in listener.lines if not any(known in line for known in SAID_OF_ALL)]
            if said:
                raise AssertionError("warned: " + " | ".join(dict.fromkeys(said)))
        except Exception as error:  # One check that breaks must not hide the others.
            self.failed.append(name)
            print(f"✗ {name}\n    {type(error).__name__}: {error}")
            if not isinstance(error, AssertionError) or os.environ.get("COMPAT_TRACE"):
                print("    " + traceback.format_exc().replace("\n", "\n    "))
        else:
            self.passed += 1
            print(f"✓ {name}")
        finally:
            root.removeHandler(listener)

    def stand_in(self, what, why):
        """Something else was checked in its place: told, and no pass of its own."""
        self.stand_ins.append(what)
        print(f"~ {what}: {why}")

    def skip(self, what, why):
        """Loudly, and never as passed."""
        self.not_checked.append(what)
        print(f"!!! NOT CHECKED: {what}: {why}")

    def end(self):
        """The exit code. Where it counts (CI), what was not checked is a failure."""
        print(
            f"{self.passed} passed, {len(self.failed)} failed, {len(self.not_checked)} not checked, "
            f"{len(self.stand_ins)} by a stand-in"
        )
        for name in self.failed:
            print(f"  failed: {name}")
        for name in self.not_checked:
            print(f"  not checked: {name}")
        return 1 if self.failed or (self.not_checked and os.environ.get("CI")) else 0


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r} is not {wanted!r}")


def near(found, wanted, within, what):
    if not abs(found - wanted) <= within:
        raise AssertionError(f"{what}: {found} is not {wanted} ± {within}")
