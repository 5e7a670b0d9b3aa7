import type { Word } from '../../contract/conversation.ts';
import type { Activity } from '../../contract/recorder-messages.ts';

/** A digit is read as a word, or nearly. */
const LETTERS_PER_DIGIT = 4;
/** Letters' worth that every word has beside its letters. */
const LETTERS_PER_WORD = 1;
/** A pause comes at the edge of a word, this many letters away at most; after a stop it may be further. */
const NEAR_LETTERS = 5;
const NEAR_LETTERS_AT_STOP = 16;
const STOP = /[.,;:!?…)"”»–—-]$/u;

/** An edge between words: after so many letters, and after a punctuation mark or not. */
interface Edge {
  letters: number;
  isStop: boolean;
}

/**
 * Words without times, spread over the stretches of speech: in proportion to their letters, with the
 * pauses between words. As exact as a guess can be; the origin stays `estimated`.
 *
 * @param segments stretches of speech, ms, in order; not empty
 */
export function estimateWithin(words: readonly Word[], segments: Activity): Word[] {
  const edges = edgesOf(words.map(({ text }) => text));
  const total = edges.at(-1)!.letters;
  const speechMs = segments.reduce((sum, [start, end]) => sum + end - start, 0);
  const pauses = pausesOf(segments, total / Math.max(1e-6, speechMs));
  const places = atPauses(edges, pauses).map((letters) => (letters / total) * speechMs);
  return words.map((word, index) => ({
    ...word,
    startMs: timeAt(segments, places[index]!, 0),
    endMs: timeAt(segments, places[index + 1]!, 1),
  }));
}

function edgesOf(texts: readonly string[]): Edge[] {
  const edges: Edge[] = [{ letters: 0, isStop: false }];
  for (const text of texts) {
    const letters = edges.at(-1)!.letters + weightOf(text);
    edges.push({ letters, isStop: STOP.test(text) });
  }
  return edges;
}

function weightOf(text: string): number {
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  return letters + digits * LETTERS_PER_DIGIT + LETTERS_PER_WORD;
}

/** Where the pauses lie, in letters, if all were spoken at one pace. */
function pausesOf(segments: Activity, lettersPerMs: number): number[] {
  let at = 0;
  return segments.slice(0, -1).map(([start, end]) => (at += (end - start) * lettersPerMs));
}

/** Moves the edges so that each pause lies at the nearest one that may be it; between, evenly. */
function atPauses(edges: readonly Edge[], pauses: readonly number[]): number[] {
  const last = edges.length - 1;
  const fixed: { edge: number; letters: number }[] = [{ edge: 0, letters: 0 }];
  for (const pause of pauses) {
    const edge = edgeAt(edges, pause, fixed.at(-1)!.edge);
    if (edge !== undefined) fixed.push({ edge, letters: pause });
  }
  fixed.push({ edge: last, letters: edges[last]!.letters });
  return edges.map((edge, index) => {
    const next = Math.max(
      1,
      fixed.findIndex((point) => point.edge >= index),
    );
    const [from, to] = [fixed[next - 1]!, fixed[next]!];
    const [low, high] = [edges[from.edge]!.letters, edges[to.edge]!.letters];
    const share = high > low ? (edge.letters - low) / (high - low) : 1;
    return from.letters + share * (to.letters - from.letters);
  });
}

function edgeAt(edges: readonly Edge[], letters: number, after: number): number | undefined {
  let best: number | undefined;
  let least = 1;
  for (let index = after + 1; index < edges.length - 1; index += 1) {
    const edge = edges[index]!;
    const reach = edge.isStop ? NEAR_LETTERS_AT_STOP : NEAR_LETTERS;
    const off = Math.abs(edge.letters - letters) / reach;
    if (off <= least) [best, least] = [index, off];
  }
  return best;
}

/** The moment at which so much has been spoken: a start lies after a pause there, an end before it. */
function timeAt(segments: Activity, speechMs: number, edge: 0 | 1): number {
  let left = speechMs;
  for (const [index, [start, end]] of segments.entries()) {
    const length = end - start;
    const isWithin = edge === 0 ? left < length - 1e-6 : left <= length + 1e-6;
    if (isWithin || index === segments.length - 1) return Math.min(end, start + Math.max(0, left));
    left -= length;
  }
  return segments.at(-1)![1];
}
