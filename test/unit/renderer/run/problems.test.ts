import { describe, expect, it } from 'vitest';
import { personaSchema } from '../../../../src/contract/persona.ts';
import type { Provider } from '../../../../src/contract/provider.ts';
import { scenarioSchema } from '../../../../src/contract/scenario.ts';
import {
  settingsSchema,
  type SecretName,
  type SettingsView,
} from '../../../../src/contract/settings.ts';
import type { RunPlan } from '../../../../src/renderer/pages/run/choices.ts';
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
  return { scenario, a, b, provider, ownPeople: false };
}

function view(kept: SecretName[], more: Partial<SettingsView> = {}): SettingsView {
  const names: SecretName[] = ['openai-api-key', 'livekit-api-key', 'livekit-api-secret'];
  return {
    settings: settingsSchema.parse({}),
    effective: { connection: { kind: 'local' }, provider: 'rehearsal' },
    secrets: names.map((name) => ({ name, source: kept.includes(name) ? 'kept' : 'none' })),
    protection: { level: 'keychain', note: '' },
    presets: [],
    notices: [],
    dataDirectory: '/data',
    ...more,
  };
}
const remote = {
  effective: { connection: { kind: 'remote', url: 'wss://x' }, provider: 'openai' },
} as const;

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

  it('stops a remote connection without its keys', () => {
    expect(problemsOf(plan('rehearsal'), view([], remote), [])).toMatchObject([{ weight: 'stop' }]);
    const keys: SecretName[] = ['livekit-api-key', 'livekit-api-secret'];
    expect(problemsOf(plan('rehearsal'), view(keys, remote), [])).toEqual([]);
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
