import type { Turn } from '../../contract/conversation.ts';
import type { Side } from '../../contract/side.ts';

/**
 * Turns in order of their start, numbered, each with its floor-transfer offset (Heldner and Edlund, 2010):
 * from the end of the other side's speech to the start of this turn; below 0 they overlap. It is null for
 * the first turn, when the same side goes on (the other has not ended later than itself), and for a turn
 * within the other's (a backchannel): there the floor does not change hands.
 */
export function withGaps(turns: readonly Turn[]): Turn[] {
  const ends: Record<Side, number> = { a: -Infinity, b: -Infinity };
  return turns
    .toSorted((one, other) => one.startMs - other.startMs || one.endMs - other.endMs)
    .map((turn, index) => {
      const otherEnd = ends[turn.side === 'a' ? 'b' : 'a'];
      const taken = otherEnd > ends[turn.side] && turn.endMs > otherEnd;
      ends[turn.side] = Math.max(ends[turn.side], turn.endMs);
      return { ...turn, index, gapMs: taken ? turn.startMs - otherEnd : null };
    });
}
