import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SIDES, type PerSide, type Side } from '../../../contract/side.ts';
import { stemFileName } from '../../../contract/stem-file.ts';
import { samplesToMs, WAV_HEADER_BYTES, wavHeader } from '../../../contract/wav-format.ts';
import type { RecordingFacts } from '../finalise.ts';
import { readWavInfo } from '../wav.ts';
import type { LocatedStem } from './locate-stems.ts';
import { SampleFile } from './sample-file.ts';
import { FINE_RATE, stemSound, type Sound } from './sound.ts';

const NAME = 'stems.wav';
/** While it is written. */
export const UNFINISHED_NAME = `${NAME}.part`;
/** Samples that are put together at a time. */
const BLOCK = FINE_RATE;
const FRAME_BYTES = SIDES.length * 2;

type OpenStems = PerSide<SampleFile | undefined>;

/** A stem that can be read: `first` is where it begins in the recording. */
interface Laid {
  side: Side;
  first: number;
  length: number;
  sound: Sound;
}

/**
 * Writes stems.wav beside the recording: as long as it, stereo, left is side a; each turn where it lies in
 * the recording, silence between. It appears whole or not at all.
 *
 * @param path absolute: the recording
 * @throws what the file system throws, and the signal's reason
 */
export async function writeStems(
  path: string,
  stems: readonly LocatedStem[],
  signal: AbortSignal,
): Promise<{ path: string; facts: RecordingFacts }> {
  const { samples } = await readWavInfo(path);
  const target = join(dirname(path), NAME);
  const temporary = join(dirname(path), UNFINISHED_NAME);
  const files: OpenStems = { a: undefined, b: undefined };
  try {
    await openStems(files, dirname(path), stems);
    const laid = stems.flatMap((stem) => laidOut(stem, files[stem.side]));
    const sha256 = await writeFile(temporary, laid, samples, signal);
    await rename(temporary, target);
    return { path: target, facts: factsOf(samples, sha256) };
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  } finally {
    for (const side of SIDES) await files[side]?.close();
  }
}

function factsOf(samples: number, sha256: string): RecordingFacts {
  const bytes = WAV_HEADER_BYTES + samples * FRAME_BYTES;
  const durationMs = samplesToMs(samples, FINE_RATE);
  return {
    ...{ format: 'wav', channels: SIDES.length, sampleRate: FINE_RATE },
    ...{ durationMs, bytes, sha256, holes: [] },
  };
}

/** Filled one by one, so that those that are open are known when the next one fails. */
async function openStems(
  files: OpenStems,
  folder: string,
  stems: readonly LocatedStem[],
): Promise<void> {
  for (const side of SIDES) {
    const rate = stems.find((stem) => stem.side === side)?.part.sampleRate;
    if (rate) files[side] = await SampleFile.openPcm(join(folder, stemFileName(side)), rate);
  }
}

function laidOut({ side, first, part }: LocatedStem, file: SampleFile | undefined): Laid[] {
  if (!file) return [];
  const length = (part.samples * FINE_RATE) / part.sampleRate;
  return [{ side, first, length, sound: stemSound(file, part) }];
}

/** @returns its SHA-256 in hex: taken on the way, hours of sound are not read again */
async function writeFile(
  path: string,
  laid: readonly Laid[],
  samples: number,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  try {
    let position = 0;
    for await (const bytes of piecesOf(laid, samples)) {
      signal.throwIfAborted();
      await writeWhole(file, bytes, position);
      hash.update(bytes);
      position += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function* piecesOf(laid: readonly Laid[], samples: number): AsyncGenerator<Uint8Array> {
  const format = { sampleRate: FINE_RATE, channels: SIDES.length };
  yield wavHeader({ ...format, dataBytes: samples * FRAME_BYTES });
  for (let from = 0; from < samples; from += BLOCK) {
    const block = await blockOf(laid, from, Math.min(BLOCK, samples - from));
    yield new Uint8Array(block.buffer);
    await setImmediate();
  }
}

/** The interleaved samples from one on. */
async function blockOf(laid: readonly Laid[], from: number, length: number): Promise<Int16Array> {
  const block = new Int16Array(length * 2);
  for (const { side, first, length: stemLength, sound } of laid) {
    const start = Math.max(first, from);
    const end = Math.min(first + stemLength, from + length);
    if (end <= start) continue;
    const piece = await sound.fine(start - first, end - start);
    let slot = (start - from) * 2 + SIDES.indexOf(side);
    for (const sample of piece) {
      // Two turns of a side may touch when the network took time out of the first.
      const sum = block[slot]! + Math.round(sample * 32768);
      block[slot] = Math.min(Math.max(sum, -32768), 32767);
      slot += 2;
    }
  }
  return block;
}

/** A write may be short, for instance on a disk that is nearly full. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
