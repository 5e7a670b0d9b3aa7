"""Who speaks when: pyannote, lhotse."""

from lhotse import SupervisionSet
from pyannote.core import Segment, Timeline
from pyannote.database.util import load_rttm, load_stm

from export import shown
from report import near, same
from spelling import token, words

MS = 0.0006


def check_diarization(report, export):
    checks = {
        "rttm": [("pyannote: RTTM", rttm), ("lhotse: RTTM", lhotse_rttm)],
        "stm": [("pyannote: STM", pyannote_stm)],
    }
    for text, works in checks.items():
        if text in export.options["texts"]:
            for title, work in works:
                report.check(
                    f"{export.title}: {title}", lambda: [work(piece, export) for piece in export.pieces]
                )


def expect_speech(piece, side, timeline):
    wanted = Timeline(Segment(start, end) for start, end in piece.speech(side) if end > start).support()
    same(len(timeline), len(wanted), f"stretches of {side}")
    for found, other in zip(timeline, wanted):
        near(found.start, other.start, MS, "start")
        near(found.end, other.end, 2 * MS, "end")


def rttm(piece, _export):
    annotations = load_rttm(str(piece.text_file("rttm")))
    same(list(annotations), [piece.name], "recordings")
    annotation = annotations[piece.name]
    same(set(annotation.labels()), {token(piece, side) for side in "ab" if piece.speech(side)}, "speakers")
    for side in "ab":
        expect_speech(piece, side, annotation.label_timeline(token(piece, side)))


def lhotse_rttm(piece, _export):
    segments = SupervisionSet.from_rttm(piece.text_file("rttm"))
    for side in "ab":
        own = [one for one in segments if one.speaker == token(piece, side)]
        assert all(one.duration > 0 for one in own), "a segment of no length"
        expect_speech(piece, side, Timeline(Segment(one.start, one.end) for one in own).support())


def pyannote_stm(piece, _export):
    (annotation,) = load_stm(str(piece.text_file("stm"))).values()
    found = [
        (segment.start, segment.end, speaker)
        for segment, _, speaker in annotation.itertracks(yield_label=True)
    ]
    wanted = [turn for turn in piece.spoken() if words(turn["text"])]
    same([speaker for _, _, speaker in found], [token(piece, turn["side"]) for turn in wanted], "speakers")
    for (start, end, _), turn in zip(found, wanted):
        near(start, turn["startMs"] / 1000, MS, "start")
        near(end, shown(turn)[1] / 1000, MS, "end")
