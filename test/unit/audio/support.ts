import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import type { Effect, Planar } from '../../../src/main/audio/augment/effect.ts';

/** A folder that is gone after the test. */
export function scratch(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'duologue-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Numbers from −1 to 1, always the same for a seed. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/**
 * Something like speech: low-passed noise and a gliding voice in syllables, with a pause of half a second after
 * each second and a half. Peaks at about a third of full scale.
 */
export function speechLike(rate: number, seconds: number, seed = 1): Float32Array<ArrayBuffer> {
  const next = chance(seed);
  let noise = 0;
  let phase = 0;
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => {
    const t = i / rate;
    noise += (1 - Math.exp((-2 * Math.PI * 1500) / rate)) * (next() - noise);
    phase += (2 * Math.PI * (130 + 40 * Math.sin(3 * t + seed))) / rate;
    const voice = Math.sin(phase) + 0.5 * Math.sin(3 * phase) + 0.3 * Math.sin(7 * phase);
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t + seed)) + 0.05;
    return t % 2 < 1.5 ? syllable * (0.15 * voice + 0.25 * noise) : 0;
  });
}

export function sine(hz: number, rate: number, seconds: number, amplitude = 0.5) {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rate),
  );
}

/** Interleaved 16-bit samples. */
export function interleaved(...channels: readonly Float32Array[]): Int16Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const pcm = new Int16Array(frames * channels.length);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => {
      pcm[i * channels.length + channel] = Math.round(sample * 32_767);
    });
  });
  return pcm;
}

/** A WAV file, by default a recording as those of the library. */
export function writeWav(file: string, pcm: Int16Array, channels = 2, sampleRate = 48_000): string {
  const header = wavHeader({ sampleRate, channels, dataBytes: pcm.byteLength });
  writeFileSync(
    file,
    Buffer.concat([header, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)]),
  );
  return file;
}

/** Everything that comes out of effects for a sound that goes in in pieces. */
export function run(effects: readonly Effect[], a: Float32Array, b = a, piece = 4800): Planar {
  const outs: Planar[] = [];
  const through = (from: number, block: Planar) =>
    effects.slice(from).reduce((sound, effect) => effect.push(sound), block);
  for (let at = 0; at < a.length; at += piece) {
    outs.push(through(0, [a.slice(at, at + piece), b.slice(at, at + piece)]));
  }
  effects.forEach((effect, at) => outs.push(through(at + 1, effect.end())));
  return [joined(outs.map(([of]) => of)), joined(outs.map(([, of]) => of))];
}

export function joined(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export async function collect(pcm: AsyncIterable<Int16Array>): Promise<Int16Array<ArrayBuffer>> {
  const all: number[][] = [];
  for await (const piece of pcm) all.push([...piece]);
  return Int16Array.from(all.flat());
}

export function rms(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

export function peak(samples: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < samples.length; i++) most = Math.max(most, Math.abs(samples[i] ?? 0));
  return most;
}

export function db(ratio: number): number {
  return 20 * Math.log10(ratio);
}

/** By how many samples `later` lies behind `sooner`: the peak of their cross-correlation. */
export function lag(sooner: ArrayLike<number>, later: ArrayLike<number>, most = 200): number {
  let best = { lag: 0, score: -Infinity };
  for (let by = -most; by <= most; by++) {
    let score = 0;
    const to = Math.min(sooner.length, later.length - by);
    for (let i = Math.max(0, -by); i < to; i++) score += (sooner[i] ?? 0) * (later[i + by] ?? 0);
    if (score > best.score) best = { lag: by, score };
  }
  return best.lag;
}
