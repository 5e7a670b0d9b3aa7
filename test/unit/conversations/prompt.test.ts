import { describe, expect, it } from 'vitest';
import type { Manner } from '../../../src/contract/persona.ts';
import { otherSide, SIDES, type Side } from '../../../src/contract/side.ts';
import { compileInstructions } from '../../../src/main/conversations/prompt.ts';
import { castOf, SCENARIOS, scenarioOf } from '../rehearsal/mind/samples.ts';

const scenario = scenarioOf('late-parcel');
const personas = castOf(scenario);
const { limits } = scenario;

function promptOf(side: Side): string {
  return compileInstructions({ scenario, personas, side, limits });
}

function promptWith(manner: Partial<Manner>): string {
  const a = { ...personas.a, manner: { ...personas.a.manner, ...manner } };
  return compileInstructions({ scenario, personas: { ...personas, a }, side: 'a', limits });
}

describe('the prompt', () => {
  it.each(SIDES)('of side %s holds everything of its own', (side) => {
    const prompt = promptOf(side);
    const self = personas[side];
    expect(prompt).toContain(`You are ${self.name}, ${self.role}.`);
    expect(prompt).toContain(self.instructions);
    expect(prompt).toContain(self.goal);
    expect(prompt).toContain(scenario.situation);
    for (const fact of [...self.facts, ...scenario.facts[side]]) expect(prompt).toContain(fact);
    for (const condition of scenario.endConditions) expect(prompt).toContain(condition);
  });

  it.each(SIDES)('of side %s knows of the other only name and role', (side) => {
    const prompt = promptOf(side);
    const other = personas[otherSide(side)];
    expect(prompt).toContain(`${other.name}, ${other.role}`);
    expect(prompt).not.toContain(other.instructions);
    expect(prompt).not.toContain(other.goal);
    expect(prompt).not.toContain(other.summary);
  });

  it("never holds the other side's facts, in any sample", () => {
    for (const sample of SCENARIOS) {
      const cast = castOf(sample);
      for (const side of SIDES) {
        const input = { scenario: sample, personas: cast, side, limits: sample.limits };
        const prompt = compileInstructions(input);
        const secrets = [...cast[otherSide(side)].facts, ...sample.facts[otherSide(side)]];
        expect(secrets.length).toBeGreaterThan(0);
        expect(secrets.filter((fact) => prompt.includes(fact))).toEqual([]);
      }
    }
  });

  it('never holds the rehearsal script or the success criteria', () => {
    expect(promptOf('a')).not.toContain('birthday, goodbye');
    for (const criterion of scenario.successCriteria)
      expect(promptOf('a')).not.toContain(criterion);
  });

  it('says who opens', () => {
    expect(promptOf('b')).toContain('You speak first');
    expect(promptOf('a')).toContain('The other person speaks first');
  });

  it('asks for speech: short turns, no markup, numbers as words', () => {
    const prompt = promptOf('a');
    for (const part of ['spoken aloud', 'short turns', 'no markdown', 'no stage directions']) {
      expect(prompt).toContain(part);
    }
    expect(prompt).toContain('numbers, dates, times, amounts and abbreviations as words');
  });

  it('tells how to end, and when it would be cut off', () => {
    const prompt = compileInstructions({
      scenario,
      personas,
      side: 'a',
      limits: { maxTurns: 24, maxMinutes: 1, silenceSeconds: 5 },
    });
    expect(prompt).toContain('say goodbye in one short sentence and call the tool end_call');
    expect(prompt).toContain('24 turns');
    expect(prompt).toContain('one minute:');
  });

  it('names the language', () => {
    expect(promptOf('a')).toContain('Speak English');
    const german = { ...scenario, language: 'de' };
    const input = { scenario: german, personas, side: 'a' as const, limits };
    expect(compileInstructions(input)).toContain('Speak German');
    const unknown = { ...input, scenario: { ...scenario, language: 'x_y' } };
    expect(compileInstructions(unknown)).toContain('Speak x_y');
  });

  it('leaves out what there is nothing to say about', () => {
    const a = { ...personas.a, goal: '', facts: [] };
    const bare = { ...scenario, endConditions: [], facts: { a: [], b: [] } };
    const input = { scenario: bare, personas: { ...personas, a }, side: 'a' as const, limits };
    const prompt = compileInstructions(input);
    expect(prompt).not.toContain('# Your goal');
    expect(prompt).not.toContain('# What only you know');
    expect(prompt).not.toContain('The call is over when');
  });
});

describe('manner', () => {
  it.each<keyof Manner>(['talkativeness', 'patience', 'interrupting'])(
    'words %s in five steps',
    (trait) => {
      const prompts = [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => promptWith({ [trait]: value }));
      expect(new Set(prompts.slice(0, 5)).size).toBe(5);
      expect(prompts[5]).toBe(prompts[4]);
      expect(prompts.join('\n')).not.toContain('undefined');
    },
  );

  it('says what the numbers mean', () => {
    expect(promptWith({ talkativeness: 0 })).toContain('You say very little');
    expect(promptWith({ talkativeness: 1 })).toContain('You talk a lot');
    expect(promptWith({ patience: 0 })).toContain('You have no patience');
    expect(promptWith({ interrupting: 0 })).toContain('You always let the other person finish');
    expect(promptWith({ interrupting: 1 })).toContain('You keep interrupting');
  });
});
