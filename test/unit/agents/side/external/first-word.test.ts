import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FirstWord, GREETING_MS } from '../../../../../src/agents/side/external/first-word.ts';

describe('FirstWord', () => {
  let began: boolean[];
  let busy: boolean;
  beforeEach(() => {
    vi.useFakeTimers();
    began = [];
    busy = false;
  });
  afterEach(() => vi.useRealTimers());

  function firstWord(callerOpens: boolean): FirstWord {
    return new FirstWord({
      callerOpens,
      agentIsBusy: () => busy,
      onBegin: (first) => began.push(first),
    });
  }

  it('lets a caller that is not to open be heard at once, and say nothing first', () => {
    firstWord(false).begin();
    expect(began).toEqual([false]);
  });

  it('has a caller open when the agent does not greet', () => {
    firstWord(true).begin();
    vi.advanceTimersByTime(GREETING_MS - 1);
    expect(began).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(began).toEqual([true]);
  });

  it.each([0, GREETING_MS - 1])('has it answer a greeting that begins after %i ms', (afterMs) => {
    const word = firstWord(true);
    word.begin();
    vi.advanceTimersByTime(afterMs);
    word.handleSpeech();
    word.handleSpeech();
    vi.runAllTimers();
    expect(began).toEqual([false]);
  });

  it('has it answer a greeting that was quicker than the begin', () => {
    const word = firstWord(true);
    word.handleSpeech();
    expect(began).toEqual([]);
    word.begin();
    expect(began).toEqual([false]);
  });

  it('waits for an agent that starts up or thinks, but not for ever', () => {
    busy = true;
    firstWord(true).begin();
    vi.advanceTimersByTime(GREETING_MS * 3);
    expect(began).toEqual([]);
    vi.advanceTimersByTime(GREETING_MS);
    expect(began).toEqual([true]);
  });

  it('begins nothing in a call that is over', () => {
    const word = firstWord(true);
    word.begin();
    word.close();
    vi.runAllTimers();
    word.handleSpeech();
    expect(began).toEqual([]);
  });
});
