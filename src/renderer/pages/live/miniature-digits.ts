import { MINIATURE_COLUMNS } from '../../../contract/conversation.ts';
import type { LiveTurn } from '../../../contract/live.ts';

/**
 * The two lanes in small, as the library has them: 0 nobody, 1 side a, 2 side b, 3 both.
 *
 * @param coveredMs the time that the picture covers
 */
export function miniatureDigits(turns: readonly LiveTurn[], coveredMs: number): string {
  const columns = new Uint8Array(MINIATURE_COLUMNS);
  const perColumn = Math.max(1, coveredMs) / MINIATURE_COLUMNS;
  for (const { side, startMs, endMs } of turns) {
    const first = Math.max(0, Math.floor(startMs / perColumn));
    const last = Math.min(MINIATURE_COLUMNS - 1, Math.ceil(endMs / perColumn) - 1);
    for (let column = first; column <= last; column += 1) columns[column]! |= side === 'a' ? 1 : 2;
  }
  return columns.join('');
}

/**
 * What the picture of a growing recording covers, ms. One minute, then two, four, eight …: it shrinks to half
 * when it is full, and stays calm between.
 */
export function growingCover(atMs: number): number {
  let covered = 60_000;
  while (covered < atMs) covered *= 2;
  return covered;
}
