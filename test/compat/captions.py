"""What players and spreadsheets read: WebVTT, SRT, CSV, and the texts for people."""

import csv
import html
import re

import pandas
import pysrt
import webvtt

from export import shown
from report import near, same

MS = 0.0006  # Times are written to the ms.


def check_captions(report, export):
    checks = {
        "vtt": ("webvtt-py: WebVTT", vtt),
        "srt": ("pysrt: SRT", srt),
        "csv": ("csv and pandas: CSV", table),
        "txt": ("plain text", reading),
        "md": ("Markdown", markdown),
    }
    for text, (title, work) in checks.items():
        if text in export.options["texts"]:
            report.check(f"{export.title}: {title}", lambda: [work(piece) for piece in export.pieces])


def captions(piece):
    """Start, end (s), name, text: what captions are to hold."""
    for turn in piece.spoken():
        text = turn["text"] + (" —" if turn["interrupted"] and not re.search("[-–—]$", turn["text"]) else "")
        start, end = shown(turn)
        yield start / 1000, end / 1000, piece.names[turn["side"]], text


def expect(found, wanted):
    same(len(found), len(wanted), "captions")
    for one, other in zip(found, wanted):
        near(one[0], other[0], MS, "start")
        near(one[1], other[1], MS, "end")
        same(one[2:], other[2:], "caption")


def vtt(piece):
    cues = webvtt.read(str(piece.text_file("vtt")), strict=True)
    found = [
        (
            cue.start_in_seconds + cue.start_time.milliseconds / 1000,
            cue.end_in_seconds + cue.end_time.milliseconds / 1000,
            html.unescape(cue.voice),
            html.unescape(cue.text),
        )
        for cue in cues
    ]
    expect(found, list(captions(piece)))


def untagged(text):
    """SRT has no escapes: a tag has other brackets, an arrow and an override are parted."""
    return text.replace("‹", "<").replace("›", ">").replace("-- >", "-->").replace("{ \\", "{\\")


def srt(piece):
    items = pysrt.open(str(piece.text_file("srt")), encoding="utf-8", error_handling=pysrt.ERROR_RAISE)
    same([item.index for item in items], list(range(1, len(items) + 1)), "numbers")
    found = [
        (item.start.ordinal / 1000, item.end.ordinal / 1000, *untagged(item.text_without_tags).split(": ", 1))
        for item in items
    ]
    expect(found, list(captions(piece)))


def bare(cell):
    return cell[1:] if re.match("'+[=+\\-@]", cell) else cell


def table(piece):
    turns = sorted(piece.doc["turns"], key=lambda turn: (turn["startMs"], turn["endMs"]))
    with open(piece.text_file("csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    same([bare(row["text"]) for row in rows], [turn["text"] for turn in turns], "texts")
    frame = pandas.read_csv(piece.text_file("csv"))
    same(len(frame), len(turns), "rows")
    for (_, row), turn in zip(frame.iterrows(), turns):
        near(row.start, turn["startMs"] / 1000, MS, "start")
        near(row.end, turn["endMs"] / 1000, MS, "end")
        same(bool(row.interrupted), turn["interrupted"], "interrupted")
        same((row.side, row.id), (turn["side"], turn["id"]), "side and id")


def reading(piece):
    lines = piece.text_file("txt").read_text("utf-8").splitlines()
    for _, _, name, text in captions(piece):
        said = f"{name}: {text.removesuffix(' —')}"
        assert any(line.startswith("[") and said in line for line in lines), f"not there: {said}"


def markdown(piece):
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", piece.text_file("md").read_text("utf-8"))
    for _, _, name, said in captions(piece):
        assert f"**{name}**: {said.removesuffix(' —')}" in text, f"not there: {said}"
