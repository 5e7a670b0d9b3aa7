import { describe, expect, it } from 'vitest';
import { personaSchema, type Persona } from '../../../../src/contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../../src/contract/scenario.ts';
import {
  choicesOfQuery,
  parseRunChoices,
  planOf,
  requestOf,
  swapped,
  withPersona,
  withPlayer,
} from '../../../../src/renderer/pages/run/choices.ts';
import {
  MINUTES_RANGE,
  parseNumber,
  SEED_RANGE,
} from '../../../../src/renderer/pages/run/number-field.ts';

const persona = (id: string): Persona =>
  personaSchema.parse({ id, name: id, role: 'caller', instructions: 'You are.' });
const scenario = (id: string, a: string, b: string): Scenario =>
  scenarioSchema.parse({ id, title: id, situation: 'A call.', personas: { a, b } });

const people = ['ann', 'ben', 'cleo'].map(persona);
const scenarios = [scenario('first', 'ann', 'ben'), scenario('late-parcel', 'ben', 'cleo')];
const plan = (choices: Parameters<typeof planOf>[0]) =>
  planOf(choices, scenarios, people, 'rehearsal');
const seats = (choices: Parameters<typeof planOf>[0]) => {
  const { scenario: about, a, b } = plan(choices);
  return [about?.id, a?.id, b?.id];
};

describe('planOf', () => {
  it('is ready with the sample when nothing was chosen', () => {
    expect(seats({})).toEqual(['late-parcel', 'ben', 'cleo']);
    expect(requestOf({}, plan({}))).toEqual({
      scenario: 'late-parcel',
      personaA: 'ben',
      personaB: 'cleo',
      provider: 'rehearsal',
    });
  });

  it('takes the scenario’s people until the user chose others', () => {
    expect(seats({ scenario: 'first' })).toEqual(['first', 'ann', 'ben']);
    const chosen = withPersona({ scenario: 'first' }, 'b', 'cleo', plan({ scenario: 'first' }));
    expect(seats(chosen)).toEqual(['first', 'ann', 'cleo']);
    expect(seats({ ...chosen, scenario: 'late-parcel' })).toEqual(['late-parcel', 'ben', 'cleo']);
    expect(plan(chosen).ownPeople).toBe(true);
  });

  it('does not count the scenario’s own people as chosen', () => {
    const back = withPersona(
      { scenario: 'first', b: 'cleo' },
      'b',
      'ben',
      plan({ scenario: 'first' }),
    );
    expect(back.b).toBeUndefined();
    expect(plan(back).ownPeople).toBe(false);
  });

  it('falls back when something was deleted', () => {
    expect(seats({ scenario: 'gone', a: 'gone too' })).toEqual(['late-parcel', 'ben', 'cleo']);
    expect(planOf({}, [], [], 'openai')).toMatchObject({ scenario: undefined, a: undefined });
    expect(requestOf({}, planOf({}, [], [], 'openai'))).toBeUndefined();
  });

  it('swaps the seats, and back again', () => {
    const once = swapped({ scenario: 'first' }, plan({ scenario: 'first' }));
    expect(seats(once)).toEqual(['first', 'ben', 'ann']);
    expect(swapped(once, plan(once))).toEqual({ scenario: 'first' });
  });
});

describe('requestOf', () => {
  it('names only what was changed', () => {
    const choices = { seed: 0, maxMinutes: 2, provider: 'openai' as const };
    expect(requestOf(choices, plan(choices))).toMatchObject({
      seed: 0,
      limits: { maxMinutes: 2 },
      provider: 'openai',
    });
  });
});

describe('players and budget', () => {
  const agent = { kind: 'external', agentName: 'support', metadata: '{}' } as const;

  it('are asked for when they are chosen, and forgotten when they are taken back', () => {
    const chosen = withPlayer({ provider: 'openai' }, 'b', agent);
    expect(requestOf(chosen, plan(chosen))).toMatchObject({ sides: { b: agent } });
    const back = withPlayer(chosen, 'b', undefined);
    expect(requestOf(back, plan(back))).not.toHaveProperty('sides');
  });

  it('have no budget where nothing costs', () => {
    const rehearsed = { budgetUsd: 2 };
    expect(requestOf(rehearsed, plan(rehearsed))).not.toHaveProperty('budgetUsd');
    const paid = withPlayer(rehearsed, 'a', { kind: 'realtime', provider: 'openai' });
    expect(requestOf(paid, plan(paid))).toMatchObject({ budgetUsd: 2 });
  });

  it('come back from the browser, but for what can’t be', () => {
    const players = {
      a: { kind: 'pipeline', provider: 'openai', llm: { model: 'gpt-5' } },
      b: agent,
    };
    expect(parseRunChoices(JSON.stringify({ players, budgetUsd: 0.5 }))).toMatchObject({
      players,
      budgetUsd: 0.5,
    });
    const wrong = { a: agent, b: { kind: 'pipeline', llm: { temperature: 9 } } };
    expect(parseRunChoices(JSON.stringify({ players: wrong })).players).toBeUndefined();
    expect(parseRunChoices('{"players":"{","budgetUsd":-1}')).toMatchObject({
      players: undefined,
      budgetUsd: undefined,
    });
  });
});

describe('parseRunChoices', () => {
  it('gives back what was stored', () => {
    const stored = { scenario: 'first', b: 'cleo', provider: 'openai', seed: 7, maxTurns: 12 };
    expect(parseRunChoices(JSON.stringify(stored))).toMatchObject(stored);
  });

  it.each([null, 'no json', '3', '{"seed":-1,"provider":"x","maxTurns":1.5,"a":5}'])(
    'leaves out what is not sound in %s',
    (stored) => {
      const values = Object.values(parseRunChoices(stored));
      expect(values.filter((value) => value !== undefined)).toEqual([]);
    },
  );

  it('takes what a link asks for', () => {
    expect(choicesOfQuery('?scenario=first&seed=7')).toMatchObject({ scenario: 'first', seed: 7 });
    expect(choicesOfQuery('')).toBeUndefined();
    expect(choicesOfQuery('?other=1')).toBeUndefined();
  });
});

describe('parseNumber', () => {
  it('may be left empty', () => {
    expect(parseNumber('  ', SEED_RANGE)).toEqual({ value: undefined, error: undefined });
  });

  it('takes a decimal comma, and says what would fit', () => {
    expect(parseNumber('1,5', MINUTES_RANGE).value).toBe(1.5);
    expect(parseNumber('1.5', SEED_RANGE).error).toBe(
      'Write a whole number from 0 to 4,294,967,295.',
    );
    expect(parseNumber('soon', MINUTES_RANGE).error).toBe('Write a number from 0.1 to 240.');
  });
});
