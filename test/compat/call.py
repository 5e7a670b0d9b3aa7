"""A call to an unmodified Python agent (python-agent.ts): what is in the transcript and the recording."""

import json
import re
from pathlib import Path

import soundfile as sf
from files import rms
from report import same

WHAT = "own agent (livekit-agents for Python, its defaults)"
# A side alone on its channel is this much louder than the other one's channel meanwhile.
LOUDER = 10


def check_call(report, folder):
    """What python-agent.ts wrote, or why it wrote nothing."""
    failed = Path(folder) / "failed.txt"
    if failed.exists():
        return report.check(f"{WHAT}: a call", lambda: fail(failed.read_text()))
    found = json.loads((Path(folder) / "call.json").read_text())
    call, turns = found["conversation"], found["conversation"]["turns"]
    report.check(f"{WHAT}: turns of both sides, a goodbye, nobody left behind", lambda: course(found, call))
    report.check(f"{WHAT}: its words as it published them", lambda: words(turns, found["lines"]))
    report.check(f"{WHAT}: each side heard the other", lambda: heard(turns, found["understood"]))
    report.check(f"{WHAT}: the recording, each side on its channel", lambda: recording(turns, folder))


def fail(why):
    raise AssertionError(why)


def course(found, call):
    same((call["status"], call["endReason"], call["error"]), ("completed", "goodbye", None), "end")
    for side in "ab":
        spoken = [turn for turn in call["turns"] if turn["side"] == side and turn["text"]]
        assert len(spoken) >= 3, f"side {side} has {len(spoken)} turns with words"
    same(found["roomsLeft"], [], "rooms left")


def words(turns, lines):
    said = [plain(turn["text"]) for turn in turns if turn["side"] == "b" and not turn["interrupted"]]
    wanted = [plain(line) for line in lines]
    # One that was interrupted is left out; the others are in their order. The last may be said again.
    first = list(dict.fromkeys(said))
    assert len(first) >= 2, f"the agent finished {said}"
    same(first, [line for line in wanted if line in first], "turns of the agent")


def plain(text):
    return re.sub("[^a-z]+", " ", text.lower()).strip()


def heard(turns, understood):
    for side in "ab":
        told = [turn for turn in turns if turn["side"] == side and turn["heard"]]
        assert len(told) >= 2, f"of side {side} {len(told)} turns were heard"
    assert len(understood) >= 2, f"the agent's model got {understood}"


def recording(turns, folder):
    data, rate = sf.read(Path(folder) / "recording.wav", always_2d=True)
    same(data.shape[1], 2, "channels")
    for own, side in enumerate("ab"):
        # An overlap says nothing of who is where.
        alone = [turn for turn in turns if turn["side"] == side and not overlaps(turn, turns)]
        assert alone, f"side {side} is never heard alone"
        for turn in alone:
            part = data[int(turn["startMs"] / 1000 * rate) : int(turn["endMs"] / 1000 * rate)]
            loud, soft = rms(part[:, own]), rms(part[:, 1 - own])
            assert loud > LOUDER * soft, f"turn {turn['index']}: {loud} on its channel, {soft} on the other"


def overlaps(turn, turns):
    return any(
        other["startMs"] < turn["endMs"] and other["endMs"] > turn["startMs"]
        for other in turns
        if other["side"] != turn["side"]
    )
