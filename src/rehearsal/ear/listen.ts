import { align, type Alignment, type Range } from './alignment.ts';
import { chunkStarts, findAnchors, onOneLine, type Anchor } from './anchors.ts';
import { FRAME_MS, type Frames } from './frames.ts';
import { wordsOn, type HeardWord } from './heard-words.ts';
import { PAD_MS, type Learned, type Prepared } from './learned.ts';

/** A recognised word; times in ms of the sound. */
export interface EarWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** At most so many stretches are told apart in one sound. */
const MOST_STRETCHES = 24;
/** Utterances that are aligned in full, of those that might be in the sound. */
const MOST_ALIGNED = 4;
/** Less than so many frames of agreeing speech are no evidence at all … */
const LEAST_EVIDENCE = 10;
/** … and so many are enough for any stretch. Between them a stretch has to explain all the sound around it. */
const AMPLE_EVIDENCE = 45;
const LEAST_EXPLAINED = 0.7;
/** Sound in frames that may stay unexplained without a further search. */
const NEGLIGIBLE = 12;
/** An utterance that holds so much of what is looked for is taken without looking at the others. */
const PLAIN_SHARE = 0.8;

/** A sound and what of it no utterance has explained yet. */
interface Rest {
  readonly heard: Frames;
  /** 1 for a frame with sound that is unexplained. */
  readonly open: Float32Array;
  /** 1 for a frame inside a stretch that was found. */
  readonly explained: Uint8Array;
}

interface Candidate {
  readonly spoken: Learned;
  readonly anchors: readonly Anchor[];
}

interface Stretch extends Alignment {
  readonly spoken: Learned;
  readonly words: readonly HeardWord[];
}

/**
 * The words of the utterances whose sound is in `heard`, in order. Utterances are tried in the order
 * given: newest first. What resembles none of them stays unheard.
 */
export function listen(heard: Prepared, utterances: readonly Learned[]): EarWord[] {
  const rest: Rest = {
    heard: heard.frames,
    open: heard.frames.activity.map((activity) => (activity > 0.3 ? 1 : 0)),
    explained: new Uint8Array(heard.frames.count),
  };
  const starts = chunkStarts(heard.frames);
  const candidates = lazily(utterances, (spoken) => ({
    spoken,
    anchors: findAnchors(heard.print, spoken.print, starts),
  }));
  const words: HeardWord[] = [];
  for (let round = 0; round < MOST_STRETCHES && count(rest.open) > NEGLIGIBLE; round += 1) {
    const stretch = bestStretch(rest, starts, candidates);
    if (!stretch) break;
    words.push(...stretch.words);
    const [from, to] = [stretch.steps[0]!.heard, stretch.steps.at(-1)!.heard + 1];
    rest.open.fill(0, from, to);
    rest.explained.fill(1, from, to);
  }
  return words.sort((a, b) => a.from - b.from).map(inTime);
}

const inTime = (word: HeardWord): EarWord => ({
  text: word.text,
  startMs: Math.max(0, word.from * FRAME_MS - PAD_MS),
  endMs: Math.max(0, word.to * FRAME_MS - PAD_MS),
});

function bestStretch(
  rest: Rest,
  starts: readonly number[],
  candidates: () => Iterable<Candidate>,
): Stretch | undefined {
  const wanted = starts.filter((start) => isOpen(rest.open, start)).length;
  const lines: { spoken: Learned; line: Anchor[]; strength: number }[] = [];
  for (const { spoken, anchors } of candidates()) {
    const line = onOneLine(anchors.filter((anchor) => isOpen(rest.open, anchor.heardAt)));
    if (line.length === 0) continue;
    const strength = line.reduce((sum, anchor) => sum + anchor.strength, 0);
    if (line.length >= PLAIN_SHARE * wanted && strength > 0.4 * line.length) {
      const stretch = tryLine(rest, spoken, line);
      if (stretch && stretch.evidence >= AMPLE_EVIDENCE) return stretch;
    }
    lines.push({ spoken, line, strength });
  }
  lines.sort((a, b) => b.strength - a.strength);
  let best: Stretch | undefined;
  for (const { spoken, line } of lines.slice(0, MOST_ALIGNED)) {
    const stretch = tryLine(rest, spoken, line);
    if (stretch && stretch.evidence > (best?.evidence ?? 0)) best = stretch;
  }
  return best;
}

function tryLine(rest: Rest, spoken: Learned, line: readonly Anchor[]): Stretch | undefined {
  const alignment = align(rest.heard, spoken.frames, line, freeRange(rest, line));
  if (!alignment || !convincing(alignment, rest)) return undefined;
  const words = wordsOn(alignment.steps, spoken);
  return words.length === 0 ? undefined : { ...alignment, spoken, words };
}

/** Much agreeing speech, or little that explains all the sound around it. */
function convincing(alignment: Alignment, rest: Rest): boolean {
  if (alignment.evidence < LEAST_EVIDENCE) return false;
  if (alignment.evidence >= AMPLE_EVIDENCE) return true;
  const from = alignment.steps[0]!.heard;
  const to = alignment.steps.at(-1)!.heard + 1;
  const burst = burstAround(rest, from, to);
  const { activity } = rest.heard;
  return sum(activity, from, to) >= LEAST_EXPLAINED * sum(activity, burst.from, burst.to);
}

/** The sound around a stretch, up to the nearest silence of 120 ms on either side. */
function burstAround({ heard, explained }: Rest, from: number, to: number): Range {
  const silent = (frame: number): boolean =>
    heard.activity[frame]! < 0.2 || explained[frame] === 1;
  const edge = (start: number, direction: number): number => {
    let quiet = 0;
    let frame = start;
    while (frame >= 0 && frame < heard.count && quiet < 12) {
      quiet = silent(frame) ? quiet + 1 : 0;
      frame += direction;
    }
    return Math.min(heard.count, Math.max(0, frame));
  };
  return { from: edge(from, -1), to: edge(to, 1) };
}

/** The range around the anchors that no earlier stretch has explained. */
function freeRange({ open, explained }: Rest, line: readonly Anchor[]): Range {
  const inside = open.indexOf(1, line[line.length >> 1]!.heardAt);
  const from = explained.lastIndexOf(1, inside) + 1;
  const next = explained.indexOf(1, inside);
  return { from, to: next < 0 ? explained.length : next };
}

const isOpen = (open: Float32Array, start: number): boolean => sum(open, start, start + 16) >= 6;

function sum(values: Float32Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < Math.min(to, values.length); index += 1) total += values[index]!;
  return total;
}

const count = (open: Float32Array): number => sum(open, 0, open.length);

/** Computes each item once, when it is first asked for. */
function lazily<T, R>(items: readonly T[], compute: (item: T) => R): () => Iterable<R> {
  const known: R[] = [];
  return function* () {
    for (const [index, item] of items.entries()) yield (known[index] ??= compute(item));
  };
}
