import { describe, expect, it } from 'vitest';
import { isDrag, pinchView, spanOf, wheelAction } from '../../../../src/renderer/lanes/gestures.ts';
import { laneKey } from '../../../../src/renderer/lanes/keys.ts';

const state = {
  view: { fromMs: 10_000, toMs: 20_000 },
  durationMs: 60_000,
  atMs: 15_000,
  selection: null,
  canSeek: true,
  canSelect: true,
};
const press = (key: string, more: Partial<typeof state> = {}, shiftKey = false) =>
  laneKey({ key, shiftKey }, { ...state, ...more });

describe('keys in the lanes', () => {
  it('move the position', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'seek', ms: 16_000 });
    expect(press('PageDown')).toEqual({ kind: 'seek', ms: 5000 });
    expect(press('Home')).toEqual({ kind: 'seek', ms: 0 });
    expect(press('End')).toEqual({ kind: 'seek', ms: 60_000 });
    expect(press('ArrowLeft', { atMs: 300 })).toEqual({ kind: 'seek', ms: 0 });
  });

  it('move the view where there is nothing to seek', () => {
    const view = { canSeek: false };
    expect(press('ArrowRight', view)).toEqual({
      kind: 'view',
      view: { fromMs: 12_000, toMs: 22_000 },
    });
    expect(press('Home', view)).toEqual({ kind: 'view', view: { fromMs: 0, toMs: 10_000 } });
  });

  it('zoom around the position', () => {
    expect(press('+')).toEqual({ kind: 'view', view: { fromMs: 12_500, toMs: 17_500 } });
    expect(press('0')).toEqual({ kind: 'view', view: { fromMs: 0, toMs: 60_000 } });
  });

  it('stretch the selection with shift, and drop it with Escape', () => {
    const span = { fromMs: 15_000, toMs: 16_000 };
    expect(press('ArrowRight', {}, true)).toEqual({ kind: 'select', span });
    expect(laneKey({ key: 'Escape', shiftKey: false }, { ...state, selection: span })).toEqual({
      kind: 'select',
      span: null,
    });
    expect(press('Escape')).toBeUndefined();
  });

  it('leave all others to the page', () => {
    expect(press('Tab')).toBeUndefined();
    expect(press('a')).toBeUndefined();
  });
});

const wheel = {
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
};

describe('the wheel over the lanes', () => {
  const turn = (more: Partial<typeof wheel>, view = state.view) =>
    wheelAction(view, state.durationMs, 1000, { ...wheel, ...more }, 500);

  it('is the page’s when it goes up and down', () => {
    expect(turn({ deltaY: 100 })).toBeUndefined();
  });

  it('zooms with mod', () => {
    const closer = turn({ deltaY: -100, ctrlKey: true })!;
    expect(closer.toMs - closer.fromMs).toBeLessThan(10_000);
    expect((closer.fromMs + closer.toMs) / 2).toBeCloseTo(15_000);
  });

  it('moves the view sideways, when something is left out', () => {
    expect(turn({ deltaX: 100 })).toEqual({ fromMs: 11_000, toMs: 21_000 });
    expect(turn({ deltaY: 100, shiftKey: true })).toEqual({ fromMs: 11_000, toMs: 21_000 });
    expect(turn({ deltaX: 100 }, { fromMs: 0, toMs: 60_000 })).toBeUndefined();
  });
});

describe('fingers on the lanes', () => {
  it('drag from four pixels on', () => {
    expect(isDrag({ startX: 10, x: 14, ms: 0 })).toBe(false);
    expect(isDrag({ startX: 10, x: 4, ms: 0 })).toBe(true);
  });

  it('select in both directions, within the recording', () => {
    expect(spanOf(5000, -10, 60_000)).toEqual({ fromMs: 0, toMs: 5000 });
  });

  it('keep their times under them', () => {
    const view = pinchView(
      { startX: 400, x: 200, ms: 14_000 },
      { startX: 600, x: 800, ms: 16_000 },
      1000,
      60_000,
    );
    expect(view.fromMs).toBeCloseTo(13_333.3, 0);
    expect(view.toMs).toBeCloseTo(16_666.7, 0);
  });
});
