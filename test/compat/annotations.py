"""What phonetics and sound editors read: Praat, Audacity."""

from praatio import textgrid as praatio
from textgrid import TextGrid

from export import shown
from report import near, same

MS = 0.0006


def check_annotations(report, export):
    checks = {
        "textgrid": [("textgrid: Praat TextGrid", read_textgrid), ("praatio: Praat TextGrid", read_praatio)],
        "audacity": [("label tracks by Audacity's manual", audacity)],
    }
    for text, works in checks.items():
        if text in export.options["texts"]:
            for title, work in works:
                report.check(
                    f"{export.title}: {title}", lambda: [work(piece, export) for piece in export.pieces]
                )


def tiers(piece, estimated):
    """Name of each tier, and what it is to hold."""
    for side in "ab":
        turns = [turn for turn in piece.spoken() if turn["side"] == side]
        name = piece.names[side].replace('"', "'")
        yield f"{side}: {name} (turns)", turns
        yield f"{side}: {name} (words)", piece.words(estimated, side)


def expect(found, said):
    """A tier holds one thing at a time: where the next begins, what was before it ends."""
    wanted = together(said)
    same([text for _, _, text in found], [text for _, _, text in wanted], "texts")
    for at, ((start, end, _), (from_ms, to_ms, _)) in enumerate(zip(found, wanted)):
        near(start, from_ms / 1000, MS, "start")
        following = found[at + 1][0] if at + 1 < len(found) else float("inf")
        near(end, min(to_ms / 1000, following), MS, "end")


def together(said):
    """What begins in the same ms stands together."""
    intervals = []
    for one in sorted((one for one in said if one["text"]), key=shown):
        (start, end), text = shown(one), one["text"]
        if intervals and intervals[-1][0] == start:
            intervals[-1] = (start, end, f"{intervals[-1][2]} {text}")
        else:
            intervals.append((start, end, text))
    return intervals


def read_textgrid(piece, export):
    grid = TextGrid.fromFile(str(piece.text_file("TextGrid")))
    for name, wanted in tiers(piece, export.estimated):
        intervals = grid.getFirst(name)
        expect([(one.minTime, one.maxTime, one.mark) for one in intervals if one.mark], wanted)


def read_praatio(piece, export):
    grid = praatio.openTextgrid(
        str(piece.text_file("TextGrid")), includeEmptyIntervals=True, reportingMode="error"
    )
    assert grid.validate("error")
    for name, wanted in tiers(piece, export.estimated):
        tier = grid.getTier(name)
        assert tier.validate("error")
        same(tier.entries[0].start, 0, "begin of the tier")
        for one, following in zip(tier.entries, tier.entries[1:]):
            same(one.end, following.start, "a gap in the tier")
        expect([(one.start, one.end, one.label) for one in tier.entries if one.label], wanted)


def audacity(piece, _export):
    """https://manual.audacityteam.org/man/importing_and_exporting_labels.html"""
    for side in "ab":
        turns = sorted((t for t in piece.doc["turns"] if t["side"] == side), key=lambda turn: turn["startMs"])
        lines = piece.text_file(f"{side}.audacity.txt").read_text("utf-8").splitlines()
        same(len(lines), len(turns), "labels")
        for line, turn in zip(lines, turns):
            start, end, label = line.split("\t")
            near(float(start), turn["startMs"] / 1000, MS, "start")
            near(float(end), turn["endMs"] / 1000, MS, "end")
            same(label, f"{turn['text']} [interrupted]" if turn["interrupted"] else turn["text"], "label")
