import { describe, expect, it } from 'vitest';
import { edgeAt, isDrag, spanOf } from '../../../../src/renderer/lanes/gestures.ts';

const view = { fromMs: 0, toMs: 10_000 };
/** 10 ms for each pixel. */
const WIDTH = 1000;

describe('an edge of the selection', () => {
  const selection = { fromMs: 2000, toMs: 5000 };
  const at = (x: number) => edgeAt(selection, view, WIDTH, x);

  it('is taken hold of near to it; the other one stays', () => {
    expect(at(203)).toEqual({ ms: 2000, otherMs: 5000 });
    expect(at(495)).toEqual({ ms: 5000, otherMs: 2000 });
    expect(at(300)).toBeUndefined();
    expect(at(190)).toBeUndefined();
    expect(edgeAt(null, view, WIDTH, 200)).toBeUndefined();
  });

  it('of a narrow one the nearer', () => {
    const narrow = { fromMs: 2000, toMs: 2030 };
    expect(edgeAt(narrow, view, WIDTH, 199)?.ms).toBe(2000);
    expect(edgeAt(narrow, view, WIDTH, 204)?.ms).toBe(2030);
  });

  it('may be dragged over the other one', () => {
    expect(spanOf(at(200)!.otherMs, 8000, 10_000)).toEqual({ fromMs: 5000, toMs: 8000 });
  });
});

it('a press that hardly moves is no drag', () => {
  expect(isDrag({ startX: 10, x: 13, ms: 0 })).toBe(false);
  expect(isDrag({ startX: 10, x: 3, ms: 0 })).toBe(true);
});
