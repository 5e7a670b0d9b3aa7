import { describe, expect, it } from 'vitest';
import { nudgeAfterMs } from '../../../../src/agents/side/silence-nudge.ts';
import { BargeInPlan } from '../../../../src/agents/turn-taking/barge-in.ts';
import * as prompt from '../../../../src/main/conversations/prompt-wording.ts';
import {
  interruptingSentence,
  patienceSentence,
  talkSentence,
} from '../../../../src/renderer/pages/personas/manner-sentences.ts';

const hundredths = Array.from({ length: 101 }, (_, value) => value / 100);
const mannerOf = (value: number) => ({
  talkativeness: value,
  patience: value,
  interrupting: value,
});

/** Where a wording changes, as values. */
function changes(wording: (value: number) => string): number[] {
  return hundredths.filter(
    (value, index) => index > 0 && wording(value) !== wording(hundredths[index - 1]!),
  );
}

describe('sentences about a manner', () => {
  it('change where the words for the model change', () => {
    const words = (text: string) => text.replace(/, and (?:speaks up|cuts in).*$/, '');
    const pairs = [
      [(v: number) => talkSentence('Maya', v), (v: number) => prompt.talkativeness(mannerOf(v))],
      [(v: number) => patienceSentence('Maya', v), (v: number) => prompt.patience(mannerOf(v))],
    ] as const;
    for (const [ours, models] of pairs) {
      expect(changes((value) => words(ours(value)))).toEqual(changes(models));
    }
    // At 0 the engine never barges in, so the sentence has no figure there.
    const cutIn = (value: number) => words(interruptingSentence('Maya', Math.max(0.01, value)));
    expect(changes(cutIn)).toEqual(changes((value) => prompt.interrupting(mannerOf(value))));
  });

  it('wait as long as the engine waits', () => {
    for (const value of hundredths) {
      const figures = patienceSentence('Maya', value)
        .match(/[\d.]+(?= seconds)/g)!
        .map(Number);
      const engine = [true, false].map(
        (opener) => nudgeAfterMs({ patience: value, opener }) / 1000,
      );
      expect(figures).toHaveLength(2);
      // Shown to a tenth of a second.
      for (const [index, figure] of figures.entries()) {
        expect(Math.abs(figure - engine[index]!)).toBeLessThan(0.0501);
      }
    }
  });

  it('barge in as often and when the engine does', () => {
    const turns = 20_000;
    const plan = new BargeInPlan(0.25, 7);
    const moments = Array.from({ length: turns }, () => plan.next()).filter(
      (ms) => ms !== undefined,
    );
    expect(interruptingSentence('Maya', 0.25)).toContain('about 25 %');
    expect(moments.length / turns).toBeCloseTo(0.25, 1);
    expect(interruptingSentence('Maya', 0.25)).toContain('1.2 to 3.2 seconds');
    expect(Math.min(...moments) / 1000).toBeCloseTo(1.2, 1);
    expect(Math.max(...moments) / 1000).toBeCloseTo(3.2, 1);
  });

  it('use the first name, or none', () => {
    expect(talkSentence('Dr. Ruth Adeyemi', 0.5)).toMatch(/^Ruth speaks/);
    expect(talkSentence('  ', 0.5)).toMatch(/^This person speaks/);
    expect(interruptingSentence('Maya Ortiz', 0)).toBe('Maya always lets the other finish.');
  });
});
