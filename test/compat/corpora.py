"""Datasets: Hugging Face, lhotse, NeMo's and Moshi's tables."""

import json
import tempfile

import datasets
import lhotse
import numpy as np
import soundfile as sf
from lhotse.qa import validate, validate_recordings_and_supervisions

from export import json_lines
from report import near, same

FINE = 0.000_01  # Tables of datasets have times to the sample.


def check_corpora(report, export):
    checks = {
        "audiofolder": [("Hugging Face datasets: AudioFolder", audiofolder)],
        "lhotse": [("lhotse: recordings, supervisions, cuts", read_lhotse)],
        "nemo": [("NeMo's manifests by their documentation", nemo)],
        "moshi": [("Moshi's tables by moshi-finetune", moshi)],
    }
    for title, work in checks.get(export.kind, []):
        report.check(f"{export.title}: {title}", lambda: work(export))


def by_id(export):
    return {piece.doc["id"]: piece for piece in export.pieces}


def expect_turns(found, piece, what):
    """`found`: start, end (s), text."""
    wanted = piece.spoken()
    same(len(found), len(wanted), what)
    for (start, end, text), turn in zip(found, wanted):
        near(start, turn["startMs"] / 1000, FINE, "start")
        near(end, turn["endMs"] / 1000, FINE, "end")
        same(text, turn["text"], "text")


def audiofolder(export):
    """Both ways to it: by the card's configuration, and by the builder that finds files by itself."""
    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        by_card = datasets.load_dataset(str(export.folder), cache_dir=cache)
        expect_dataset(export, by_card)
        by_folder = datasets.load_dataset("audiofolder", data_dir=str(export.folder), cache_dir=cache)
        expect_dataset(export, by_folder)
        same(set(by_folder), set(by_card), "splits")


def expect_dataset(export, loaded):
    pieces = by_id(export)
    same(sum(len(rows) for rows in loaded.values()), len(pieces), "rows")
    for rows in loaded.values():
        audio = [name for name, feature in rows.features.items() if isinstance(feature, datasets.Audio)]
        same(len(audio), 2 if export.audio["layout"] == "split" else 1, "columns of audio")
        for name in audio:
            rows = rows.cast_column(name, datasets.Audio(decode=False))
        for row in rows:
            piece = pieces[row["id"]]
            expect_turns(
                [(turn["start"], turn["end"], turn["text"]) for turn in row["turns"]], piece, "turns"
            )
            for name in audio:
                expect_sound(row[name]["path"], piece)


def expect_sound(path, piece):
    data, rate = sf.read(path, always_2d=True)
    about = piece.about["audio"]
    same((rate, len(data)), (about["sampleRate"], about["samples"]), "rate and samples")
    assert np.abs(data).max() > 0.01, "silence"


def read_lhotse(export):
    seen = 0
    for table in export.tables("recordings.jsonl.gz").values():
        recordings = lhotse.RecordingSet.from_file(table).with_path_prefix(table.parent).to_eager()
        supervisions = lhotse.SupervisionSet.from_file(table.with_name("supervisions.jsonl.gz")).to_eager()
        validate(recordings, read_data=True)
        validate(supervisions)
        validate_recordings_and_supervisions(recordings, supervisions, read_data=True)
        cuts = lhotse.CutSet.from_manifests(recordings=recordings, supervisions=supervisions).to_eager()
        validate(cuts)
        for piece in export.pieces:
            if piece.name in recordings:
                seen += 1
                expect_recording(piece, export, recordings[piece.name], list(supervisions.find(piece.name)))
        (first, *_) = cuts.trim_to_supervisions(keep_overlapping=False)
        samples = first.load_audio()
        same(samples.shape[-1], first.num_samples, "samples of a cut")
        assert np.abs(samples).max() > 0.01, "a cut of silence"
    same(seen, len(export.pieces), "recordings")


def expect_recording(piece, export, recording, supervisions):
    about = piece.about["audio"]
    same(
        (recording.sampling_rate, recording.num_samples), (about["sampleRate"], about["samples"]), "recording"
    )
    found = sorted(supervisions, key=lambda one: (one.start, one.end))
    expect_turns([(one.start, one.end, one.text) for one in found], piece, "supervisions")
    aligned = [item for one in found for item in (one.alignment or {}).get("word", [])]
    wanted = piece.words(export.estimated)
    same(len(aligned), len(wanted), "aligned words")
    for item, word in zip(sorted(aligned, key=lambda item: item.start), wanted):
        near(item.start, word["startMs"] / 1000, FINE, f"start of {word['text']}")


def nemo(export):
    """
    https://docs.nvidia.com/nemo/speech/latest/asr/datasets.html and
    https://docs.nvidia.com/nemo/speech/latest/asr/speaker_diarization/datasets.html
    """
    turns = 0
    for table in export.tables("manifest.jsonl").values():
        for row in json_lines(table):
            turns += 1
            assert isinstance(row["audio_filepath"], str) and isinstance(row["text"], str) and row["text"]
            assert isinstance(row["duration"], float) and row["duration"] > 0 and row["offset"] >= 0
            info = sf.info(table.parent / row["audio_filepath"])
            assert row["offset"] + row["duration"] <= info.duration + FINE, "a turn ends after its file"
            assert row["channel"] < info.channels
    same(turns, sum(len(piece.spoken()) for piece in export.pieces), "turns")
    if export.audio["layout"] == "split":
        return
    for table in export.tables("diarization.jsonl").values():
        for row in json_lines(table):
            same((row["label"], row["text"], row["num_speakers"]), ("infer", "-", 2), "diarization row")
            near(row["duration"], sf.info(table.parent / row["audio_filepath"]).duration, FINE, "duration")
            assert (table.parent / row["rttm_filepath"]).read_text("utf-8").startswith("SPEAKER ")


def moshi(export):
    """https://github.com/kyutai-labs/moshi-finetune: README and finetune/data/interleaver.py"""
    pieces = {piece.name: piece for piece in export.pieces}
    rows = [(table, row) for table in export.tables("data.jsonl").values() for row in json_lines(table)]
    same(len(rows), len(pieces), "rows")
    for table, row in rows:
        path = table.parent / row["path"]
        info = sf.info(path)
        same(info.channels, 2, "channels")
        near(row["duration"], info.duration, FINE, "duration")
        alignments = json.loads(path.with_suffix(".json").read_text("utf-8"))["alignments"]
        words = pieces[path.stem].words(export.estimated)
        same(sorted(text for text, _, _ in alignments), sorted(word["text"] for word in words), "words")
        assert all(0 <= start <= end <= info.duration + FINE for _, (start, end), _ in alignments)
        starts = [start for _, (start, _), _ in alignments]
        same(starts, sorted(starts), "order of words")
        main = sum(speaker == "SPEAKER_MAIN" for _, _, speaker in alignments)
        same(
            main,
            len(pieces[path.stem].words(export.estimated, export.audio["left"])),
            "words of the left side",
        )
