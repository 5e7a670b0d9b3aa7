"""What is said: meeteval, lhotse; and chat fine-tuning."""

import json

import meeteval
from lhotse import SupervisionSegment, SupervisionSet

from export import shown
from report import near, same
from spelling import token, words

MS = 0.0006


def check_scoring(report, export):
    checks = {
        "stm": [("meeteval: STM, cpWER", stm)],
        "ctm": [("meeteval: CTM, cpWER against STM", ctm), ("lhotse: CTM", lhotse_ctm)],
        "chat": [("OpenAI's checks of chat JSONL", chat)],
    }
    for text, works in checks.items():
        if text in export.options["texts"]:
            for title, work in works:
                report.check(
                    f"{export.title}: {title}", lambda: [work(piece, export) for piece in export.pieces]
                )


def stm(piece, _export):
    found = meeteval.io.load(str(piece.text_file("stm")), format="stm")
    wanted = [turn for turn in piece.spoken() if words(turn["text"])]
    same(len(found), len(wanted), "lines")
    lines = sorted(found.lines, key=lambda line: (line.begin_time, line.end_time))
    for line, turn in zip(lines, wanted):
        near(float(line.begin_time), turn["startMs"] / 1000, MS, "begin")
        near(float(line.end_time), shown(turn)[1] / 1000, MS, "end")
        same(line.transcript.split(), words(turn["text"]), "words")
        same((line.filename, line.speaker_id), (piece.name, token(piece, turn["side"])), "file and speaker")
    expect_no_errors(found, found, sum(len(words(turn["text"])) for turn in wanted))


def expect_no_errors(reference, hypothesis, length):
    (rate,) = meeteval.wer.cpwer(reference=reference, hypothesis=hypothesis).values()
    same((rate.errors, rate.length), (0, length), "errors and words")


def spelt_words(piece, export):
    """Words that stand in CTM, and how."""
    tokens = [(word, "_".join(words(word["text"]))) for word in piece.words(export.estimated)]
    return [(word, token) for word, token in tokens if token]


def times(word, spelt):
    start, end = word["startMs"], word["endMs"]
    return round(start), spelt, round(max(1, end - start))


def milliseconds(seconds):
    return round(1000 * float(seconds))


def ctm(piece, export):
    found = meeteval.io.load(str(piece.text_file("ctm")), format="ctm")
    wanted = sorted(times(word, spelt) for word, spelt in spelt_words(piece, export))
    # By word too: the two sides may begin one in the same millisecond.
    lines = sorted((milliseconds(line.begin_time), line.word, milliseconds(line.duration)) for line in found.lines)
    same(len(lines), len(wanted), "words")
    for (start, word, duration), (wanted_start, wanted_word, wanted_duration) in zip(lines, wanted):
        same(word, wanted_word, "word")
        near(start, wanted_start, 1, "start in ms")
        near(duration, wanted_duration, 1, "duration in ms")
    if export.estimated and not self_overlapping(piece):
        # Then every word stands in both, in the same order: scored against each other there is no error.
        stm_lines = meeteval.io.load(str(piece.text_file("stm")), format="stm")
        channels = {line.channel: line.speaker_id for line in stm_lines.lines}
        rows = [{**row, "speaker": channels[str(row["channel"])]} for row in found.to_seglst()]
        expect_no_errors(stm_lines.to_seglst(), meeteval.io.SegLST(rows), len(wanted))


def self_overlapping(piece):
    """Whether a side says two things at once, so that the words of its turns stand between each other's."""
    for side in "ab":
        turns = [turn for turn in piece.spoken() if turn["side"] == side]
        if any(one["endMs"] > other["startMs"] for one, other in zip(turns, turns[1:])):
            return True
    return False


def lhotse_ctm(piece, export):
    channel = {"a": 1, "b": 2} if export.audio is None else channel_numbers(piece)
    segments = SupervisionSet.from_segments(
        SupervisionSegment(
            id=turn["id"],
            recording_id=piece.name,
            # A ms wider, because the times of the words are rounded.
            start=max(0, turn["startMs"] / 1000 - 0.001),
            duration=(turn["endMs"] - turn["startMs"]) / 1000 + 0.002,
            channel=channel[turn["side"]],
        )
        for turn in piece.spoken()
    )
    aligned = segments.with_alignment_from_ctm(piece.text_file("ctm"), match_channel=True)
    found = sum(len(segment.alignment["word"]) for segment in aligned)
    assert found >= len(spelt_words(piece, export)), "words fall out of their turns"


def channel_numbers(piece):
    sides = piece.about["audio"]["sides"]
    if sides["a"]["file"] != sides["b"]["file"]:
        return {"a": 1, "b": 2}
    return {side: sides[side]["channel"] + 1 for side in "ab"}


def chat(piece, export):
    """As https://cookbook.openai.com/examples/chat_finetuning_data_prep checks a file."""
    lines = piece.text_file("chat.jsonl").read_text("utf-8").splitlines()
    same(len(lines), 1, "lines")
    example = json.loads(lines[0])
    same(set(example), {"messages"}, "keys")
    for message in example["messages"]:
        same(set(message), {"role", "content"}, "keys of a message")
        assert isinstance(message["content"], str) and message["content"]
    system, *messages = example["messages"]
    same(system["role"], "system", "first role")
    roles = [message["role"] for message in messages]
    assert "assistant" in roles and set(roles) <= {"user", "assistant"}
    assert all(one != other for one, other in zip(roles, roles[1:])), "two messages of one role in a row"
    for role in ("user", "assistant"):
        said = " ".join(message["content"] for message in messages if message["role"] == role)
        mine = [
            t["text"]
            for t in piece.spoken()
            if (t["side"] == export.options["assistant"]) == (role == "assistant")
        ]
        same(said, " ".join(mine), f"what the {role} says")
