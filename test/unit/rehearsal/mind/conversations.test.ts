import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../../src/contract/scenario.ts';
import { scriptOf } from '../../../../src/rehearsal/mind/script.ts';
import { CLARIFICATIONS } from '../../../../src/rehearsal/mind/phrases.ts';
import { castOf, SCENARIOS, TEST_SCENARIOS } from './samples.ts';
import { garbling, simulate, type Said } from './simulate.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index * 7919);
const ALL = [...SCENARIOS, ...TEST_SCENARIOS];

function textOf(turns: readonly Said[]): string {
  return turns.map(({ text }) => text).join('\n');
}

function scriptText(scenario: Scenario, seed: number): string {
  return scriptOf({ scenario, personas: castOf(scenario), seed })
    .map(({ text }) => text)
    .join('\n');
}

describe.each(ALL)('two minds play $id', (scenario) => {
  const personas = castOf(scenario);

  it('word for word with perfect hearing, and hang up', async () => {
    for (const seed of SEEDS) {
      const turns = await simulate({ scenario, personas, seed });
      expect(textOf(turns)).toBe(scriptText(scenario, seed));
      expect(turns.at(-1)?.endCall).toBe(true);
    }
  });

  it('to a natural end when every fifth word is misheard', async () => {
    for (const seed of SEEDS) {
      const turns = await simulate({ scenario, personas, seed, hear: garbling(0.2, seed) });
      expect(turns.at(-1)?.endCall).toBe(true);
      expect(turns.length).toBeLessThanOrEqual(scenario.limits.maxTurns);
    }
  });

  it('to a natural end when turns are interrupted, without saying a line twice', async () => {
    for (const seed of SEEDS) {
      // Every fourth turn is cut in its middle.
      const turns = await simulate({
        scenario,
        personas,
        seed,
        cutAfter: ({ text }, turn) =>
          turn % 4 === 2 ? Math.max(3, Math.floor(text.split(' ').length / 2)) : undefined,
      });
      expect(turns.at(-1)?.endCall).toBe(true);
      expect(turns.length).toBeLessThanOrEqual((scenario.rehearsal?.lines.length ?? 0) + 2);
      const starts = turns.map(({ side, text }) => side + text.split(' ').slice(0, 4).join(' '));
      expect(new Set(starts).size).toBe(starts.length);
    }
  });

  it('to an end when nothing at all is understood', async () => {
    const turns = await simulate({ scenario, personas, seed: 1, hear: () => 'mumble' });
    expect(turns.at(-1)?.endCall).toBe(true);
    expect(turns.length).toBeLessThanOrEqual(scenario.limits.maxTurns);
  });
});

describe('seeds', () => {
  it.each(SCENARIOS)('vary $id, and repeat it exactly', async (scenario) => {
    const personas = castOf(scenario);
    const first = await Promise.all(SEEDS.map((seed) => simulate({ scenario, personas, seed })));
    const again = await simulate({ scenario, personas, seed: SEEDS[3] ?? 0 });
    expect(again).toEqual(first[3]);
    expect(new Set(first.map(textOf)).size).toBeGreaterThanOrEqual(18);
  });
});

describe('misunderstandings', () => {
  it.each(SCENARIOS)('of one turn of $id are cleared up by asking again', async (scenario) => {
    const lines = scenario.rehearsal?.lines.length ?? 0;
    for (let lost = 0; lost < lines - 1; lost += 1) {
      const turns = await simulate({
        scenario,
        personas: castOf(scenario),
        seed: lost,
        hear: (text, turn) => (turn === lost ? '' : text),
      });
      expect(CLARIFICATIONS).toContain(turns[lost + 1]?.text);
      expect(turns[lost + 2]?.text).toContain(turns[lost]?.text);
      expect(turns).toHaveLength(lines + 2);
      expect(turns.at(-1)?.endCall).toBe(true);
    }
  });
});
