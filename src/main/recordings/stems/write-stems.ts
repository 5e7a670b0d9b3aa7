import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SIDES, type PerSide, type Side } from '../../../contract/side.ts';
import { stemFileName } from '../../../contract/stem-file.ts';
import { WAV_HEADER_BYTES, wavHeader } from '../../../contract/wav-format.ts';
import { finaliseRecording, type RecordingFacts } from '../finalise.ts';
import { readWavInfo } from '../wav.ts';
import type { LocatedStem } from './locate-stems.ts';
import { SampleFile } from './sample-file.ts';
import { FINE_RATE, stemSound, type Sound } from './sound.ts';

const NAME = 'stems.wav';
/** While it is written. */
export const UNFINISHED_NAME = `${NAME}.part`;
/** Samples that are put together at a time. */
const BLOCK = FINE_RATE;

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
  const files = await openStems(dirname(path), stems);
  try {
    const laid = stems.flatMap((stem) => laidOut(stem, files[stem.side]));
    const file = await open(temporary, 'w', 0o600);
    try {
      await writeAll(file, laid, samples, signal);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  } finally {
    for (const side of SIDES) await files[side]?.close();
  }
  return { path: target, facts: await finaliseRecording(target, { holes: [] }) };
}

async function openStems(
  folder: string,
  stems: readonly LocatedStem[],
): Promise<PerSide<SampleFile | undefined>> {
  const files: PerSide<SampleFile | undefined> = { a: undefined, b: undefined };
  for (const side of SIDES) {
    const rate = stems.find((stem) => stem.side === side)?.part.sampleRate;
    if (rate) files[side] = await SampleFile.openPcm(join(folder, stemFileName(side)), rate);
  }
  return files;
}

function laidOut({ side, first, part }: LocatedStem, file: SampleFile | undefined): Laid[] {
  if (!file) return [];
  const length = (part.samples * FINE_RATE) / part.sampleRate;
  return [{ side, first, length, sound: stemSound(file, part) }];
}

async function writeAll(
  file: FileHandle,
  laid: readonly Laid[],
  samples: number,
  signal: AbortSignal,
): Promise<void> {
  const dataBytes = samples * 2 * 2;
  const header = wavHeader({ sampleRate: FINE_RATE, channels: 2, dataBytes });
  await file.write(header, 0, header.length, 0);
  for (let from = 0; from < samples; from += BLOCK) {
    signal.throwIfAborted();
    const block = await blockOf(laid, from, Math.min(BLOCK, samples - from));
    await writeWhole(file, block, WAV_HEADER_BYTES + from * 4);
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
async function writeWhole(file: FileHandle, block: Int16Array, position: number): Promise<void> {
  const bytes = new Uint8Array(block.buffer);
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
