import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { SOLE_SECRETS } from '../../../src/contract/secrets.ts';
import { settingsSchema, type Settings } from '../../../src/contract/settings.ts';
import { explicitProvider, explicitWord } from '../../../src/main/settings/effective.ts';
import { sessionSecrets } from '../../../src/main/settings/secret-store.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-settings-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const NOW = '2026-11-23T14:20:05.000Z';
const file = (): string => join(directory, 'settings.json');

function open(env: NodeJS.ProcessEnv = {}, explicitConnection?: string): SettingsService {
  const secrets = sessionSecrets();
  return new SettingsService({ directory, env, secrets, explicitConnection, now: () => NOW });
}

const settings = (more: object = {}): Settings => settingsSchema.parse(more);
const LOCAL = { kind: 'local' } as const;
const CLOUD = { id: 'cloud', name: 'My cloud', url: 'wss://set.example' };
const HOME = { id: 'home', name: 'At home', url: 'ws://192.168.1.5:7880' };
const REMOTE = { kind: 'remote', id: 'cloud' } as const;
const sourceOf = (service: SettingsService, wanted: string) =>
  service.secretStatus().find(({ name }) => name === wanted)?.source;
const conflict = (): never => {
  throw new StudioError({ code: 'conflict', message: 'Something runs.' });
};

describe('settings', () => {
  it('are kept from start to start, for the owner only, without a left-over', async () => {
    await open().save(settings({ provider: 'openai', trashDays: 7 }));
    expect(open().settings).toMatchObject({ provider: 'openai', trashDays: 7 });
    expect(readdirSync(directory)).toEqual(['settings.json']);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['no JSON', '{ "provider": '],
    ['a list', '[1, 2]'],
    ['nothing', ''],
  ])('with %s are set aside, told, and never overwritten', async (_what, text) => {
    writeFileSync(file(), text);
    const service = open();
    expect(service.settings).toEqual(settings());
    expect(service.notices).toMatchObject([{ code: 'invalid-input' }]);
    expect(service.notices[0]?.message).toContain('set aside');
    await service.save(settings({ trashDays: 3 }));
    expect(readFileSync(`${file()}.broken-20261123T142005000Z`, 'utf8')).toBe(text);
    expect(open().notices).toEqual([]);
  });

  it('of a newer version are used as far as they are known, and lose nothing', async () => {
    const text = JSON.stringify({ trashDays: 3, provider: 'newer', more: { x: 1 } });
    writeFileSync(file(), text);
    const service = open();
    expect(service.settings).toEqual(settings({ trashDays: 3 }));
    expect(service.notices).toMatchObject([
      { message: expect.stringMatching(/provider, more could not be read/) },
    ]);
    // Looking alone changes nothing.
    expect(readdirSync(directory)).toEqual(['settings.json']);
    expect(readFileSync(file(), 'utf8')).toBe(text);
    await service.save(settings({ trashDays: 4 }));
    await service.save(settings({ trashDays: 5 }));
    expect(readFileSync(`${file()}.broken-20261123T142005000Z`, 'utf8')).toBe(text);
    expect(open().settings.trashDays).toBe(5);
    expect(open().notices).toEqual([]);
  });

  it('are changed one after the other: none takes back another', async () => {
    const service = open();
    const texts = ['a', 'b', 'c'].map(
      (name) => `LIVEKIT_URL=wss://${name}.example\nLIVEKIT_API_KEY=k\nLIVEKIT_API_SECRET=s`,
    );
    await Promise.all(texts.map((text) => service.importEnv({ name: 'Same', text })));
    const names = service.settings.connections.map(({ name }) => name);
    expect(names).toEqual(['Same', 'Same (same-2)', 'Same (same-3)']);
    expect(open().settings).toEqual(service.settings);
    expect(readdirSync(directory)).toEqual(['settings.json']);
  });

  it('of two pages that began with the same are both kept', async () => {
    const service = open();
    const base = service.settings;
    await Promise.all([
      service.save({ ...base, provider: 'openai' }, base),
      service.save({ ...base, trashDays: 9, connections: [CLOUD] }, base),
      service.save({ ...base, connections: [HOME] }, base),
    ]);
    expect(open().settings).toMatchObject({ provider: 'openai', trashDays: 9 });
    expect(open().settings.connections).toEqual([CLOUD, HOME]);
  });

  it('that can not be written are not taken over', async () => {
    const gone = join(directory, 'gone');
    const service = new SettingsService({ directory: gone, env: {}, secrets: sessionSecrets() });
    await expect(service.save(settings({ trashDays: 3 }))).rejects.toMatchObject({
      data: { code: 'library-unwritable' },
    });
    expect(service.settings.trashDays).toBe(30);
  });
});

describe('the connection', () => {
  const ENV = {
    LIVEKIT_URL: 'wss://env.example',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'secret',
  };
  const FROM_ENV = {
    kind: 'remote',
    id: 'environment',
    name: 'Environment',
    url: 'wss://env.example',
  };
  const CHOSEN = { kind: 'remote', ...CLOUD };

  it.each<[string, NodeJS.ProcessEnv, Settings['connection'], string | undefined, object]>([
    ['is the embedded server by default, whatever the shell has', ENV, undefined, undefined, LOCAL],
    [
      'is what the environment says',
      { ...ENV, DUOLOGUE_CONNECTION: 'remote' },
      undefined,
      undefined,
      FROM_ENV,
    ],
    [
      'is what is set, before the environment',
      { ...ENV, DUOLOGUE_CONNECTION: 'remote' },
      LOCAL,
      undefined,
      LOCAL,
    ],
    ['is the chosen one of those that are set', ENV, REMOTE, undefined, CHOSEN],
    [
      'may be that of the environment',
      ENV,
      { kind: 'remote', id: 'environment' },
      undefined,
      FROM_ENV,
    ],
    ['is what this process was told, before all', ENV, REMOTE, 'local', LOCAL],
    ['told “remote”, is that of the environment', ENV, REMOTE, 'remote', FROM_ENV],
    ['told “remote” without an environment, is the chosen one', {}, REMOTE, 'remote', CHOSEN],
    ['told by id', ENV, LOCAL, 'cloud', CHOSEN],
    ['told by name, in any case', ENV, LOCAL, 'my CLOUD', CHOSEN],
  ])('%s', async (_what, env, connection, explicit, expected) => {
    const service = open(env, explicit);
    const connections = explicit === 'remote' && !env['LIVEKIT_URL'] ? [CLOUD, HOME] : [CLOUD];
    await service.save(settings({ connections, ...(connection ? { connection } : {}) }));
    expect(service.effective().connection).toEqual(expected);
  });

  it('told by a name that none has, says which there are', async () => {
    const service = open({}, 'clowd');
    await service.save(settings({ connections: [CLOUD] }));
    expect(() => service.connections.target()).toThrow('There is no connection called “clowd”');
    try {
      service.connections.target();
    } catch (thrown) {
      expect((thrown as StudioError).data.remedy).toContain('local, My cloud');
    }
  });

  it('names what is missing of it, and holds it together', async () => {
    const service = open();
    await service.save(settings({ connections: [CLOUD, HOME], connection: REMOTE }));
    expect(() => service.connections.target()).toThrow('has no API key and no API secret');
    await service.setSecret({ name: 'livekit-key:cloud', value: 'key' });
    expect(() => service.connections.target()).toThrow('has no API secret');
    await service.setSecret({ name: 'livekit-secret:cloud', value: 'secret' });
    await service.setSecret({ name: 'livekit-secret:home', value: 'of another' });
    const keys = { apiKey: 'key', apiSecret: 'secret' };
    expect(service.connections.target()).toEqual({ kind: 'remote', url: CLOUD.url, ...keys });
    expect(service.connections.remote('cloud', 'http://form.example/')).toMatchObject({
      ...{ url: 'ws://form.example', ...keys },
    });
    expect(() => service.connections.remote('home')).toThrow('“At home” has no API key.');
  });

  it('has the keys of the environment only when they are for the same address', async () => {
    const connections = [CLOUD, { ...HOME, url: 'https://env.example/' }];
    const service = open(ENV);
    await service.save(settings({ connections }));
    expect(service.connections.remote('home')).toMatchObject({
      apiKey: 'key',
      apiSecret: 'secret',
    });
    expect(() => service.connections.remote('cloud')).toThrow('has no API key');
    const sources = ['home', 'cloud'].map((id) => sourceOf(service, `livekit-key:${id}`));
    expect(sources).toEqual(['environment', 'none']);
    const { LIVEKIT_URL: _url, ...keys } = ENV;
    expect(open(keys).connections.remote('cloud')).toMatchObject({ apiKey: 'key' });
    expect(service.connections.environment()).toEqual({ url: ENV.LIVEKIT_URL, hasKeys: true });
    expect(open(keys).connections.environment()).toBeNull();
  });

  it.each([
    ['without a scheme', 'x.livekit.cloud', 'begins with wss://'],
    ['with a password', 'wss://me:canary@x.example', 'holds no name and password'],
    ['with a path', 'wss://x.example/canary', 'ends with host and port'],
  ])('is refused with an address of the environment %s', (_what, url, why) => {
    const service = open({ ...ENV, LIVEKIT_URL: url, DUOLOGUE_CONNECTION: 'remote' });
    expect(() => service.connections.target()).toThrow(why);
    expect(() => service.connections.target()).toThrow('What LIVEKIT_URL and its keys say');
    expect(() => service.connections.target()).not.toThrow('canary');
    const shown = [service.effective(), service.connections.environment()];
    expect(JSON.stringify(shown)).not.toContain('me:canary');
  });

  it.each([
    ['two of one name', [CLOUD, { ...HOME, name: 'MY cloud ' }], undefined],
    ['a name that is the id of another', [CLOUD, { ...HOME, name: 'Cloud' }], undefined],
    ['two of one id', [CLOUD, { ...HOME, id: 'cloud' }], undefined],
    ['a name that means another', [{ ...CLOUD, name: 'Local' }], undefined],
    ['an id that means another', [{ ...CLOUD, id: 'environment' }], undefined],
    ['a choice that is not there', [HOME], REMOTE],
  ])('is refused with %s', async (_what, connections, connection) => {
    const service = open();
    const saved = service.save({
      ...settings(),
      connections,
      ...(connection ? { connection } : {}),
    });
    await expect(saved).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    expect(service.settings.connections).toEqual([]);
  });

  it('that is deleted takes its keys with it', async () => {
    const service = open();
    await service.save(settings({ connections: [CLOUD, HOME] }));
    await service.setSecret({ name: 'livekit-key:cloud', value: 'key-1' });
    await service.setSecret({ name: 'livekit-key:home', value: 'key-2' });
    await service.save(settings({ connections: [HOME] }));
    expect(service.secretValues()).toEqual(['key-2']);
    await service.save(settings({ connections: [CLOUD, HOME] }));
    expect(sourceOf(service, 'livekit-key:cloud')).toBe('none');
  });

  it('is not changed while something runs; everything else may be', async () => {
    const service = open();
    service.guardConnection(conflict);
    const change = service.save(settings({ connections: [CLOUD], connection: REMOTE }));
    await expect(change).rejects.toMatchObject({ data: { code: 'conflict' } });
    expect(service.settings.connection).toBeUndefined();
    expect(existsSync(file())).toBe(false);
    await service.save(settings({ connections: [CLOUD, HOME], connection: LOCAL, trashDays: 1 }));
    await service.setSecret({ name: 'livekit-key:cloud', value: 'key' });
    await service.setSecret({ name: 'openai-api-key', value: 'sk-1' });
  });

  it('that is in use keeps its keys; others may change theirs', async () => {
    const service = open(ENV);
    await service.save(settings({ connections: [CLOUD, HOME], connection: REMOTE }));
    service.guardConnection(conflict);
    const change = service.setSecret({ name: 'livekit-secret:cloud', value: 'other' });
    await expect(change).rejects.toMatchObject({ data: { code: 'conflict' } });
    await expect(service.clearSecret('livekit-key:cloud')).rejects.toThrow('Something runs');
    await service.setSecret({ name: 'livekit-secret:home', value: 'other' });
  });
});

describe('the provider', () => {
  it('is what is set, else what the environment says, else the rehearsal', async () => {
    const service = open({ DUOLOGUE_PROVIDER: 'openai' });
    expect([open().effective().provider, service.effective().provider]).toEqual([
      ...['rehearsal', 'openai'],
    ]);
    await service.save(settings({ provider: 'openai-compatible' }));
    expect(service.effective().provider).toBe('openai-compatible');
  });

  it('of a command line is what the environment says, before the settings', () => {
    const env = { DUOLOGUE_PROVIDER: 'openai', DUOLOGUE_CONNECTION: 'cloud' };
    expect(explicitProvider({ hostKind: 'cli', env })).toBe('openai');
    expect(explicitProvider({ hostKind: 'web', env })).toBeUndefined();
    expect(() => explicitProvider({ hostKind: 'web', env: { DUOLOGUE_PROVIDER: 'x' } })).toThrow(
      'DUOLOGUE_PROVIDER in the environment is “x”, which is no provider.',
    );
    const told = { hostKind: 'cli', env, option: undefined } as const;
    expect(explicitWord(told)).toBe('cloud');
    expect(explicitWord({ ...told, option: 'local' })).toBe('local');
    expect(explicitWord({ ...told, hostKind: 'electron' })).toBeUndefined();
    expect(explicitWord({ ...told, hostKind: 'electron', option: 'x' })).toBe('x');
  });

  it('of a command line that nobody told is the rehearsal, on this computer', () => {
    expect(explicitProvider({ hostKind: 'cli', env: {} })).toBe('rehearsal');
    expect(explicitWord({ hostKind: 'cli', env: {}, option: undefined })).toBe('local');
    expect(explicitWord({ hostKind: 'web', env: {}, option: undefined })).toBeUndefined();
  });
});

describe('keys', () => {
  it('that are set come before the environment, and go back to it when cleared', async () => {
    const service = open({ OPENAI_API_KEY: 'sk-env' });
    const source = () => sourceOf(service, 'openai-api-key');
    expect([source(), service.sources().keys]).toEqual(['environment', { openai: 'sk-env' }]);
    await service.setSecret({ name: 'openai-api-key', value: 'sk-set' });
    await service.setSecret({ name: 'server-key:https://api.groq.com', value: 'other' });
    expect([source(), service.sources().keys]).toEqual([
      'session',
      { openai: 'sk-set', 'https://api.groq.com': 'other' },
    ]);
    expect(service.secretValues()).toEqual(['sk-set', 'other', 'sk-env']);
    await service.clearSecret('openai-api-key');
    expect([source(), service.sources().keys['openai']]).toEqual(['environment', 'sk-env']);
  });

  it('of the environment are also those of the server that it names, until one is set', async () => {
    const env = { OPENAI_API_KEY: 'sk-env', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' };
    const service = open(env);
    expect(service.sources().keys).toEqual({ openai: 'sk-env', 'http://127.0.0.1:8000': 'sk-env' });
    await service.setSecret({ name: 'openai-api-key', value: 'sk-set' });
    await service.setSecret({ name: 'server-key:http://127.0.0.1:8000', value: 'own' });
    expect(service.sources().keys).toEqual({ openai: 'sk-set', 'http://127.0.0.1:8000': 'own' });
  });

  it('that are kept for OpenAI are also for the server of the shell in its place', async () => {
    const service = open({ OPENAI_BASE_URL: 'https://proxy.example/v1' });
    await service.setSecret({ name: 'openai-api-key', value: 'sk-set' });
    expect(service.sources().keys).toEqual({ openai: 'sk-set', 'https://proxy.example': 'sk-set' });
  });

  it('that are kept for OpenAI are also for the servers that the settings put in its place', async () => {
    const service = open();
    await service.setSecret({ name: 'openai-api-key', value: 'sk-set' });
    const llm = { baseUrl: 'https://proxy.example/v1' };
    await service.save(settings({ openai: { llm, tts: llm } }));
    expect(service.sources().keys).toEqual({ openai: 'sk-set', 'https://proxy.example': 'sk-set' });
    await service.setSecret({ name: 'server-key:https://proxy.example', value: 'own' });
    expect(service.sources().keys).toEqual({ openai: 'sk-set', 'https://proxy.example': 'own' });
  });

  it('are listed for the connections and servers that are set, and for those that have one', async () => {
    const service = open();
    const names = () => service.secretStatus().map(({ name }) => name);
    expect(names()).toEqual([...SOLE_SECRETS]);
    const llm = { baseUrl: 'https://api.groq.com/openai/v1' };
    const tts = { baseUrl: 'http://localhost:8880/v1' };
    await service.save(settings({ connections: [CLOUD], compatible: { llm, stt: llm, tts } }));
    await service.setSecret({ name: 'server-key:https://old.example', value: 'x' });
    expect(names().slice(SOLE_SECRETS.length)).toEqual([
      'server-key:https://api.groq.com',
      'server-key:http://localhost:8880',
      'server-key:https://old.example',
      'livekit-key:cloud',
      'livekit-secret:cloud',
    ]);
  });
});
