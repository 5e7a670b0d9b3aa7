import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampView,
  isZoomed,
  MIN_SPAN_MS,
  msAt,
  panView,
  viewOfSpan,
  viewWith,
  wholeView,
  xOf,
  zoomView,
} from '../../../../src/renderer/lanes/view.ts';

const duration = 60_000;

describe('the view of the lanes', () => {
  it('maps times to pixels and back', () => {
    const view = { fromMs: 1000, toMs: 3000 };
    expect(xOf(view, 500, 2000)).toBe(250);
    expect(msAt(view, 500, 250)).toBe(2000);
  });

  it('keeps the time under the pointer where it is while zooming', () => {
    const view = zoomView({ fromMs: 10_000, toMs: 20_000 }, 0.5, 12_000, duration);
    expect(view).toEqual({ fromMs: 11_000, toMs: 16_000 });
    expect(xOf(view, 1000, 12_000)).toBe(200);
  });

  it('always lies within the recording and is never shorter than the least span', () => {
    const ms = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ms, ms, fc.double({ min: 0.01, max: 100, noNaN: true }), (one, other, factor) => {
        const view = clampView(
          { fromMs: Math.min(one, other), toMs: Math.max(one, other) },
          duration,
        );
        const next = panView(zoomView(view, factor, one, duration), other, duration);
        expect(next.fromMs).toBeGreaterThanOrEqual(0);
        expect(next.toMs).toBeLessThanOrEqual(duration + 1e-6);
        expect(next.toMs - next.fromMs).toBeGreaterThanOrEqual(MIN_SPAN_MS - 1e-6);
      }),
    );
  });

  it('shows a short recording as a second', () => {
    expect(wholeView(200)).toEqual({ fromMs: 0, toMs: MIN_SPAN_MS });
    expect(clampView({ fromMs: 0, toMs: 5000 }, 0)).toEqual({ fromMs: 0, toMs: MIN_SPAN_MS });
  });

  it('pages on when the position leaves it, and stands still before', () => {
    const view = { fromMs: 10_000, toMs: 20_000 };
    expect(viewWith(view, 19_999, duration)).toBe(view);
    expect(viewWith(view, 20_500, duration)).toEqual({ fromMs: 19_500, toMs: 29_500 });
    expect(viewWith(view, 59_900, duration)).toEqual({ fromMs: 50_000, toMs: 60_000 });
  });

  it('comes to a span that is out of sight, and widens when the span is longer', () => {
    const view = { fromMs: 0, toMs: 10_000 };
    expect(viewOfSpan(view, { fromMs: 2000, toMs: 3000 }, duration)).toBe(view);
    expect(viewOfSpan(view, { fromMs: 30_000, toMs: 32_000 }, duration)).toEqual({
      fromMs: 26_000,
      toMs: 36_000,
    });
    expect(viewOfSpan(view, { fromMs: 10_000, toMs: 50_000 }, duration)).toEqual({
      fromMs: 5000,
      toMs: 55_000,
    });
  });

  it('comes close to a span that is too short to be seen', () => {
    const next = viewOfSpan(wholeView(duration), { fromMs: 30_000, toMs: 30_200 }, duration);
    expect(next.fromMs).toBeCloseTo(28_900);
    expect(next.toMs).toBeCloseTo(31_300);
  });

  it('knows whether something is left out', () => {
    expect(isZoomed(wholeView(duration), duration)).toBe(false);
    expect(isZoomed({ fromMs: 0, toMs: duration - 1000 }, duration)).toBe(true);
  });
});
