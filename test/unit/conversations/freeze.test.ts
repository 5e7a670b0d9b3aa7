import { describe, expect, it } from 'vitest';
import { conversationConfigSchema } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import { startConversationSchema } from '../../../src/contract/studio-api.ts';
import { freezeConfig } from '../../../src/main/conversations/freeze.ts';
import { persona, scenario } from './samples.ts';

const known = { ann: persona('ann', 'Ann'), ben: persona('ben', 'Ben') };

function shelf<T>(things: Record<string, T>) {
  return {
    get: (id: string): T => {
      const thing = things[id];
      if (thing) return thing;
      throw new StudioError({ code: 'not-found', message: `no ${id}` });
    },
  };
}

function freeze(request: object, env: NodeJS.ProcessEnv = {}) {
  return freezeConfig(startConversationSchema.parse(request), {
    shelves: { personas: shelf(known), scenarios: shelf({ 'late-parcel': scenario() }) },
    env,
    connection: { kind: 'local' },
    appVersion: '1.2.3',
  });
}

describe('freezing a request', () => {
  it('looks up the scenario and the personas that it names', () => {
    const config = freeze({ scenario: 'late-parcel', seed: 7 });
    expect(conversationConfigSchema.parse(config)).toEqual(config);
    expect(config).toMatchObject({
      personas: { a: { name: 'Ann' }, b: { name: 'Ben' } },
      seed: 7,
      limits: { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 },
      appVersion: '1.2.3',
    });
  });

  it('takes other personas, by id or whole, and a whole scenario', () => {
    const cleo = persona('cleo', 'Cleo');
    const own = scenario({ title: 'Own' });
    const config = freeze({ scenario: own, personaA: 'ben', personaB: cleo });
    expect(config).toMatchObject({
      scenario: { title: 'Own' },
      personas: { a: { name: 'Ben' }, b: { name: 'Cleo' } },
    });
  });

  it('draws a seed and keeps it when none is given', () => {
    const { seed } = freeze({ scenario: 'late-parcel' });
    expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff).toBe(true);
  });

  it("lets a request change single limits; the others stay the scenario's", () => {
    const own = scenario({ limits: { maxTurns: 8, maxMinutes: 2, silenceSeconds: 5 } });
    expect(freeze({ scenario: own, limits: {} }).limits).toEqual(own.limits);
    expect(freeze({ scenario: own, limits: { maxTurns: 4 } }).limits).toEqual({
      maxTurns: 4,
      maxMinutes: 2,
      silenceSeconds: 5,
    });
    expect(() => freeze({ scenario: own, limits: { maxTurns: 0 } })).toThrow('maxTurns');
  });

  it.each([{ scenario: 'none' }, { scenario: 'late-parcel', personaA: 'none' }])(
    'refuses an unknown id: %o',
    (request) => {
      expect(() => freeze(request)).toThrow('no none');
    },
  );

  it('refuses a provider without its key', () => {
    expect(() => freeze({ scenario: 'late-parcel', provider: 'openai' })).toThrow('no key');
    const env = { OPENAI_API_KEY: 'sk-canary' };
    const config = freeze({ scenario: 'late-parcel', provider: 'openai' }, env);
    expect(JSON.stringify(config)).not.toContain('canary');
  });
});
