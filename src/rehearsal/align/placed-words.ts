import { FRAME_MS } from '../ear/frames.ts';
import { PAUSE, type Columns } from './columns.ts';
import type { ReferenceWord } from './reference.ts';
import type { PlacedWord, SoundRequest } from './sound-request.ts';

/** The frames of the sound that lie on a word, and how far it came. */
interface Found {
  first: number;
  last: number;
  /** The last of its columns that was reached. */
  column: number;
}

/** An edge so near to an edge of the speech is that edge. */
const SNAP_MS = 1.5 * FRAME_MS;
/** A word that was cut off counts when so much of it is there. */
const LEAST_THERE = 0.5;

/**
 * The words on the sound. Frame t is centred on t · FRAME_MS, and a word of the reference begins with the
 * frame whose centre its start is nearest to: so it does here.
 */
export function placed(
  way: Int32Array,
  columns: Columns,
  reference: readonly ReferenceWord[],
  { words, segments }: Pick<SoundRequest, 'words' | 'segments'>,
): (PlacedWord | null)[] {
  const found = foundWords(way, columns);
  const last = Math.max(...found.keys());
  const result: (PlacedWord | null)[] = words.map(() => null);
  reference.forEach(({ index }, at) => {
    const word = found.get(at);
    const next = found.get(at + 1);
    if (!word || (at === last && !isThere(word, at, columns))) return;
    const startMs = snapped(word.first * FRAME_MS, segments, 0);
    const endMs =
      next && next.first === word.last + 1
        ? snapped(next.first * FRAME_MS, segments, 0)
        : snapped((word.last + 1) * FRAME_MS, segments, 1);
    const before = result[index];
    result[index] = { startMs: before?.startMs ?? startMs, endMs: Math.max(startMs, endMs) };
  });
  return result;
}

function foundWords(way: Int32Array, { frames, words }: Columns): Map<number, Found> {
  const found = new Map<number, Found>();
  way.forEach((column, frame) => {
    if (frames[column] === PAUSE) return;
    const word = found.get(words[column]!);
    if (word) [word.last, word.column] = [frame, column];
    else found.set(words[column]!, { first: frame, last: frame, column });
  });
  return found;
}

/** Only a word that the sound ends in can be there in part. */
function isThere({ column }: Found, word: number, { words }: Columns): boolean {
  const from = words.indexOf(word);
  // Its last column is the pause after it.
  const to = words.lastIndexOf(word);
  return (column + 1 - from) / Math.max(1, to - from) >= LEAST_THERE;
}

function snapped(ms: number, segments: SoundRequest['segments'], edge: 0 | 1): number {
  const near = segments.find((segment) => Math.abs(segment[edge] - ms) <= SNAP_MS);
  return near ? near[edge] : ms;
}
