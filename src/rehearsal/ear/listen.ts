import { chunkStarts, findAnchors, onOneLine, type Anchor } from './anchors.ts';
import { FRAME_MS } from './frames.ts';
import type { HeardWord } from './heard-words.ts';
import { PAD_MS, type Learned, type Prepared } from './learned.ts';
import { Rest } from './rest.ts';
import { AMPLE_EVIDENCE, stretchAt, type Stretch } from './stretch.ts';

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
/** Sound in frames that may stay unexplained without a further search. */
const NEGLIGIBLE = 12;
/** An utterance with so much of what is looked for, so well, is taken without a look at the others. */
const PLAIN_SHARE = 0.8;
const PLAIN_STRENGTH = 0.4;

/** An utterance and all places of it that are in the sound. */
interface Candidate {
  readonly spoken: Learned;
  readonly anchors: readonly Anchor[];
}

/** An utterance and where it may lie in the sound. */
interface Hope {
  readonly spoken: Learned;
  readonly line: readonly Anchor[];
  readonly strength: number;
}

/**
 * The words of the utterances whose sound is in `heard`, in order. Utterances are tried in the order
 * given: newest first. What resembles none of them stays unheard.
 */
export function listen(heard: Prepared, utterances: readonly Learned[]): EarWord[] {
  const rest = new Rest(heard.frames);
  const starts = chunkStarts(heard.frames);
  const candidates = lazily(utterances, (spoken) => ({
    spoken,
    anchors: findAnchors(heard.print, spoken.print, starts),
  }));
  const words: HeardWord[] = [];
  for (let round = 0; round < MOST_STRETCHES && rest.openFrames > NEGLIGIBLE; round += 1) {
    const stretch = bestStretch(rest, starts, candidates());
    if (!stretch) break;
    words.push(...stretch.words);
    rest.explain(stretch.range);
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
  candidates: Iterable<Candidate>,
): Stretch | undefined {
  const wanted = starts.filter((start) => rest.isOpen(start)).length;
  const hopes: Hope[] = [];
  for (const candidate of candidates) {
    const hope = hopeOf(candidate, rest);
    if (!hope) continue;
    const stretch = isPlain(hope, wanted) && stretchAt(rest, hope.spoken, hope.line);
    if (stretch && stretch.evidence >= AMPLE_EVIDENCE) return stretch;
    hopes.push(hope);
  }
  hopes.sort((a, b) => b.strength - a.strength);
  const stretches = hopes
    .slice(0, MOST_ALIGNED)
    .map(({ spoken, line }) => stretchAt(rest, spoken, line))
    .filter((stretch) => stretch !== undefined);
  return stretches.sort((a, b) => b.evidence - a.evidence)[0];
}

function hopeOf({ spoken, anchors }: Candidate, rest: Rest): Hope | undefined {
  const line = onOneLine(anchors.filter((anchor) => rest.isOpen(anchor.heardAt)));
  if (line.length === 0) return undefined;
  return { spoken, line, strength: line.reduce((sum, anchor) => sum + anchor.strength, 0) };
}

function isPlain({ line, strength }: Hope, wanted: number): boolean {
  return line.length >= PLAIN_SHARE * wanted && strength > PLAIN_STRENGTH * line.length;
}

/** Computes each item once, when it is first asked for. */
function lazily<T, R>(items: readonly T[], compute: (item: T) => R): () => Iterable<R> {
  const known: R[] = [];
  return function* () {
    for (const [index, item] of items.entries()) yield (known[index] ??= compute(item));
  };
}
