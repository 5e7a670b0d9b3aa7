import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { newConnectionId } from '../../../src/contract/connection-id.ts';
import { sessionSecrets } from '../../../src/main/settings/secret-store.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';

/** As the prototype's file was written. */
const PROTOTYPE = `# LiveKit Cloud
LIVEKIT_URL=wss://calls-x1.livekit.cloud
LIVEKIT_API_KEY=APIcanary
LIVEKIT_API_SECRET="secret canary"

OPENAI_API_KEY=sk-canary
LLM_MODEL=gpt-4.1-nano
`;

let directory: string;
let service: SettingsService;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-import-'));
  service = new SettingsService({ directory, env: {}, secrets: sessionSecrets() });
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('an .env.local that is taken over', () => {
  it('in the form of the prototype is a connection, a key and a model, ready to run', async () => {
    const found = await service.importEnv({ name: 'Calls', text: PROTOTYPE });
    expect(found).toEqual({
      url: 'wss://calls-x1.livekit.cloud',
      hasKeys: true,
      connectionId: 'calls',
      tookOpenaiKey: true,
      model: 'gpt-4.1-nano',
    });
    expect(JSON.stringify(found)).not.toContain('canary');
    expect(service.connections.target()).toEqual({
      ...{ kind: 'remote', url: 'wss://calls-x1.livekit.cloud' },
      ...{ apiKey: 'APIcanary', apiSecret: 'secret canary' },
    });
    expect(service.sources().keys).toEqual({ openai: 'sk-canary' });
    expect(service.settings.openai.llm.model).toBe('gpt-4.1-nano');
  });

  it('again gives the connection of that address its keys, and makes no other', async () => {
    await service.importEnv({ name: 'Calls', text: PROTOTYPE });
    const text = 'LIVEKIT_URL=https://calls-x1.livekit.cloud/\nLIVEKIT_API_SECRET=newer\n';
    const again = await service.importEnv({ name: 'Other', text });
    expect(again).toMatchObject({ connectionId: 'calls', hasKeys: false, tookOpenaiKey: false });
    expect(service.settings.connections).toHaveLength(1);
    expect(service.connections.remote('calls')).toMatchObject({
      apiKey: 'APIcanary',
      apiSecret: 'newer',
    });
  });

  it('adds to the connections that are there, and chooses it only when none was chosen', async () => {
    const home = { id: 'calls', name: 'Calls', url: 'ws://home:7880' };
    const connection = { kind: 'local' } as const;
    await service.save({ ...service.settings, connections: [home], connection });
    const { connectionId } = await service.importEnv({ name: 'calls', text: PROTOTYPE });
    expect(connectionId).toBe('calls-2');
    expect(service.settings.connections.map(({ name }) => name)).toEqual([
      'Calls',
      'calls (calls-2)',
    ]);
    expect(service.effective().connection).toEqual(connection);
  });

  it('gives the key to the server that it names, and not to OpenAI', async () => {
    const text = 'OPENAI_BASE_URL=http://localhost:8000/v1\nOPENAI_API_KEY=k\nLLM_MODEL=llama\n';
    await service.importEnv({ name: 'x', text });
    expect(service.sources().keys).toEqual({ 'http://localhost:8000': 'k' });
    expect(service.settings.compatible).toMatchObject({
      llm: { baseUrl: 'http://localhost:8000/v1', model: 'llama' },
      tts: { baseUrl: 'http://localhost:8000/v1' },
    });
  });

  it.each([
    ['nothing known', 'hello\nAWS_KEY=canary'],
    ['no address', 'LIVEKIT_URL=canary'],
    ['an address that holds a password', 'LIVEKIT_URL=wss://me:canary@x.example'],
    ['an address of another kind', 'OPENAI_API_KEY=sk-canary\nOPENAI_BASE_URL=ftp://x'],
  ])('with %s changes nothing and is not repeated', async (_what, text) => {
    const before = service.settings;
    const error: unknown = await service.importEnv({ name: 'x', text }).catch((e: unknown) => e);
    expect(error).toMatchObject({ data: { code: 'invalid-input' } });
    expect(JSON.stringify(error)).not.toContain('canary');
    expect([service.settings, service.secretValues()]).toEqual([before, []]);
  });

  it('leaves everything as it is while the connection is in use', async () => {
    await service.importEnv({ name: 'Calls', text: PROTOTYPE });
    service.guardConnection(() => {
      throw new StudioError({ code: 'conflict', message: 'Something runs.' });
    });
    const text = PROTOTYPE.replace('gpt-4.1-nano', 'other');
    await expect(service.importEnv({ name: 'x', text })).rejects.toThrow('Something runs');
    expect(service.settings.openai.llm.model).toBe('gpt-4.1-nano');
  });
});

it.each([
  ['LiveKit Cloud (Frankfurt)', [], 'livekit-cloud-frankfurt'],
  ['Café Ñ', [], 'cafe-n'],
  ['日本', [], 'livekit'],
  ['Local', [], 'local-2'],
  ['Home', ['home', 'home-2'], 'home-3'],
  ['x'.repeat(80), [], 'x'.repeat(40)],
])('the id of %j beside %j is %j', (name, taken, id) => {
  expect(newConnectionId(name, taken)).toBe(id);
});
