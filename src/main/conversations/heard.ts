import type { Side } from '../../contract/side.ts';
import type { RunTurn } from './run-state.ts';

/** What a side understood, and when that was audible to it (monotonic ms). */
export interface HeardPiece {
  text: string;
  startMonotonicMs: number;
  endMonotonicMs: number;
}

/** Sound reaches the listener this much later at most; also the slack of its voice detection. */
const LATE_MS = 600;
/** A turn touched for less than this by a piece that touches another for longer isn't meant. */
const TOUCH_MS = 300;

/**
 * The turns with a heard piece attached to those of `speaker` that overlap its time span. Pieces of
 * one turn are joined in order; a piece over several turns is divided by its words.
 */
export function attachHeard(turns: RunTurn[], speaker: Side, piece: HeardPiece): RunTurn[] {
  const words = piece.text.split(/\s+/).filter(Boolean);
  if (words.length === 0) return turns;
  const meant = turnsMeant(turns, speaker, piece);
  const shares = divide(words, meant);
  return turns.map((turn) => {
    const share = shares.get(turn.id);
    if (!share || share.length === 0) return turn;
    return { ...turn, heard: [turn.heard, share.join(' ')].filter(Boolean).join(' ') };
  });
}

function turnsMeant(turns: RunTurn[], speaker: Side, piece: HeardPiece): RunTurn[] {
  const touched = turns
    .filter((turn) => turn.side === speaker)
    .map((turn) => ({ turn, ms: overlapMs(turn, piece, 0) }))
    .filter(({ ms }) => ms > 0);
  if (touched.length === 0) return nearest(turns, speaker, piece);
  const longest = Math.max(...touched.map(({ ms }) => ms));
  return touched.filter(({ ms }) => ms >= Math.min(TOUCH_MS, longest)).map(({ turn }) => turn);
}

/** Without any overlap: the turn whose sound may only just have arrived late. */
function nearest(turns: RunTurn[], speaker: Side, piece: HeardPiece): RunTurn[] {
  const late = turns.filter((turn) => turn.side === speaker && overlapMs(turn, piece, LATE_MS) > 0);
  return late.slice(-1);
}

function overlapMs(turn: RunTurn, piece: HeardPiece, slackMs: number): number {
  const end = Math.min((turn.endMonotonicMs ?? Infinity) + slackMs, piece.endMonotonicMs);
  return end - Math.max(turn.startMonotonicMs - slackMs, piece.startMonotonicMs);
}

/** Which words belong to which turn id. */
function divide(words: string[], turns: RunTurn[]): Map<string, string[]> {
  const shares = new Map<string, string[]>();
  let rest = words;
  turns.forEach((turn, index) => {
    const following = turns.slice(index + 1).flatMap((next) => plainWords(next.text));
    const cut =
      index === turns.length - 1
        ? rest.length
        : bestCut(rest.map(plain), plainWords(turn.text), following);
    shares.set(turn.id, rest.slice(0, cut));
    rest = rest.slice(cut);
  });
  return shares;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function plainWords(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).map(plain);
}

/** Where to cut `heard` so that its two parts differ least from `first` and `second`. */
function bestCut(heard: string[], first: string[], second: string[]): number {
  const before = prefixDistances(heard, first);
  const after = prefixDistances(heard.toReversed(), second.toReversed()).toReversed();
  const costs = before.map((cost, index) => cost + (after[index] ?? 0));
  return costs.indexOf(Math.min(...costs));
}

/** Levenshtein distance of every prefix of `heard` (0 … all words) to the whole of `said`. */
function prefixDistances(heard: string[], said: string[]): number[] {
  let row = said.map((_, index) => index + 1);
  const distances = [said.length];
  heard.forEach((word, heardIndex) => {
    let left = heardIndex + 1;
    let diagonal = heardIndex;
    row = said.map((other, index) => {
      const above = row[index] ?? 0;
      const cost = Math.min(above + 1, left + 1, diagonal + (word === other ? 0 : 1));
      diagonal = above;
      left = cost;
      return cost;
    });
    distances.push(said.length === 0 ? heardIndex + 1 : left);
  });
  return distances;
}
