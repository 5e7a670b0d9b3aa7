import type { Turn, Word } from '../../contract/conversation.ts';
import type { ClipRange } from './clip-range.ts';

/** A stretch of a recording of this length, ms. */
export interface Stretch extends ClipRange {
  wholeMs: number;
}

/**
 * A turn as far as it lies in a stretch, its times counted from there. A word belongs where its greater part
 * lies, so that stretches that adjoin hold each word once. Undefined: no word of it lies there, or less than half
 * of a turn whose words have no times.
 */
export function clipTurn(turn: Turn, stretch: Stretch): Turn | undefined {
  const kept = turn.words.map((word) => holds(stretch, middleOf(word, turn)));
  const isThere =
    kept.length > 0 ? kept.includes(true) : holds(stretch, (turn.startMs + turn.endMs) / 2);
  if (!isThere) return undefined;
  const { fromMs, toMs } = stretch;
  const isInside = turn.startMs >= fromMs && turn.endMs <= toMs && !kept.includes(false);
  return shift(isInside ? turn : cut(turn, stretch, kept), fromMs);
}

/** Words that an estimate put outside of their turn count at its border. */
function middleOf({ startMs, endMs }: Word, turn: Turn): number {
  return clamp((startMs + endMs) / 2, turn.startMs, turn.endMs);
}

/** From its first moment up to its last, which is of the next one; the last stretch has its last moment too. */
function holds({ fromMs, toMs, wholeMs }: Stretch, ms: number): boolean {
  const at = clamp(ms, 0, wholeMs);
  return at >= fromMs && (at < toMs || toMs >= wholeMs);
}

function cut(turn: Turn, { fromMs, toMs }: ClipRange, kept: readonly boolean[]): Turn {
  const within = (ms: number): number => clamp(ms, fromMs, toMs);
  const words = turn.words
    .filter((_, index) => kept[index])
    .map((word) => ({ ...word, startMs: within(word.startMs), endMs: within(word.endMs) }));
  const isWhole = words.length === turn.words.length;
  const text = isWhole ? turn.text : textOf(turn, kept);
  return {
    ...turn,
    text,
    // What was meant, and understood, is known of the whole turn only.
    intended: isWhole ? turn.intended : text,
    heard: isWhole ? turn.heard : null,
    interrupted: turn.interrupted && turn.endMs <= toMs,
    startMs: within(turn.startMs),
    endMs: within(turn.endMs),
    words,
    segments: turn.segments
      .map(([startMs, endMs]): [number, number] => [within(startMs), within(endMs)])
      .filter(([startMs, endMs]) => startMs < endMs),
  };
}

function clamp(ms: number, leastMs: number, mostMs: number): number {
  return Math.min(Math.max(ms, leastMs), mostMs);
}

/** The turn's own spelling where its words stand for it one by one. */
function textOf({ text, words }: Turn, kept: readonly boolean[]): string {
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  const spelled = tokens.length === words.length ? tokens : words.map((word) => word.text);
  return spelled.filter((_, index) => kept[index]).join(' ');
}

function shift(turn: Turn, byMs: number): Turn {
  const back = <T extends { startMs: number; endMs: number }>(span: T): T => ({
    ...span,
    startMs: span.startMs - byMs,
    endMs: span.endMs - byMs,
  });
  return {
    ...back(turn),
    words: turn.words.map(back),
    segments: turn.segments.map(([startMs, endMs]) => [startMs - byMs, endMs - byMs]),
  };
}
