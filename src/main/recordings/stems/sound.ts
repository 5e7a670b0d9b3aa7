import { decimate, interpolate, reachOf } from './resample.ts';
import type { SampleFile } from './sample-file.ts';

/** Hz of the recording; positions and lengths of stems are counted in its samples too. */
export const FINE_RATE = 48_000;
/** Hz: enough to find speech again, and cheap. */
const COARSE_RATE = 8000;
export const FINE_PER_COARSE = FINE_RATE / COARSE_RATE;

/** A stretch of sound that is looked at in two grains. Outside of it there is silence. */
export interface Sound {
  /** Samples [from, from + length) at FINE_RATE. */
  fine(from: number, length: number): Promise<Float32Array>;
  /** The same stretch at COARSE_RATE; `from` and `length` as above, multiples of FINE_PER_COARSE. */
  coarse(from: number, length: number): Promise<Float32Array>;
}

/** Whether files of this rate can be looked at. */
export function isUsableRate(sampleRate: number): boolean {
  return FINE_RATE % sampleRate === 0 && sampleRate % COARSE_RATE === 0;
}

/** The sound is kept in blocks of a second, the latest few of them. */
const BLOCK = FINE_RATE;
const BLOCKS_KEPT = 8;

/** The same, but what is looked at again and again is made only once. */
export function inBlocks(load: Sound['coarse']): Sound['coarse'] {
  const blocks = new Map<number, Promise<Float32Array>>();
  const block = (number: number): Promise<Float32Array> => {
    const known = blocks.get(number) ?? load(number * BLOCK, BLOCK);
    blocks.delete(number);
    blocks.set(number, known);
    if (blocks.size > BLOCKS_KEPT) blocks.delete(blocks.keys().next().value!);
    return known;
  };
  return async (from, length) => {
    const target = new Float32Array(length / FINE_PER_COARSE);
    const last = Math.floor((from + length - 1) / BLOCK);
    for (let number = Math.floor(from / BLOCK); number <= last; number += 1) {
      const at = (number * BLOCK - from) / FINE_PER_COARSE;
      const samples = (await block(number)).subarray(Math.max(0, -at));
      const to = Math.max(0, at);
      target.set(samples.subarray(0, target.length - to), to);
    }
    return target;
  };
}

/** A channel of a recording. */
export function channelSound(file: SampleFile, channel: number): Sound {
  const reach = reachOf({ down: FINE_PER_COARSE });
  return {
    fine: (from, length) => file.read(from, length, channel),
    coarse: inBlocks(async (from, length) =>
      decimate(await file.read(from - reach, length + 2 * reach, channel), FINE_PER_COARSE),
    ),
  };
}

/** A turn in a stem file; position 0 is its first sample. */
export function stemSound(
  file: SampleFile,
  { fromSample, samples }: { fromSample: number; samples: number },
): Sound {
  const { sampleRate } = file.layout;
  const up = FINE_RATE / sampleRate;
  const down = sampleRate / COARSE_RATE;
  const within = async (from: number, length: number): Promise<Float32Array> => {
    const first = Math.max(from, 0);
    const count = Math.min(from + length, samples) - first;
    const target = new Float32Array(length);
    if (count > 0) target.set(await file.read(fromSample + first, count), first - from);
    return target;
  };
  return {
    fine: async (from, length) => {
      const reach = reachOf({ up });
      const first = Math.floor(from / up);
      const count = Math.ceil((from + length) / up) - first;
      const whole = interpolate(await within(first - reach, count + 2 * reach), up);
      return whole.subarray(from - first * up, from - first * up + length);
    },
    coarse: inBlocks(async (from, length) => {
      const reach = reachOf({ down });
      return decimate(await within(from / up - reach, length / up + 2 * reach), down);
    }),
  };
}
