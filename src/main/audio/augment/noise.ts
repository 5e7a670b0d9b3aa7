import type { PerSide } from '../../../contract/side.ts';
import { dbToGain, inPlace, type Effect } from './effect.ts';
import { babbleLoop } from './babble.ts';
import { fileLoop, LoopedNoise } from './loop.ts';
import { PinkNoise } from './pink.ts';
import type { AugmentContext } from './context.ts';
import type { NoiseSource } from './noise-source.ts';
import type { ResolvedNoise } from './resolve.ts';
import { generator } from './seeded.ts';

/** Where nobody ever speaks, the noise is as loud as behind speech of this level (−26 dBFS). */
const NOMINAL_SPEECH = dbToGain(-26);

/**
 * Adds noise to each side, each its own, so far below its speech as is wanted. A side that says nothing gets
 * that of the other.
 *
 * @param speech level of each side's speech (root mean square) where the noise is added
 * @throws StudioError `not-found` or `invalid-input` when the noise can't be had
 */
export async function noiseEffect(
  noise: ResolvedNoise,
  speech: PerSide<number | undefined>,
  context: AugmentContext,
): Promise<Effect> {
  const sources = await noiseSources(noise, context);
  const under = dbToGain(-noise.snrDb);
  const levelOfA = (speech.a ?? speech.b ?? NOMINAL_SPEECH) * under;
  const levelOfB = (speech.b ?? speech.a ?? NOMINAL_SPEECH) * under;
  return inPlace(([a, b]) => {
    add(a, sources.a, levelOfA / sources.a.rms);
    add(b, sources.b, levelOfB / sources.b.rms);
  });
}

function add(samples: Float32Array, source: NoiseSource, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + gain * source.next();
}

async function noiseSources(
  noise: ResolvedNoise,
  context: AugmentContext,
): Promise<PerSide<NoiseSource>> {
  const randomA = generator(noise.seed, 'a');
  const randomB = generator(noise.seed, 'b');
  if (noise.kind === 'pink') {
    const { rate } = context;
    return { a: new PinkNoise(rate, randomA), b: new PinkNoise(rate, randomB) };
  }
  const loop =
    noise.kind === 'file'
      ? await fileLoop(noise.path, context)
      : await babbleLoop(noise.voices, context);
  return { a: new LoopedNoise(loop, randomA), b: new LoopedNoise(loop, randomB) };
}
