import { describe, expect, it } from 'vitest';
import { personaSchema } from '../../../../src/contract/persona.ts';
import { scenarioSchema } from '../../../../src/contract/scenario.ts';
import { scriptOf } from '../../../../src/rehearsal/mind/script.ts';
import { castOf, PERSONAS, scenarioOf, SCENARIOS } from './samples.ts';
import { garbling, simulate } from './simulate.ts';

const SEEDS = Array.from({ length: 40 }, (_, index) => index * 104_729);

function unscripted(id: string) {
  const { rehearsal: _, ...scenario } = scenarioOf(id);
  return scenario;
}

function linesOf(id: string, seed: number) {
  const scenario = unscripted(id);
  return scriptOf({ scenario, personas: castOf(scenario), seed });
}

const BARE = {
  scenario: scenarioSchema.parse({
    id: 'bare',
    title: 'Broken bicycle',
    situation: 'Two people talk about a bicycle.',
    opener: 'a',
    personas: { a: 'ann', b: 'bob' },
  }),
  personas: {
    a: personaSchema.parse({ id: 'ann', name: 'Ann', role: 'rider', instructions: 'You ride.' }),
    b: personaSchema.parse({ id: 'bob', name: 'Bob', role: 'friend', instructions: 'You mend.' }),
  },
};

describe('a generated conversation', () => {
  it.each(SCENARIOS)('has 9 to 14 alternating turns from the opener of $id', ({ id, opener }) => {
    for (const seed of SEEDS) {
      const lines = linesOf(id, seed);
      expect(lines.length).toBeGreaterThanOrEqual(8);
      expect(lines.length).toBeLessThanOrEqual(14);
      expect(lines[0]?.side).toBe(opener);
      expect(lines.every((line, index) => line.side !== lines[index + 1]?.side)).toBe(true);
      expect(lines.map(({ hangUp }) => hangUp).lastIndexOf(false)).toBe(lines.length - 2);
    }
  });

  it('never says the same twice, whoever speaks with whom', () => {
    const scenario = unscripted('late-parcel');
    for (const a of PERSONAS) {
      for (const b of PERSONAS) {
        const personas = { a: a.value, b: b.value };
        const lines = scriptOf({ scenario, personas, seed: a.file.length * 31 + b.file.length });
        const texts = lines.map(({ text }) => text);
        expect(new Set(texts).size).toBe(texts.length);
        expect(texts.filter((text) => !/^[A-Z].*[.?!]$/.test(text))).toEqual([]);
        expect(texts.filter((text) => /\{|\byours?\b.*\bmy\b.*\byour\b/i.test(text))).toEqual([]);
      }
    }
  });

  it("states the seeker's goal and only the speaker's own facts", () => {
    const said = SEEDS.flatMap((seed) => linesOf('late-parcel', seed));
    const of = (side: 'a' | 'b') =>
      said.flatMap((line) => (line.side === side ? line.text : [])).join('\n');
    expect(of('a')).toContain("I'd like to get a clear day on which my order arrives.");
    expect(of('a')).toContain('I ordered a desk lamp last Thursday.');
    expect(of('b')).toContain('he parcel missed a truck at the depot in Leeds.');
    expect(of('a')).not.toContain('depot');
    expect(of('b')).not.toContain('desk lamp');
  });

  it('varies with the seed and repeats exactly', () => {
    const texts = SEEDS.map((seed) =>
      linesOf('booking-change', seed)
        .map(({ text }) => text)
        .join(),
    );
    const again = SEEDS.map((seed) =>
      linesOf('booking-change', seed)
        .map(({ text }) => text)
        .join(),
    );
    expect(again).toEqual(texts);
    expect(new Set(texts).size).toBe(SEEDS.length);
  });

  it('is wordier for the talkative', () => {
    const wordsOfAnswers = (talkativeness: number): number => {
      const scenario = unscripted('late-parcel');
      const { a, b } = castOf(scenario);
      const manner = { ...a.manner, talkativeness };
      return SEEDS.flatMap((seed) =>
        scriptOf({ scenario, personas: { a: { ...a, manner }, b }, seed }),
      )
        .filter(({ side }) => side === 'a')
        .reduce((sum, { text }) => sum + text.split(' ').length, 0);
    };
    expect(wordsOfAnswers(0.5)).toBeGreaterThan(wordsOfAnswers(0));
    expect(wordsOfAnswers(1)).toBeGreaterThan(wordsOfAnswers(0.5) * 1.15);
  });

  it('needs no facts and no goal', async () => {
    for (const seed of SEEDS) {
      const turns = await simulate({ ...BARE, seed });
      expect(turns.map(({ text }) => text).join('\n')).toContain('the broken bicycle');
      expect(turns.at(-1)?.endCall).toBe(true);
    }
  });

  it('takes the situation where there are no facts', () => {
    const situation = 'Ann has a flat tyre. Ann bought the bicycle in May. Bob knows a shop.';
    const lines = SEEDS.flatMap((seed) =>
      scriptOf({ ...BARE, scenario: { ...BARE.scenario, situation }, seed }),
    );
    const said = lines.map(({ side, text }) => `${side} ${text}`).join('\n');
    expect(said).toMatch(/^a .*I have a flat tyre\.$/m);
    expect(said).toMatch(/^a .*I bought the bicycle in May\.$/m);
    expect(said).toMatch(/^b .*I know a shop\.$/m);
  });

  it('is held over HTTP to its end, also with bad hearing', async () => {
    const scenario = unscripted('technical-support');
    for (const seed of SEEDS.slice(0, 20)) {
      const personas = castOf(scenario);
      const clean = await simulate({ scenario, personas, seed });
      expect(clean.length).toBeLessThanOrEqual(14);
      expect(clean.at(-1)?.endCall).toBe(true);
      const noisy = await simulate({ scenario, personas, seed, hear: garbling(0.2, seed) });
      expect(noisy.at(-1)?.endCall).toBe(true);
    }
  });
});
