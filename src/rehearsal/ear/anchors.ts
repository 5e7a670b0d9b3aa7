import { ones, PRINT_BITS, type Fingerprint } from './fingerprint.ts';
import type { Frames } from './frames.ts';

/** Length of the stretches that are looked for, in frames. */
export const CHUNK = 32;
/** Every second frame is compared. */
const STRIDE = 2;
const CHUNK_STEP = 16;
/** A chunk of which more bits differ is not found. Chance is about 0.4 for one voice. */
const MOST_DIFFERING = 0.3;
/** A place is passed over when more bits differ at a glance: of every eighth frame. */
const GLANCE = 8;
const MOST_AT_A_GLANCE = 0.36;

/** A stretch of the sound that was found in an utterance. Both in frames. */
export interface Anchor {
  readonly heardAt: number;
  readonly spokenAt: number;
  /** 1 for equal bits, 0 at the limit of what counts. */
  readonly strength: number;
}

/** Where stretches of speech begin, to look for: some in every burst of sound. */
export function chunkStarts(heard: Frames): number[] {
  const starts: number[] = [];
  let next = 0;
  for (let frame = 0; frame < heard.count; frame += 1) {
    if (heard.activity[frame]! < 0.3 || frame < next) continue;
    starts.push(Math.max(0, frame - 4));
    next = frame + CHUNK_STEP;
  }
  return starts;
}

/** Finds each stretch's best place in the utterance, where it has one. */
export function findAnchors(
  heard: Fingerprint,
  spoken: Fingerprint,
  starts: readonly number[],
): Anchor[] {
  const anchors: Anchor[] = [];
  for (const heardAt of starts) {
    const anchor = bestPlace(heard, spoken, heardAt);
    if (anchor) anchors.push(anchor);
  }
  return anchors;
}

function bestPlace(heard: Fingerprint, spoken: Fingerprint, heardAt: number): Anchor | undefined {
  const length = Math.min(CHUNK, heard.slope.length - heardAt);
  const limit = Math.ceil(length / STRIDE) * PRINT_BITS * MOST_DIFFERING;
  const glanceLimit = Math.ceil(length / GLANCE) * PRINT_BITS * MOST_AT_A_GLANCE;
  const last = Math.max(0, spoken.slope.length - length);
  let least = limit;
  let spokenAt = -1;
  const consider = (place: number): void => {
    const differing = difference(heard, spoken, heardAt, place, length, STRIDE, least);
    if (differing < least) [least, spokenAt] = [differing, place];
  };
  for (let place = 0; place <= last; place += 2) {
    const glance = difference(heard, spoken, heardAt, place, length, GLANCE, glanceLimit);
    if (glance < glanceLimit) consider(place);
  }
  if (spokenAt < 0) return undefined;
  const near = spokenAt;
  consider(near + 1);
  if (near > 0) consider(near - 1);
  return { heardAt, spokenAt, strength: 1 - least / limit };
}

/** Differing bits of every `stride`-th frame; stops early when they reach the limit. */
function difference(
  heard: Fingerprint,
  spoken: Fingerprint,
  heardAt: number,
  spokenAt: number,
  length: number,
  stride: number,
  limit: number,
): number {
  let sum = 0;
  for (let offset = 0; offset < length && sum < limit; offset += stride) {
    const [at, place] = [heardAt + offset, spokenAt + offset];
    // Beyond its end an utterance is silent: no bits.
    sum += ones(heard.slope[at]! ^ (spoken.slope[place] ?? 0));
    sum += ones(heard.change[at]! ^ (spoken.change[place] ?? 0));
  }
  return sum;
}

/** The anchors that lie on one line through both sounds, allowing for a change of tempo. */
export function onOneLine(anchors: readonly Anchor[]): Anchor[] {
  let best: Anchor[] = [];
  let bestStrength = 0;
  for (const seed of anchors) {
    const line = anchors.filter((each) => agrees(seed, each));
    const strength = line.reduce((sum, each) => sum + each.strength, 0);
    if (strength <= bestStrength) continue;
    best = line;
    bestStrength = strength;
  }
  return best;
}

function agrees(a: Anchor, b: Anchor): boolean {
  const drift = Math.abs(b.spokenAt - b.heardAt - (a.spokenAt - a.heardAt));
  return drift <= 4 + 0.07 * Math.abs(b.heardAt - a.heardAt);
}
