import { spawnSync } from 'node:child_process';
import { getFfmpegPath } from '@livekit/av';
import { floats } from './say.ts';

/** Deterministic random numbers, 0 … 1 (Numerical Recipes). */
export function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Codes with libopus as a call would, and decodes at `rate`. */
export function throughOpus(
  pcm: Int16Array,
  bitrate: string,
  rate: number,
): Float32Array<ArrayBuffer> {
  const input = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const coded = ffmpeg(
    ['-f', 's16le', '-ar', '24000', '-ac', '1', '-i', '-'].concat([
      '-c:a',
      'libopus',
      '-b:a',
      bitrate,
      '-application',
      'voip',
      '-f',
      'ogg',
      '-',
    ]),
    input,
  );
  const decoded = ffmpeg(['-f', 'ogg', '-i', '-', '-ar', String(rate), '-f', 's16le', '-'], coded);
  const bytes = new Uint8Array(decoded);
  return floats(new Int16Array(bytes.buffer, 0, bytes.length >> 1));
}

function ffmpeg(options: string[], input: Buffer): Buffer {
  const program = getFfmpegPath();
  if (!program) throw new Error('@livekit/av has no ffmpeg for this platform');
  const run = spawnSync(program, ['-v', 'error', ...options], { input, maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return run.stdout;
}

/** Codes many sounds in one run of the codec, with a second of silence between them. */
export function allThroughOpus(
  sounds: readonly Int16Array[],
  bitrate: string,
  rate: number,
): Float32Array<ArrayBuffer>[] {
  const gap = 24_000;
  const whole = new Int16Array(sounds.reduce((sum, pcm) => sum + pcm.length + gap, 0));
  const starts: number[] = [];
  let at = 0;
  for (const pcm of sounds) {
    starts.push(at);
    whole.set(pcm, at);
    at += pcm.length + gap;
  }
  const coded = throughOpus(whole, bitrate, rate);
  return sounds.map((pcm, index) => {
    const from = Math.round((starts[index]! * rate) / 24_000);
    return coded.slice(from, from + Math.round(((pcm.length + 2400) * rate) / 24_000));
  });
}

export const silence = (ms: number, rate = 24_000): Float32Array<ArrayBuffer> =>
  new Float32Array(Math.round((ms * rate) / 1000));

export const louder = (samples: Float32Array, db: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample * 10 ** (db / 20))));

/** Adds white noise of the given RMS level. */
export function withNoise(
  samples: Float32Array,
  dbfs: number,
  seed = 1,
): Float32Array<ArrayBuffer> {
  const random = randomSource(seed);
  const size = Math.sqrt(3) * 10 ** (dbfs / 20);
  return Float32Array.from(samples, (sample) => sample + (2 * random() - 1) * size);
}

export function joined(...sounds: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const result = new Float32Array(sounds.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of sounds) {
    result.set(each, at);
    at += each.length;
  }
  return result;
}

/**
 * Removes (or, for a negative share, repeats) 10 ms every now and then with a cross-fade, as a jitter
 * buffer does to catch up.
 */
export function hurried(
  samples: Float32Array,
  share: number,
  rate = 24_000,
): Float32Array<ArrayBuffer> {
  const grain = rate / 100;
  const period = Math.round(grain / Math.abs(share));
  const pieces: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += period) {
    const piece = samples.slice(at, at + period);
    if (piece.length < 3 * grain) pieces.push(piece);
    else if (share > 0) pieces.push(faded(piece, 0, grain, grain), piece.subarray(2 * grain));
    else
      pieces.push(piece.subarray(0, grain), faded(piece, grain, 0, grain), piece.subarray(grain));
  }
  return joined(...pieces);
}

/** From the sound at `out` to the sound at `into`. */
function faded(piece: Float32Array, out: number, into: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => {
    const share = index / length;
    return piece[out + index]! * (1 - share) + piece[into + index]! * share;
  });
}

/** RMS level in dBFS; −120 for silence. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return samples.length === 0 ? -120 : Math.max(-120, 10 * Math.log10(power + 1e-12));
}
