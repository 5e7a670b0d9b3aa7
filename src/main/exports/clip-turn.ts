import type { Turn, Word } from '../../contract/conversation.ts';
import type { ClipRange } from './clip.ts';

/**
 * A turn as far as it lies in a stretch, its times counted from there. Words belong to the side of a border
 * on which their greater part lies. Undefined: no word of it lies there, or less than half of a turn whose
 * words have no times.
 */
export function clipTurn(turn: Turn, range: ClipRange): Turn | undefined {
  const { fromMs, toMs } = range;
  if (turn.startMs > toMs || turn.endMs < fromMs) return undefined;
  if (turn.startMs >= fromMs && turn.endMs <= toMs) return shift(turn, fromMs);
  const kept = turn.words.map((word) => isWithin(word, range));
  const isThere = turn.words.length > 0 ? kept.includes(true) : isWithin(turn, range);
  if (!isThere) return undefined;
  return shift(cut(turn, range, kept), fromMs);
}

/** The middle decides. */
function isWithin({ startMs, endMs }: Pick<Word, 'startMs' | 'endMs'>, range: ClipRange): boolean {
  const middle = (startMs + endMs) / 2;
  return middle >= range.fromMs && middle < range.toMs;
}

function cut(turn: Turn, { fromMs, toMs }: ClipRange, kept: readonly boolean[]): Turn {
  const clamp = (ms: number): number => Math.min(Math.max(ms, fromMs), toMs);
  const words = turn.words
    .filter((_, index) => kept[index])
    .map((word) => ({ ...word, startMs: clamp(word.startMs), endMs: clamp(word.endMs) }));
  const isWhole = words.length === turn.words.length;
  const text = isWhole ? turn.text : textOf(turn, kept);
  return {
    ...turn,
    text,
    // What was meant, and understood, is known of the whole turn only.
    intended: isWhole ? turn.intended : text,
    heard: isWhole ? turn.heard : null,
    interrupted: turn.interrupted && turn.endMs <= toMs,
    startMs: clamp(turn.startMs),
    endMs: clamp(turn.endMs),
    words,
    segments: turn.segments
      .map(([startMs, endMs]): [number, number] => [clamp(startMs), clamp(endMs)])
      .filter(([startMs, endMs]) => startMs < endMs),
  };
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
