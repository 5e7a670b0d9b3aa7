import { describe, expect, it } from 'vitest';
import { BargeInPlan } from '../../../src/agents/turn-taking/barge-in.ts';

describe('BargeInPlan', () => {
  const draw = (likelihood: number, seed: number) => {
    const plan = new BargeInPlan(likelihood, seed);
    return Array.from({ length: 200 }, () => plan.next());
  };

  it('is the same for the same seed and differs for another', () => {
    expect(draw(0.5, 7)).toEqual(draw(0.5, 7));
    expect(draw(0.5, 7)).not.toEqual(draw(0.5, 8));
  });

  it('follows the likelihood', () => {
    const count = (likelihood: number) =>
      draw(likelihood, 3).filter((ms) => ms !== undefined).length;
    expect(count(0)).toBe(0);
    expect(count(1)).toBe(200);
    expect(count(0.5)).toBeGreaterThan(60);
    expect(count(0.5)).toBeLessThan(140);
  });
});
