import { setImmediate } from 'node:timers/promises';
import type { PcmStream } from '../pcm.ts';
import type { Effect, Planar } from './effect.ts';

/** Frames that are worked on at a stretch, so that the host can do other things in between. */
const STRETCH = 4800;
const FULL = 32_768;

/** Runs interleaved stereo through effects, one after the other. */
export async function* augmented(
  pcm: PcmStream,
  effects: readonly Effect[],
): AsyncGenerator<Int16Array> {
  for await (const block of planar(pcm)) {
    const out = interleave(pushThrough(effects, block));
    if (out.length > 0) yield out;
  }
  for (let at = 0; at < effects.length; at++) {
    const held = effects[at]?.end();
    const out = held && interleave(pushThrough(effects.slice(at + 1), held));
    if (out && out.length > 0) yield out;
  }
}

export function pushThrough(effects: readonly Effect[], block: Planar): Planar {
  return effects.reduce((sound, effect) => effect.push(sound), block);
}

/** Short stretches of interleaved stereo, per side. */
export async function* planar(pcm: PcmStream): AsyncGenerator<Planar> {
  for await (const piece of pcm) {
    for (let from = 0; from < piece.length; from += 2 * STRETCH) {
      yield separate(piece.subarray(from, from + 2 * STRETCH));
      await setImmediate();
    }
  }
}

function separate(pcm: Int16Array): Planar {
  const a = new Float32Array(pcm.length / 2);
  const b = new Float32Array(pcm.length / 2);
  for (let i = 0; i < a.length; i++) {
    a[i] = (pcm[2 * i] ?? 0) / FULL;
    b[i] = (pcm[2 * i + 1] ?? 0) / FULL;
  }
  return [a, b];
}

function interleave([a, b]: Planar): Int16Array {
  const pcm = new Int16Array(a.length * 2);
  for (let i = 0; i < a.length; i++) {
    pcm[2 * i] = quantise(a[i] ?? 0);
    pcm[2 * i + 1] = quantise(b[i] ?? 0);
  }
  return pcm;
}

function quantise(sample: number): number {
  return Math.max(-FULL, Math.min(FULL - 1, Math.round(sample * FULL)));
}
