import type { Augment } from '../../../contract/augment.ts';
import type { PerSide } from '../../../contract/side.ts';
import type { AugmentContext } from './context.ts';
import { dbToGain, type Effect, type Planar } from './effect.ts';
import { gain, level, limiter } from './level.ts';
import { fileLoop } from './loop.ts';
import { noiseEffect } from './noise.ts';
import { packetLoss } from './packet-loss.ts';
import { loadResponse, reverb, type RoomResponse } from './reverb.ts';
import { TELEPHONE_RATE, type ResolvedAugment } from './resolve.ts';
import { SpeechMeter } from './speech-meter.ts';
import { planar } from './stream.ts';
import { telephone } from './telephone.ts';

/**
 * The effects of an augmentation, in their order, for one reading of the sound.
 *
 * Reverb keeps each side's energy. Noise is set against the level of each side's speech after reverb and level
 * (see SpeechMeter), over the whole band of the output, before a telephone. What these three drive above
 * −1 dBFS is pressed into the last dB (see limiter).
 *
 * @throws StudioError `not-found` or `invalid-input` when a file can't be used
 */
export async function prepareAugment(
  augment: ResolvedAugment,
  context: AugmentContext,
): Promise<Effect[]> {
  const { rate, signal } = context;
  const { levelDb, noise } = augment;
  const effects: Effect[] = [];
  const room = augment.reverb && (await loadResponse(augment.reverb.path, rate, signal));
  const found = (room ?? noise) ? await measure(context, room) : undefined;
  if (room && found) effects.push(reverb(room), gain(found.a.keep, found.b.keep));
  if (levelDb !== null) effects.push(level(levelDb));
  if (noise && found) {
    const louder = dbToGain(levelDb ?? 0);
    const speech = { a: times(found.a.speech, louder), b: times(found.b.speech, louder) };
    effects.push(await noiseEffect(noise, speech, context));
  }
  if (effects.length > 0) effects.push(limiter());
  if (augment.telephone) effects.push(...telephone(rate));
  if (augment.packetLoss) effects.push(packetLoss(augment.packetLoss, rate));
  return effects;
}

/**
 * Looks at the files that an augmentation names, before anything is exported.
 *
 * @throws StudioError as `prepareAugment`
 */
export async function checkAugmentFiles(augment: Augment, signal?: AbortSignal): Promise<void> {
  const rate = TELEPHONE_RATE;
  if (augment.reverb) await loadResponse(augment.reverb.path, rate, signal);
  if (augment.noise?.kind === 'file') await fileLoop(augment.noise.path, { rate, signal });
}

interface SideLevels {
  /** What gives the reverberated sound the energy that it had. */
  keep: number;
  /** Level of the speech behind reverb, root mean square. */
  speech: number | undefined;
}

async function measure(
  { rate, read }: AugmentContext,
  room: RoomResponse | null,
): Promise<PerSide<SideLevels>> {
  const dry = new Meters(rate);
  const wet = room ? new Meters(rate) : dry;
  const convolver = room && reverb(room);
  for await (const block of planar(read())) {
    dry.push(block);
    if (convolver) wet.push(convolver.push(block));
  }
  if (convolver) wet.push(convolver.end());
  return { a: levels(dry.a, wet.a), b: levels(dry.b, wet.b) };
}

class Meters {
  readonly a: SpeechMeter;
  readonly b: SpeechMeter;

  constructor(rate: number) {
    this.a = new SpeechMeter(rate);
    this.b = new SpeechMeter(rate);
  }

  push([a, b]: Planar): void {
    this.a.push(a);
    this.b.push(b);
  }
}

function levels(dry: SpeechMeter, wet: SpeechMeter): SideLevels {
  const keep = wet.energy > 0 ? Math.sqrt(dry.energy / wet.energy) : 1;
  return { keep, speech: times(wet.speechLevel, keep) };
}

function times(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
