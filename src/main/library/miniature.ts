import {
  MINIATURE_COLUMNS,
  type ConversationStatus,
  type Turn,
} from '../../contract/conversation.ts';
import type { Side } from '../../contract/side.ts';

/** A side that speaks for this share of a column is drawn in it. */
const SHOWN = 1 / 3;
/** Where no side comes to that, the louder one of a column needs this share. */
const FAINT = 1 / 20;

const FINAL: readonly ConversationStatus[] = ['completed', 'stopped', 'failed', 'interrupted'];

/** Whether a conversation of this status will not change by itself any more. */
export function isFinal(status: ConversationStatus): boolean {
  return FINAL.includes(status);
}

/**
 * The two lanes in small: MINIATURE_COLUMNS digits over the length, 0 nobody, 1 side a, 2 side b, 3 both.
 * @param durationMs length of the recording; the turns' own end when that is later
 */
export function miniatureOf(
  turns: readonly Pick<Turn, 'side' | 'startMs' | 'endMs'>[],
  durationMs: number,
): string {
  const length = Math.max(durationMs, ...turns.map(({ endMs }) => endMs));
  const lanes = { a: sharesOf('a', turns, length), b: sharesOf('b', turns, length) };
  return lanes.a.map((a, column) => digitOf(a, lanes.b[column] ?? 0)).join('');
}

/** How much of each column a side speaks, 0 to 1 (more where its own turns overlap). */
function sharesOf(
  side: Side,
  turns: readonly Pick<Turn, 'side' | 'startMs' | 'endMs'>[],
  length: number,
): number[] {
  const shares = Array.from({ length: MINIATURE_COLUMNS }, () => 0);
  if (!(length > 0)) return shares;
  for (const turn of turns) {
    if (turn.side !== side) continue;
    const from = Math.max(0, (turn.startMs / length) * MINIATURE_COLUMNS);
    const to = Math.min(MINIATURE_COLUMNS, (turn.endMs / length) * MINIATURE_COLUMNS);
    for (let column = Math.floor(from); column < to; column += 1) {
      const part = Math.min(to, column + 1) - Math.max(from, column);
      shares[column] = (shares[column] ?? 0) + part;
    }
  }
  return shares;
}

function digitOf(a: number, b: number): string {
  const least = Math.max(a, b) >= SHOWN ? SHOWN : Math.max(FAINT, a, b);
  return String((a >= least ? 1 : 0) + (b >= least ? 2 : 0));
}
