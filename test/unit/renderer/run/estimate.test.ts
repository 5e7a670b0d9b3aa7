import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/contract/errors.ts';
import type { Estimate } from '../../../../src/contract/usage.ts';
import { estimateWords, unpricedWords } from '../../../../src/renderer/pages/run/estimate-words.ts';
import { refusalOf } from '../../../../src/renderer/pages/run/refusal.ts';

const estimate = (lowUsd: number, highUsd: number, unpriced: string[] = []): Estimate => ({
  perConversation: { lowUsd, highUsd },
  total: { lowUsd, highUsd },
  leastBudgetUsd: 0.01,
  unpriced,
  pricesAsOf: '2026-11-01',
  note: '',
});

describe('an estimate that is refused', () => {
  it('stands against the run, with what to do', () => {
    const data = { code: 'invalid-input', message: 'Too small.', remedy: 'Give more.' } as const;
    expect(refusalOf(new StudioError(data))).toEqual([
      { weight: 'stop', text: 'Too small. Give more.' },
    ]);
  });

  it('says nothing about the run when only the question failed', () => {
    expect(refusalOf(new StudioError({ code: 'timeout', message: 'No answer.' }))).toEqual([]);
    expect(refusalOf(new Error('lost'))).toEqual([]);
  });
});

describe('the estimate of a run', () => {
  it.each([
    [estimate(0.012, 0.034), 'About $0.012–0.034'],
    [estimate(1.5, 1.5), 'About $1.50'],
    [estimate(0, 0.02), 'Up to $0.02'],
    [estimate(0.012, 0.034, ['mine']), '$0.012–0.034 and more'],
    [estimate(0, 0, ['mine']), 'Price not known'],
    [estimate(0, 0), 'Free'],
  ])('%#', (given, words) => expect(estimateWords(given)).toBe(words));

  it('names the models without a price', () => {
    expect(unpricedWords([])).toBeUndefined();
    expect(unpricedWords(['one', 'two'])).toBe(
      'The prices of one and two aren’t known, and not counted.',
    );
  });
});
