import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BELIEVED_MS, Claim } from '../../../../../src/agents/side/external/claim.ts';

describe('Claim', () => {
  let told: string[];
  let claim: Claim;
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    claim = new Claim((state) => told.push(state));
  });
  afterEach(() => vi.useRealTimers());

  it.each(['thinking', 'speaking'] as const)(
    'believes an agent that is %s for a while',
    (state) => {
      claim.handleState(state);
      vi.advanceTimersByTime(BELIEVED_MS - 1);
      expect(told).toEqual([state]);
      vi.advanceTimersByTime(1);
      expect(told).toEqual([state, 'listening']);
    },
  );

  it('believes what is heard, however long, and from its end on for a while', () => {
    claim.handleState('speaking');
    claim.handleSound(true);
    vi.advanceTimersByTime(BELIEVED_MS * 3);
    claim.handleSound(false);
    vi.advanceTimersByTime(BELIEVED_MS - 1);
    expect(told).toEqual(['speaking']);
    claim.handleState('listening');
    vi.advanceTimersByTime(BELIEVED_MS);
    expect(told).toEqual(['speaking', 'listening']);
  });

  it('goes by the sound of an agent that says nothing of itself', () => {
    claim.handleSound(true);
    claim.handleSound(false);
    expect(told).toEqual(['speaking', 'listening']);
    claim.handleState('thinking');
    claim.handleSound(true);
    expect(told).toEqual(['speaking', 'listening', 'thinking']);
  });

  it('tells nothing after its end', () => {
    claim.handleState('thinking');
    claim.close();
    vi.runAllTimers();
    expect(told).toEqual(['thinking']);
  });
});
