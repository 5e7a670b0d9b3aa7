import type { Turn } from '../../../contract/conversation.ts';
import type { Clip } from '../../../contract/export-api.ts';
import type { Span } from '../../lanes/types.ts';

/**
 * What is selected of a conversation: a stretch of time, or turns from one to another. `anchor` is the turn at
 * which selecting began, `head` the one to which it has come; both by index.
 */
export type Selected =
  { kind: 'time'; span: Span } | { kind: 'turns'; anchor: number; head: number };

type Timed = Pick<Turn, 'id' | 'startMs' | 'endMs'>;

/** First and last turn that are selected, by index; undefined when a stretch of time is. */
export function turnRange(selected: Selected | null): { first: number; last: number } | undefined {
  if (selected?.kind !== 'turns') return undefined;
  const { anchor, head } = selected;
  return { first: Math.min(anchor, head), last: Math.max(anchor, head) };
}

export function isTurnSelected(selected: Selected | null, index: number): boolean {
  const range = turnRange(selected);
  return range !== undefined && index >= range.first && index <= range.last;
}

/** The stretch of the recording; null: nothing is selected, or nothing that has a length. */
export function spanOf(selected: Selected | null, turns: readonly Timed[]): Span | null {
  if (selected === null) return null;
  if (selected.kind === 'time') return selected.span;
  const chosen = turnsOf(selected, turns);
  if (chosen.length === 0) return null;
  // A turn within another one ends before it.
  const fromMs = Math.min(...chosen.map(({ startMs }) => startMs));
  const toMs = Math.max(...chosen.map(({ endMs }) => endMs));
  return toMs > fromMs ? { fromMs, toMs } : null;
}

/** As an export takes it; null: there is nothing to take. */
export function clipOf(selected: Selected | null, turns: readonly Timed[]): Clip | null {
  const span = spanOf(selected, turns);
  if (selected === null || span === null || span.toMs <= span.fromMs) return null;
  if (selected.kind === 'time') return span;
  return { turnIds: turnsOf(selected, turns).map(({ id }) => id) };
}

/** How many turns are selected, or lie in the selected time at least in part. */
export function turnCount(selected: Selected | null, turns: readonly Timed[]): number {
  if (selected?.kind === 'turns') return turnsOf(selected, turns).length;
  const span = spanOf(selected, turns);
  if (span === null) return 0;
  return turns.filter(({ startMs, endMs }) => startMs < span.toMs && endMs > span.fromMs).length;
}

/** With this turn alone, or not any more when it was alone; extended: from where selecting began to this one. */
export function withTurn(
  selected: Selected | null,
  index: number,
  extend: boolean,
): Selected | null {
  const range = turnRange(selected);
  if (extend && selected?.kind === 'turns') return { ...selected, head: index };
  if (range?.first === index && range.last === index) return null;
  return { kind: 'turns', anchor: index, head: index };
}

/** One turn more or less at the end that moves; without a selection the turn at hand. */
export function withNextTurn(
  selected: Selected | null,
  current: number,
  step: 1 | -1,
  count: number,
): Selected | null {
  if (count === 0) return null;
  const clamp = (index: number) => Math.min(Math.max(index, 0), count - 1);
  if (selected?.kind !== 'turns') {
    return { kind: 'turns', anchor: clamp(current), head: clamp(current) };
  }
  return { ...selected, head: clamp(selected.head + step) };
}

function turnsOf<T extends Timed>(selected: Selected, turns: readonly T[]): T[] {
  const range = turnRange(selected);
  return range ? turns.slice(range.first, range.last + 1) : [];
}
