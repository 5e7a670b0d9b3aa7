import { describe, expect, it } from 'vitest';
import { judgePause } from '../../../src/agents/turn-taking/endpointing.ts';

describe('judgePause', () => {
  const pause = { completeness: undefined };

  it('ends a turn soon after the other side has released the floor', () => {
    expect(judgePause({ ...pause, silenceMs: 64, floor: 'released' })).toBe('guess');
    expect(judgePause({ ...pause, silenceMs: 96, floor: 'released' })).toBe('end');
  });

  it('prepares, but does not end a turn whose last sound is still under way', () => {
    expect(judgePause({ ...pause, silenceMs: 32, floor: 'releasing' })).toBe('guess');
    expect(judgePause({ ...pause, silenceMs: 320, floor: 'releasing' })).toBe('guess');
  });

  it('waits through a long pause of somebody who says that it is speaking', () => {
    expect(judgePause({ ...pause, silenceMs: 640, floor: 'held' })).toBe('wait');
    expect(judgePause({ ...pause, silenceMs: 2000, floor: 'held' })).toBe('guess');
    expect(judgePause({ ...pause, silenceMs: 4000, floor: 'held' })).toBe('end');
  });

  it('asks the end-of-turn model where the other side says nothing', () => {
    const unknown = { floor: 'unknown', silenceMs: 320 } as const;
    expect(judgePause({ ...unknown, completeness: 0.9 })).toBe('end');
    expect(judgePause({ ...unknown, completeness: 0.1 })).toBe('guess');
    expect(judgePause({ ...unknown, completeness: undefined })).toBe('guess');
    expect(judgePause({ floor: 'unknown', silenceMs: 1600, completeness: 0.1 })).toBe('end');
  });
});
