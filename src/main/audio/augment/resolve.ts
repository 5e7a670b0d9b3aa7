import { basename, dirname } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Augment } from '../../../contract/augment.ts';
import { StudioError } from '../../../contract/errors.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { generator } from './seeded.ts';

/** A telephone's, Hz. */
export const TELEPHONE_RATE = 8000;

/** One of those who talk in the background. */
export interface BabbleVoice {
  /** Absolute: a recording. */
  path: string;
  side: Side;
  /** Where it begins: share of the recording, 0 to below 1. */
  from: number;
}

export type ResolvedNoise = { snrDb: number; seed: number } & (
  | { kind: 'pink' }
  | { kind: 'babble'; voices: BabbleVoice[] }
  /** `path` is absolute. */
  | { kind: 'file'; path: string }
);

/** An augmentation of one conversation with everything chosen: the same one does the same to the same sound. */
export interface ResolvedAugment {
  /** `path` is absolute. */
  reverb: { path: string } | null;
  levelDb: number | null;
  noise: ResolvedNoise | null;
  telephone: boolean;
  packetLoss: { rate: number; burst: number; seed: number } | null;
}

/**
 * Chooses what is left open, by the seed and the conversation. What is chosen for one effect does not depend
 * on which others there are.
 *
 * @param babble absolute paths of recordings of other conversations; their order does not matter
 * @throws StudioError `invalid-input` when babble is asked for and there is no other recording
 */
export function resolveAugment(
  augment: Augment,
  conversationId: string,
  babble: readonly string[],
): ResolvedAugment {
  const random = (what: string) => generator(augment.seed, conversationId, what);
  const { reverb, levelDb, noise, telephone, packetLoss } = augment;
  return {
    reverb: reverb && { path: reverb.path },
    levelDb: levelDb === null ? null : pick(levelDb, random('level')),
    noise: noise && resolveNoise(noise, babble, random('noise')),
    telephone,
    packetLoss: packetLoss && resolveLoss(packetLoss, random('packets')),
  };
}

/** The same for a manifest: without the paths of this machine. */
export function describeAugment(resolved: ResolvedAugment): Record<string, unknown> {
  const { reverb, noise } = resolved;
  return {
    ...resolved,
    reverb: reverb && { path: basename(reverb.path) },
    noise: noise && describeNoise(noise),
  };
}

function describeNoise(noise: ResolvedNoise): Record<string, unknown> {
  switch (noise.kind) {
    case 'pink':
      return { ...noise };
    case 'file':
      return { ...noise, path: basename(noise.path) };
    case 'babble': {
      // A recording lies in the folder of its conversation.
      const relative = (path: string) => `${basename(dirname(path))}/${basename(path)}`;
      const voices = noise.voices.map((voice) => ({ ...voice, path: relative(voice.path) }));
      return { ...noise, voices };
    }
  }
}

function resolveNoise(
  noise: NonNullable<Augment['noise']>,
  babble: readonly string[],
  random: RandomGenerator,
): ResolvedNoise {
  const snrDb = pick(noise.snrDb, random);
  const seed = seedFrom(random);
  switch (noise.kind) {
    case 'pink':
      return { kind: 'pink', snrDb, seed };
    case 'file':
      return { kind: 'file', snrDb, seed, path: noise.path };
    case 'babble':
      return { kind: 'babble', snrDb, seed, voices: chooseVoices(noise.voices, babble, random) };
  }
}

/** Each recording once before one is taken twice. */
function chooseVoices(
  count: number,
  babble: readonly string[],
  random: RandomGenerator,
): BabbleVoice[] {
  if (babble.length === 0) throw noBabble();
  const sorted = [...babble].sort();
  const left: string[] = [];
  return Array.from({ length: count }, () => {
    if (left.length === 0) left.push(...sorted);
    const [path = ''] = left.splice(uniformInt(random, 0, left.length - 1), 1);
    const side = SIDES[uniformInt(random, 0, 1)] ?? 'a';
    return { path, side, from: rounded(uniformFloat64(random)) };
  });
}

function resolveLoss(
  { rate, burst }: NonNullable<Augment['packetLoss']>,
  random: RandomGenerator,
): ResolvedAugment['packetLoss'] {
  return { rate: pick(rate, random), burst, seed: seedFrom(random) };
}

function pick(value: number | { min: number; max: number }, random: RandomGenerator): number {
  const share = uniformFloat64(random);
  if (typeof value === 'number') return value;
  const chosen = value.min + share * (value.max - value.min);
  return Math.min(value.max, Math.max(value.min, rounded(chosen)));
}

/** For the eye in a manifest; more would mean nothing. */
function rounded(value: number): number {
  return Math.floor(value * 10_000) / 10_000;
}

function seedFrom(random: RandomGenerator): number {
  return random.next() >>> 0;
}

function noBabble(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'There is no other recording that voices in the background could come from.',
    remedy: 'Record another conversation, or choose pink noise or a file.',
  });
}
