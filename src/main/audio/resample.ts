import { bytesOf, exactly, pcmOf, type PcmStream } from './pcm.ts';
import { ffmpegOutput } from './ffmpeg.ts';

/** What the library records in, Hz. */
export const SOURCE_RATE = 48_000;

/**
 * A windowed sinc of 128 taps (at the lower rate) in floating point: flat to 0.93 of half the new rate, 65 dB
 * down from 1.01 of it, linear phase without delay. The default of 32 taps lets 0.9 to 1.1 of it alias.
 */
export const RESAMPLER = 'filter_size=128:tsf=fltp';

/** Behind the last sample, so that the filter gets to its end, s. */
const TAIL_SECONDS = 0.1;

export interface Resampling {
  channels: number;
  /** Hz */
  from: number;
  /** Hz */
  to: number;
  /** Frames that go in. */
  frames: number;
  signal?: AbortSignal | undefined;
}

/** How many frames there are of so many at another rate. */
export function framesAt(frames: number, from: number, to: number): number {
  return Math.round((frames * to) / from);
}

/** At another rate: sample n lies where it lay, and there are exactly `framesAt` of them. */
export function resample(pcm: PcmStream, resampling: Resampling): PcmStream {
  const { channels, from, to, frames, signal } = resampling;
  if (from === to) return pcm;
  const output = ffmpegOutput({
    args: [
      ...rawInput(channels, from),
      ...['-af', `aresample=${to}:${RESAMPLER}`, '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'],
    ],
    input: bytesOf(withTail(pcm, Math.round(from * TAIL_SECONDS) * channels)),
    signal,
    failure: 'The sample rate could not be changed',
  });
  return exactly(pcmOf(output, channels), framesAt(frames, from, to), channels);
}

/** ffmpeg's options for samples that come by its `pipe:0`. */
export function rawInput(channels: number, rate: number): string[] {
  return ['-f', 's16le', '-ar', String(rate), '-ac', String(channels), '-i', 'pipe:0'];
}

async function* withTail(pcm: PcmStream, samples: number): AsyncGenerator<Int16Array> {
  yield* pcm;
  yield new Int16Array(samples);
}
