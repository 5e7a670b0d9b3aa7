import { describe, expect, it } from 'vitest';
import { personaSchema } from '../../../../src/contract/persona.ts';
import type { Provider } from '../../../../src/contract/provider.ts';
import { scenarioSchema } from '../../../../src/contract/scenario.ts';
import type { SecretName } from '../../../../src/contract/secrets.ts';
import { settingsSchema, type SettingsView } from '../../../../src/contract/settings.ts';
import type { RunPlan } from '../../../../src/renderer/pages/run/run-plan.ts';
import { problemsOf } from '../../../../src/renderer/pages/run/problems.ts';

const persona = (id: string, language = 'en') =>
  personaSchema.parse({
    id: id.toLowerCase(),
    name: id,
    role: 'caller',
    instructions: 'You are.',
    language,
  });

function plan(provider: Provider, a = persona('Ann'), b = persona('Ben')): RunPlan {
  const personas = { a: 'ann', b: 'ben' };
  const scenario = scenarioSchema.parse({ id: 's', title: 's', situation: 'A call.', personas });
  return { scenario, a, b, provider, players: {}, ownPeople: false };
}

const prices = { asOf: '2026-11-01', prices: [] };
const LIVEKIT_KEYS: SecretName[] = ['livekit-key:cloud', 'livekit-secret:cloud'];

function view(kept: SecretName[], more: Partial<SettingsView> = {}): SettingsView {
  const names: SecretName[] = ['openai-api-key', ...LIVEKIT_KEYS];
  return {
    settings: settingsSchema.parse({}),
    effective: { connection: { kind: 'local' }, provider: 'rehearsal', prices },
    environmentConnection: null,
    secrets: names.map((name) => ({ name, source: kept.includes(name) ? 'kept' : 'none' })),
    protection: { level: 'keychain', note: '' },
    presets: [],
    notices: [],
    dataDirectory: '/data',
    ...more,
  };
}
const cloud = { kind: 'remote', id: 'cloud', name: 'Our cloud', url: 'wss://x' } as const;
const remote: Partial<SettingsView> = {
  effective: { connection: cloud, provider: 'openai', prices },
};

describe('problemsOf', () => {
  it('finds nothing against a rehearsal', () => {
    expect(problemsOf(plan('rehearsal'), view([]), [])).toEqual([]);
  });

  it('stops OpenAI without a key, and says where to put it', () => {
    const [found] = problemsOf(plan('openai'), view([]), []);
    expect(found).toMatchObject({ weight: 'stop', link: { href: '/settings/keys' } });
    expect(problemsOf(plan('openai'), view(['openai-api-key']), [])).toEqual([]);
  });

  it('notes that a compatible server has no address here: the environment may have one', () => {
    expect(problemsOf(plan('openai-compatible'), view([]), [])).toMatchObject([{ weight: 'note' }]);
  });

  it('looks at the player of each side, not at the run’s provider alone', () => {
    const mixed: RunPlan = {
      ...plan('rehearsal'),
      players: {
        a: { kind: 'realtime', provider: 'openai' },
        b: { kind: 'realtime', provider: 'openai-compatible' },
      },
    };
    const found = problemsOf(mixed, view([]), []);
    expect(found.map(({ weight }) => weight)).toEqual(['stop', 'note']);
    const baseUrl = 'http://localhost:8000/v1';
    const settings = settingsSchema.parse({ compatible: { realtime: { baseUrl } } });
    expect(problemsOf(mixed, view(['openai-api-key'], { settings }), [])).toEqual([]);
  });

  it('stops an agent of one’s own on the LiveKit of this computer', () => {
    const agent = { kind: 'external', agentName: 'support' } as const;
    const calling: RunPlan = { ...plan('rehearsal', persona('Ann', 'de')), players: { b: agent } };
    expect(problemsOf(calling, view([]), [])).toMatchObject([
      { weight: 'stop', link: { href: '/settings/connection' } },
    ]);
    expect(problemsOf(calling, view(LIVEKIT_KEYS, remote), [])).toEqual([]);
  });

  it('stops a remote connection without its keys', () => {
    const [found] = problemsOf(plan('rehearsal'), view([], remote), []);
    expect(found).toMatchObject({
      weight: 'stop',
      text: 'The connection “Our cloud” needs its API key and secret.',
    });
    expect(problemsOf(plan('rehearsal'), view(LIVEKIT_KEYS, remote), [])).toEqual([]);
  });

  it('stops a connection that is not there, and one of the environment without keys', () => {
    const at = (connection: SettingsView['effective']['connection'], hasKeys?: boolean) =>
      view([], {
        effective: { connection, provider: 'openai', prices },
        environmentConnection: hasKeys === undefined ? null : { url: 'wss://env', hasKeys },
      });
    const gone = at({ kind: 'remote', id: 'gone', name: 'gone' });
    const [missing] = problemsOf(plan('rehearsal'), gone, []);
    expect(missing?.text).toBe('There is no connection called “gone”.');
    const there = { kind: 'remote', id: 'environment', url: 'wss://env' } as const;
    const [keyless] = problemsOf(plan('rehearsal'), at(there, false), []);
    expect(keyless).toMatchObject({ weight: 'stop' });
    expect(problemsOf(plan('rehearsal'), at(there, true), [])).toEqual([]);
  });

  it('notes two languages, and somebody who would talk to himself', () => {
    const two = problemsOf(
      plan('rehearsal', persona('Ann', 'en-GB'), persona('Ben', 'de')),
      undefined,
      [],
    );
    expect(two[0]?.text).toBe('Ann speaks British English, Ben German.');
    const one = problemsOf(plan('rehearsal', persona('Ann'), persona('Ann')), undefined, []);
    expect(one[0]?.text).toBe('Ann would talk to Ann.');
  });

  it('puts what stops the run before what doesn’t', () => {
    const faults = [{ name: 'recorder', state: 'fault', note: 'it ended' } as const];
    const found = problemsOf(plan('openai'), view([]), faults);
    expect(found.map(({ weight }) => weight)).toEqual(['stop', 'note']);
    expect(found[1]?.text).toBe('The recorder is not well: it ended.');
  });
});
