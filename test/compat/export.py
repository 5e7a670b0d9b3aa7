"""An export on disk: its manifest, and for each conversation what is true of it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path


def one_line(text):
    """As every format shows a text: valid, on one line, without what turns its direction."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    return re.sub("[\x00-\x1f\x7f-\x9f\\s\ufeff]+", " ", text).strip()


def plain(doc):
    """The document with its texts on one line."""
    turns = [
        {
            **turn,
            "text": one_line(turn["text"]),
            "words": [{**word, "text": one_line(word["text"])} for word in turn["words"]],
        }
        for turn in doc["turns"]
    ]
    return {**doc, "turns": turns}


def shown(span):
    """Start and end of a turn or word where formats want it to have a length, in whole ms."""
    start = int(span["startMs"] + 0.5)
    return start, max(start + 1, int(span["endMs"] + 0.5))


@dataclass
class Piece:
    """One conversation of an export."""

    about: dict  # Its entry in the manifest.
    folder: Path
    name: str  # Of its files, without ending.
    doc: dict  # The document: what all else is compared with.

    @property
    def names(self):
        names = {side: one_line(self.doc["config"]["personas"][side]["name"]) for side in "ab"}
        return (
            names if names["a"] != names["b"] else {side: f"{name} ({side})" for side, name in names.items()}
        )

    def text_file(self, ending):
        return self.folder / f"{self.name}.{ending}"

    def spoken(self):
        """Turns with words, by start."""
        turns = [turn for turn in self.doc["turns"] if turn["text"].strip()]
        return sorted(turns, key=lambda turn: (turn["startMs"], turn["endMs"]))

    def words(self, estimated, side=None):
        """Words whose times may stand in a table, by start."""
        return sorted(
            (
                word
                for turn in self.spoken()
                for word in turn["words"]
                if side in (None, turn["side"]) and (estimated or word["origin"] != "estimated")
            ),
            key=lambda word: word["startMs"],
        )

    def speech(self, side):
        """Stretches of speech, s."""
        return [
            (start / 1000, end / 1000)
            for turn in self.doc["turns"]
            if turn["side"] == side
            for start, end in (turn["segments"] or [(turn["startMs"], turn["endMs"])])
        ]


class Export:
    def __init__(self, folder, documents):
        """`documents`: by id; those of this export are added."""
        self.folder = Path(folder)
        self.manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        self.options = self.manifest["options"]
        self.title = f"{self.folder.name}"
        self.pieces = []
        for about in self.manifest["conversations"]:
            own = self.folder / about["folder"]
            first = Path(about["files"][0]["path"]).name
            name = first.split(".")[0]
            if "json" in self.options["texts"]:
                documents[about["id"]] = plain(json.loads((own / f"{name}.json").read_text("utf-8")))
            self.pieces.append(Piece(about, own, name, documents[about["id"]]))

    @property
    def kind(self):
        return self.options["dataset"]["kind"]

    @property
    def audio(self):
        return self.options["audio"]

    @property
    def estimated(self):
        return self.options["estimatedWords"]

    def tables(self, name):
        """Files of that name in the folders of the parts, by part."""
        found = sorted(self.folder.rglob(name))
        assert found, f"there is no {name}"
        return {path.parent.name: path for path in found}


def json_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
