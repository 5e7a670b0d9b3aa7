"""
Loads exports with the field's own tools and compares what they find with conversation.json; looks at a call to an
agent of somebody else's.

    python check.py (--call FOLDER | --no-call REASON) FOLDER…

The first export is a plain one with JSON; scripts/compat.mjs makes them all.
"""

import argparse
import sys

import torch_stand_in
from report import Report


def main():
    parser = argparse.ArgumentParser()
    call = parser.add_mutually_exclusive_group(required=True)
    call.add_argument("--call", help="folder of python-agent.ts")
    call.add_argument("--no-call", help="why there was none")
    parser.add_argument("folders", nargs="+")
    asked = parser.parse_args()
    report = Report()
    missing = torch_stand_in.install()
    if "torch" in missing:
        report.stand_in("torch", "5 GB; lhotse imports it, what is checked of lhotse does not use it")
    if "torchcodec" in missing:
        report.stand_in(
            "torchcodec", "wants torch; what Hugging Face's datasets finds is decoded by soundfile instead"
        )
    report.stand_in(
        "NeMo", "a toolkit of several GB; its manifests are checked by what its documentation asks for"
    )
    check_exports(report, asked.folders)
    check_agent(report, asked)
    return report.end()


def check_agent(report, asked):
    from call import WHAT, check_call

    if asked.call is None:
        report.skip(WHAT, asked.no_call)
    else:
        check_call(report, asked.call)


def check_exports(report, folders):
    # Only now, because of torch.
    import shutil

    from annotations import check_annotations
    from captions import check_captions
    from corpora import check_corpora
    from diarization import check_diarization
    from export import Export
    from files import check_files
    from scoring import check_scoring

    if shutil.which("ffprobe") is None:
        report.stand_in("ffprobe", "is not on this machine; PyAV reads the files with FFmpeg's libraries")
    documents = {}
    for folder in folders:
        export = Export(folder, documents)
        for check in (
            *(check_files, check_captions, check_annotations),
            *(check_diarization, check_scoring, check_corpora),
        ):
            check(report, export)


if __name__ == "__main__":
    sys.exit(main())
