"""How tables whose columns are parted by blanks spell names and words."""

import re


def token(piece, side):
    """The name as one word; told apart where both are the same, and never what pandas takes for no value."""
    found = {one: "_".join(words(piece.doc["config"]["personas"][one]["name"])) for one in "ab"}
    found = {one: f"speaker_{one}" if name in ("", "NA") else name for one, name in found.items()}
    return found[side] if found["a"] != found["b"] else f"{found[side]}_{side}"


def words(text):
    """As STM and CTM spell them: without what is markup to NIST's tools."""
    return [word for word in re.sub(r'[<>(){}"]', "", text).split() if not re.fullmatch(r"[@/\\*]+", word)]
