import { describe, expect, it } from 'vitest';
import {
  advanceView,
  backToNow,
  endedView,
  FIRST_VIEW,
  movedView,
} from '../../../../src/renderer/pages/live/live-view.ts';

describe('advanceView', () => {
  it('stands still while now is in sight', () => {
    expect(advanceView(FIRST_VIEW, 0)).toBe(FIRST_VIEW);
    expect(advanceView(FIRST_VIEW, 19_000)).toBe(FIRST_VIEW);
  });

  it('moves on when now comes near the right edge, and then stands again', () => {
    const moved = advanceView(FIRST_VIEW, 19_500);
    expect(moved.view).toEqual({ fromMs: 5100, toMs: 25_100 });
    expect(advanceView(moved, 23_000)).toBe(moved);
  });

  it('comes back when now is before the view', () => {
    const late = { kind: 'follow', view: { fromMs: 60_000, toMs: 80_000 } } as const;
    expect(advanceView(late, 3000).view).toEqual({ fromMs: 0, toMs: 20_000 });
  });

  it('leaves a place alone that the reader went to', () => {
    const free = { kind: 'free', view: { fromMs: 0, toMs: 5000 } } as const;
    expect(advanceView(free, 90_000)).toBe(free);
  });
});

describe('movedView', () => {
  it('goes on following as long as now is in sight', () => {
    expect(movedView({ fromMs: 10_000, toMs: 30_000 }, 20_000).kind).toBe('follow');
    expect(movedView({ fromMs: 0, toMs: 15_000 }, 20_000).kind).toBe('free');
  });
});

describe('backToNow', () => {
  it('follows again, as close as the reader looked', () => {
    const back = backToNow({ kind: 'free', view: { fromMs: 0, toMs: 4000 } }, 30_000);
    expect(back.kind).toBe('follow');
    expect(back.view.toMs - back.view.fromMs).toBe(4000);
    expect(back.view.fromMs).toBeLessThan(30_000);
    expect(back.view.toMs).toBeGreaterThan(30_000);
  });
});

describe('endedView', () => {
  it('shows the whole of it, unless the reader looks at a place', () => {
    expect(endedView(FIRST_VIEW, 54_000).view).toEqual({ fromMs: 0, toMs: 54_000 });
    const free = { kind: 'free', view: { fromMs: 0, toMs: 5000 } } as const;
    expect(endedView(free, 54_000)).toBe(free);
  });
});
