"""Manifest and sound of an export: soundfile, FFmpeg."""

import hashlib
import json
import shutil
import subprocess

import av
import numpy as np
import soundfile as sf

from report import near, same

FORMATS = {"wav": ("WAV", "PCM_16"), "flac": ("FLAC", "PCM_16"), "opus": ("OGG", "OPUS")}
CODECS = {"wav": "pcm_s16le", "flac": "flac", "opus": "opus"}


def check_files(report, export):
    report.check(f"{export.title}: manifest: every file, its bytes and SHA-256", lambda: manifest(export))
    if export.audio is None:
        return
    report.check(f"{export.title}: soundfile: format, length, who is on which channel", lambda: sound(export))
    report.check(f"{export.title}: FFmpeg (PyAV): every packet decodes", lambda: each_file(export, decodes))
    if shutil.which("ffprobe"):
        report.check(f"{export.title}: ffprobe: stream", lambda: each_file(export, probes))


def manifest(export):
    told = list(export.manifest["files"]) + [
        file for one in export.manifest["conversations"] for file in one["files"]
    ]
    for file in told:
        data = (export.folder / file["path"]).read_bytes()
        same(len(data), file["bytes"], f"bytes of {file['path']}")
        same(hashlib.sha256(data).hexdigest(), file["sha256"], f"SHA-256 of {file['path']}")
    there = {
        path.relative_to(export.folder).as_posix() for path in export.folder.rglob("*") if path.is_file()
    }
    same(there - {"manifest.json"}, {file["path"] for file in told}, "files")
    same(export.manifest["incomplete"], [], "what is incomplete")


def channels(export):
    return 2 if export.audio["layout"] == "stereo" else 1


def audio_files(export, piece):
    """Of the recording; then of the stems."""
    sides = piece.about["audio"]["sides"]
    files = sorted({sides[side]["file"] for side in "ab"})
    if export.audio["stems"]:
        files += [file.replace(piece.name, f"{piece.name}.stems", 1) for file in files]
    return [piece.folder / file for file in files]


def each_file(export, work):
    for piece in export.pieces:
        for path in audio_files(export, piece):
            work(export, piece, path)


def sound(export):
    for piece in export.pieces:
        about = piece.about["audio"]
        for path in audio_files(export, piece):
            info = sf.info(path)
            same((info.format, info.subtype), FORMATS[export.audio["encoding"]], f"format of {path.name}")
            is_stem = ".stems." in path.name
            if not is_stem or not export.options["augment"]:
                same(info.samplerate, about["sampleRate"], f"rate of {path.name}")
                same(info.frames, about["samples"], f"samples of {path.name}")
            same(info.channels, channels(export), f"channels of {path.name}")
            near(info.duration, piece.doc["durationMs"] / 1000, 0.02, f"seconds of {path.name}")
            if export.audio["layout"] != "mix":
                who_is_where(piece, path, is_stem)


def who_is_where(piece, path, is_stem):
    """On a side's channel, its own turns are far louder than those of the other side alone."""
    data, rate = sf.read(path, always_2d=True)
    assert np.isfinite(data).all()
    for side in "ab":
        place = piece.about["audio"]["sides"][side]
        file = place["file"].replace(piece.name, f"{piece.name}.stems", 1) if is_stem else place["file"]
        if file != path.name:
            continue
        level = data[:, place["channel"]]
        own, other = spoken(piece, side, level, rate), spoken(piece, "b" if side == "a" else "a", level, rate)
        assert own.any(), f"side {side} never speaks"
        loud, soft = rms(level[own]), rms(level[other & ~own])
        assert loud > 10 * soft, f"side {side} is not alone on its channel of {path.name}: {loud} and {soft}"


def spoken(piece, side, level, rate):
    mask = np.zeros(len(level), dtype=bool)
    for start, end in piece.speech(side):
        mask[int(start * rate) : int(end * rate)] = True
    return mask


def rms(samples):
    return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0


def decodes(export, piece, path):
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        same(
            stream.codec_context.name.removeprefix("lib"),
            CODECS[export.audio["encoding"]],
            f"codec of {path.name}",
        )
        same(stream.codec_context.layout.nb_channels, channels(export), f"channels of {path.name}")
        rate = stream.codec_context.sample_rate
        samples = sum(frame.samples for frame in container.decode(stream))
    # Of Opus, FFmpeg may give the end padding of the last packet.
    padding = 0.02 if export.audio["encoding"] == "opus" else 0
    near(samples / rate, sf.info(path).duration, padding, f"seconds of {path.name}")


def probes(export, piece, path):
    asked = ["ffprobe", "-v", "warning", "-of", "json", "-show_streams", str(path)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)
    same(answer.stderr, "", f"what ffprobe says of {path.name}")
    (stream,) = json.loads(answer.stdout)["streams"]
    same(stream["codec_name"], CODECS[export.audio["encoding"]], f"codec of {path.name}")
    same(stream["channels"], channels(export), f"channels of {path.name}")
