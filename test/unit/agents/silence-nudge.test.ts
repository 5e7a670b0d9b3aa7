import { describe, expect, it } from 'vitest';
import { nudgeAfterMs, SilenceNudge } from '../../../src/agents/side/silence-nudge.ts';

describe('SilenceNudge', () => {
  it('speaks up after a silence, not while somebody is busy, and not twice at once', () => {
    let now = 0;
    let busy = false;
    const nudges: number[] = [];
    const nudge = new SilenceNudge({
      patience: 0,
      opener: true,
      busy: () => busy,
      now: () => now,
      onNudge: () => nudges.push(now),
    });
    nudge.start();
    nudge.stop(); // the test is the timer
    const pass = (ms: number) => {
      for (const end = now + ms; now < end;) {
        now += 250;
        nudge.look();
      }
    };
    pass(2750);
    busy = true;
    pass(5000);
    busy = false;
    expect(nudges).toEqual([]);
    pass(3000);
    expect(nudges).toEqual([10_750]);
    pass(2750);
    expect(nudges).toHaveLength(1);
  });

  it('lets the two sides wait for different times, whatever their patience', () => {
    for (const a of [0, 0.5, 1]) {
      for (const b of [0, 0.5, 1]) {
        expect(nudgeAfterMs({ patience: a, opener: true })).toBeLessThan(
          nudgeAfterMs({ patience: b, opener: false }),
        );
      }
    }
  });
});
