import { describe, expect, it } from 'vitest';
import { gridMove } from '../../../../src/renderer/documents/grid-move.ts';

// 0 1 2
// 3 4
const place = (index: number) => ({ index, count: 5, columns: 3 });

describe('arrow keys in the grid of cards', () => {
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowRight', 4, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, 1],
    ['Home', 4, 0],
    ['End', 0, 4],
    ['a', 2, undefined],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(gridMove(key, place(from))).toBe(to);
  });
});
