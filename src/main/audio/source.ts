import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import { wavHeader } from '../../contract/wav-format.ts';
import { readSamples, readWavInfo } from '../recordings/wav.ts';
import { writeFailure } from '../exports/files.ts';
import { decode } from './decode.ts';
import { writeHashed } from './hashed-file.ts';
import { takeChannel, type PcmStream } from './pcm.ts';
import { SOURCE_RATE } from './resample.ts';

/** A recording that can be read any number of times: stereo, 48 kHz, left is side a. */
export interface Source {
  /** From the first to the last that is wanted. */
  frames: number;
  /** From one of these frames on to the last. */
  read(fromFrame?: number): PcmStream;
  /** Removes what was made to read it. */
  close(): Promise<void>;
}

/** Ms of the recording. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/**
 * Opens a recording, or a part of it. Any other audio than our own WAV is decoded into `directory` first;
 * mono counts for both sides.
 *
 * @throws StudioError `not-found` without the file, `invalid-input` when there is no sound in that part
 */
export async function openSource(
  path: string,
  { span, directory, signal }: { span?: Span | undefined; directory: string; signal?: AbortSignal },
): Promise<Source> {
  const plain = await plainSamples(path);
  const made = plain === undefined ? join(directory, `.decoded-${randomUUID()}.tmp`) : undefined;
  const close = async () => {
    if (made !== undefined) await rm(made, { force: true });
  };
  try {
    if (made !== undefined) await decodeTo(made, path, signal);
    const samples = plain ?? (await readWavInfo(made ?? path)).samples;
    const { from, to } = framesOf(span, samples);
    const read = (first = 0) => readSamples(made ?? path, { from: from + first, to });
    return { frames: to - from, read, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** Samples of a file of our own form, undefined for any other. */
async function plainSamples(path: string): Promise<number | undefined> {
  try {
    const { sampleRate, channels, samples } = await readWavInfo(path);
    return sampleRate === SOURCE_RATE && channels === 2 ? samples : undefined;
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.data.code === 'not-found') throw thrown;
    return undefined;
  }
}

function framesOf(span: Span | undefined, samples: number): { from: number; to: number } {
  const at = (ms: number) => Math.min(samples, Math.max(0, Math.round((ms * SOURCE_RATE) / 1000)));
  const from = span ? at(span.fromMs) : 0;
  const to = span ? at(span.toMs) : samples;
  if (from < to) return { from, to };
  throw noSound({ samples, ...span });
}

/** A part of a recording that is not even one sample. */
export function noSound(details: Record<string, unknown>): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'There is no sound in this part of the recording.',
    remedy: 'Choose a longer part, inside the recording.',
    details,
  });
}

async function decodeTo(made: string, path: string, signal?: AbortSignal): Promise<void> {
  // Sizes of 0: the length of the file is what counts, which may be beyond what a header can say.
  const header = wavHeader({ sampleRate: SOURCE_RATE, channels: 2, dataBytes: 0 });
  async function* stereo(): AsyncGenerator<Uint8Array> {
    yield header;
    for await (const { channels, pcm } of decode(path, SOURCE_RATE, signal)) {
      yield new Uint8Array(asStereo(pcm, channels).buffer);
    }
  }
  try {
    await writeHashed(made, stereo());
  } catch (thrown) {
    signal?.throwIfAborted();
    throw writeFailure(made, thrown);
  }
}

function asStereo(pcm: Int16Array, channels: number): Int16Array {
  const left = takeChannel(pcm, 0, channels);
  const right = channels > 1 ? takeChannel(pcm, 1, channels) : left;
  const stereo = new Int16Array(left.length * 2);
  for (let i = 0; i < left.length; i++) {
    stereo[2 * i] = left[i] ?? 0;
    stereo[2 * i + 1] = right[i] ?? 0;
  }
  return stereo;
}
