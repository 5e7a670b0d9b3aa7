import { open, type FileHandle } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import { samplesToMs, WAV_HEADER_BYTES, wavHeader } from '../../contract/wav-format.ts';

/** What a WAV file holds, by its header and its real length. */
export interface WavInfo {
  /** Hz */
  sampleRate: number;
  channels: number;
  /** Where the audio begins in the file. */
  dataOffset: number;
  /** Bytes of audio that are really there: whole frames, whatever the header says. */
  dataBytes: number;
  /** Samples of each channel. */
  samples: number;
  durationMs: number;
}

/** A piece of this many frames is read at a time, so that memory stays bounded. */
const PIECE_FRAMES = 48_000;

/**
 * Reads what a 16-bit PCM WAV file holds. Sizes in the header are believed only as far as the file is
 * long; sizes of 0 or beyond the end (a writer that died) mean "to the end of the file".
 * @throws StudioError `recorder-failed` when it is no such file.
 */
export function readWavInfo(path: string): Promise<WavInfo> {
  return withFile(path, 'r', (file) => infoOf(file, path));
}

/**
 * The interleaved samples from one sample on up to another, in pieces of about a second.
 * @throws StudioError `recorder-failed` when it is no such file, can't be read, or gets shorter meanwhile.
 */
export async function* readSamples(
  path: string,
  { from = 0, to = Number.POSITIVE_INFINITY } = {},
): AsyncGenerator<Int16Array> {
  const file = await openFile(path, 'r');
  try {
    const info = await infoOf(file, path);
    const frameBytes = info.channels * 2;
    const end = Math.min(to, info.samples);
    for (let at = from; at < end; at += PIECE_FRAMES) {
      const bytes = new Uint8Array(Math.min(PIECE_FRAMES, end - at) * frameBytes);
      await fill(file, bytes, { at: info.dataOffset + at * frameBytes, path });
      yield new Int16Array(bytes.buffer);
    }
  } finally {
    await file.close();
  }
}

/** A file system's own error would be taken for one of the place that is written to. */
async function fill(
  file: FileHandle,
  bytes: Uint8Array,
  { at, path }: { at: number; path: string },
): Promise<void> {
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at).catch((cause: unknown) => {
    throw unreadable(path, (cause as NodeJS.ErrnoException).code ?? String(cause), cause);
  });
  if (bytesRead < bytes.length) throw unreadable(path, 'it is shorter than it was');
}

/**
 * Makes a file whose writer died valid again: cuts a torn last frame off and writes the true sizes.
 * Only for files of the recorder (a 44-byte header). Mending twice changes nothing.
 * @throws StudioError `recorder-failed` when it is no such file, or can't be written.
 */
export function mendWav(path: string): Promise<WavInfo> {
  return withFile(path, 'r+', async (file) => {
    const info = await infoOf(file, path);
    if (info.dataOffset !== WAV_HEADER_BYTES) return info;
    const header = wavHeader(info);
    await file.truncate(WAV_HEADER_BYTES + info.dataBytes);
    await file.write(header, 0, header.length, 0);
    await file.sync();
    return info;
  });
}

async function infoOf(file: FileHandle, path: string): Promise<WavInfo> {
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(size, 4096));
  await file.read(head, 0, head.length, 0);
  const found = head.length >= 12 ? chunks(head) : undefined;
  if (!found) throw noWav(path);
  const { format, data } = found;
  const frameBytes = format.channels * 2;
  const rest = Math.max(0, size - data.offset);
  const claimed = data.size > 0 && data.size <= rest ? data.size : rest;
  // Ours has nothing behind the audio: there the length of the file is the truth.
  const bytes = data.offset === WAV_HEADER_BYTES ? rest : claimed;
  const samples = Math.floor(bytes / frameBytes);
  return {
    ...format,
    dataOffset: data.offset,
    dataBytes: samples * frameBytes,
    samples,
    durationMs: samplesToMs(samples, format.sampleRate),
  };
}

interface Chunks {
  format: { sampleRate: number; channels: number };
  data: { offset: number; size: number };
}

/** Walks the chunks of the first bytes; undefined unless they are those of a 16-bit PCM WAV. */
function chunks(head: Buffer): Chunks | undefined {
  if (head.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  if (head.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let format: Chunks['format'] | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const id = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (id === 'data') return format && { format, data: { offset: at + 8, size } };
    if (id === 'fmt ' && size >= 16 && at + 24 <= head.length) {
      if (head.readUInt16LE(at + 8) !== 1 || head.readUInt16LE(at + 22) !== 16) return undefined;
      format = { channels: head.readUInt16LE(at + 10), sampleRate: head.readUInt32LE(at + 12) };
      if (format.channels === 0 || format.sampleRate === 0) return undefined;
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

async function withFile<T>(
  path: string,
  flags: string,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await openFile(path, flags);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openFile(path: string, flags: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new StudioError(
      {
        code: reason === 'ENOENT' ? 'not-found' : 'recorder-failed',
        message: `The recording can't be opened (${reason}).`,
        remedy: 'Check that the file is there and may be read and written.',
        details: { path, reason },
      },
      { cause },
    );
  }
}

function unreadable(path: string, reason: string, cause?: unknown): StudioError {
  return new StudioError(
    {
      code: 'recorder-failed',
      message: `The recording can't be read to its end (${reason}).`,
      remedy: 'Check the disk that it lies on, then try again.',
      details: { path, reason },
    },
    { cause },
  );
}

function noWav(path: string): StudioError {
  return new StudioError({
    code: 'recorder-failed',
    message: 'The recording is no 16-bit PCM WAV file.',
    remedy: 'The file is left as it is; look at it with an audio editor.',
    details: { path },
  });
}
