import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { settingsSchema, type Settings } from '../../../src/contract/settings.ts';
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

function open(
  env: NodeJS.ProcessEnv = {},
  explicitConnection?: 'local' | 'remote',
): SettingsService {
  const secrets = sessionSecrets();
  return new SettingsService({ directory, env, secrets, explicitConnection, now: () => NOW });
}

const settings = (more: object = {}): Settings => settingsSchema.parse(more);
const REMOTE = { kind: 'remote', url: 'wss://set.example' } as const;
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
    ['a wrong type', '{ "trashDays": "many" }'],
    ['an unknown key', '{ "trashDays": 3, "more": 1 }'],
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
    DUOLOGUE_CONNECTION: 'remote',
    LIVEKIT_URL: 'wss://env.example',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'secret',
  };

  it.each<
    [string, NodeJS.ProcessEnv, Settings['connection'], 'local' | 'remote' | undefined, object]
  >([
    ['is the embedded server by default', {}, undefined, undefined, { kind: 'local' }],
    [
      'is what the environment says',
      ENV,
      undefined,
      undefined,
      { ...REMOTE, url: ENV.LIVEKIT_URL },
    ],
    [
      'is what is set, before the environment',
      ENV,
      { kind: 'local' },
      undefined,
      { kind: 'local' },
    ],
    ['has the address that is set', ENV, REMOTE, undefined, REMOTE],
    [
      'has the address of the environment when none is set',
      ENV,
      { kind: 'remote' },
      undefined,
      { kind: 'remote', url: ENV.LIVEKIT_URL },
    ],
    ['is what this process was told, before all', ENV, REMOTE, 'local', { kind: 'local' }],
    [
      'told explicitly, has the address of the environment',
      ENV,
      REMOTE,
      'remote',
      { kind: 'remote', url: ENV.LIVEKIT_URL },
    ],
  ])('%s', async (_what, env, connection, explicit, expected) => {
    const service = open(env, explicit);
    await service.save(settings(connection ? { connection } : {}));
    expect(service.effective().connection).toEqual(expected);
  });

  it('names what is missing of a remote one, and holds it together', async () => {
    const service = open();
    await service.save(settings({ connection: REMOTE }));
    expect(() => service.livekitTarget()).toThrow(
      'LIVEKIT_API_KEY, LIVEKIT_API_SECRET are not set',
    );
    await service.setSecret({ name: 'livekit-api-key', value: 'key' });
    await service.setSecret({ name: 'livekit-api-secret', value: 'secret' });
    expect(service.livekitTarget()).toEqual({ ...REMOTE, apiKey: 'key', apiSecret: 'secret' });
  });

  it('is not changed while something runs; everything else may be', async () => {
    const service = open();
    service.guardConnection(conflict);
    await expect(service.save(settings({ connection: REMOTE }))).rejects.toMatchObject({
      data: { code: 'conflict' },
    });
    expect(service.settings.connection).toBeUndefined();
    expect(existsSync(file())).toBe(false);
    await service.save(settings({ connection: { kind: 'local' }, trashDays: 1 }));
    await service.setSecret({ name: 'livekit-api-key', value: 'key' });
    await service.setSecret({ name: 'openai-api-key', value: 'sk-1' });
  });

  it('that is remote and in use keeps its keys', async () => {
    const service = open(ENV);
    service.guardConnection(conflict);
    const change = service.setSecret({ name: 'livekit-api-secret', value: 'other' });
    await expect(change).rejects.toMatchObject({ data: { code: 'conflict' } });
    await expect(service.clearSecret('livekit-api-key')).rejects.toThrow('Something runs');
    await service.setSecret({ name: 'openai-api-key', value: 'sk-1' });
  });
});

describe('keys', () => {
  it('that are set come before the environment, and go back to it when cleared', async () => {
    const service = open({ OPENAI_API_KEY: 'sk-env' });
    const source = () =>
      service.secretStatus().find(({ name }) => name === 'openai-api-key')?.source;
    expect([source(), service.sources().keys]).toEqual(['environment', { openai: 'sk-env' }]);
    await service.setSecret({ name: 'openai-api-key', value: 'sk-set' });
    await service.setSecret({ name: 'compatible-api-key', value: 'other' });
    expect([source(), service.sources().keys]).toEqual([
      'session',
      { openai: 'sk-set', 'openai-compatible': 'other' },
    ]);
    expect(service.secretValues()).toEqual(['sk-set', 'sk-env', 'other']);
    await service.clearSecret('openai-api-key');
    expect([source(), service.sources().keys['openai']]).toEqual(['environment', 'sk-env']);
  });
});
