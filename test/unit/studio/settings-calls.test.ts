import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SOLE_SECRETS, type SecretName } from '../../../src/contract/secrets.ts';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { Arrangement } from './arrange.ts';

const REQUEST = { scenario: 'late-parcel', seed: 7 };
const ENV = { OPENAI_API_KEY: 'sk-canary-environment', LIVEKIT_API_SECRET: 'canary-of-livekit' };

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make(ENV);
});
afterEach(async () => {
  await arranged.remove();
});

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const CLOUD = { id: 'cloud', name: 'My cloud', url: 'wss://set.example' };
const IN_CLOUD = { connections: [CLOUD], connection: { kind: 'remote', id: 'cloud' } };
const SERVER_KEY = 'server-key:https://api.groq.com';
const settings = (more: object = {}) => settingsSchema.parse(more);
const data = (code: string) => ({ data: { code } });

describe('settings', () => {
  it('are shown with what holds, presets and where data lies', async () => {
    const view = await arranged.studio.getSettings();
    expect(view).toMatchObject({
      settings: settings(),
      effective: { connection: { kind: 'local' }, provider: 'rehearsal' },
      protection: { level: 'session' },
      dataDirectory: arranged.library.directory,
      notices: [],
    });
    expect(view.presets.map(({ id }) => id)).toContain('ollama');
  });

  it('take no login in an address: it would stand in configurations and exports', async () => {
    const { studio } = arranged;
    const baseUrl = 'https://me:canary@models.test/v1';
    const inStage = { ...settings(), openai: { ...settings().openai, llm: { baseUrl } } };
    const url = 'wss://me:canary@livekit.test';
    const inConnection = { ...settings(), connections: [{ ...CLOUD, url }] };
    for (const bad of [inStage, inConnection]) {
      const error = await studio.saveSettings(bad).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(data('invalid-input'));
      expect(JSON.stringify(error)).not.toContain('canary');
    }
    const fine = 'https://models.test/v1/@here';
    await studio.saveSettings(settings({ openai: { llm: { baseUrl: fine } } }));
  });

  it('are saved, told to all windows, and refused when they are not valid', async () => {
    const view = await arranged.studio.saveSettings(settings({ provider: 'openai' }));
    expect(view.effective.provider).toBe('openai');
    expect(arranged.events.at(-1)).toEqual({ kind: 'changed', what: 'settings', ids: [] });
    const bad = { ...settings(), connections: [{ ...CLOUD, url: 'ftp://x' }] };
    await expect(arranged.studio.saveSettings(bad as never)).rejects.toMatchObject(
      data('invalid-input'),
    );
  });

  it('hold for the next run without a restart', async () => {
    const { studio, engine } = arranged;
    const llm = { baseUrl: 'http://localhost:11434/v1', model: 'llama3.2' };
    const compatible = { llm, stt: { ...llm, model: 'ear' }, tts: { ...llm, model: 'voice' } };
    const request = { ...REQUEST, provider: 'openai-compatible' as const };
    await expect(studio.startConversation(request)).rejects.toMatchObject(
      data('provider-unreachable'),
    );
    await studio.saveSettings(settings({ compatible }));
    const { id } = await studio.startConversation(request);
    const stopping = studio.stopConversation(id);
    await engine.clock.advance(0);
    expect((await stopping).config.stages.b).toMatchObject(compatible);
  });

  it('of a remote connection are wanted before anything starts', async () => {
    const { studio, engine } = arranged;
    await studio.saveSettings(settings(IN_CLOUD));
    await expect(studio.startConversation(REQUEST)).rejects.toThrow('no API key');
    expect(engine.starts).toEqual([]);
    await studio.setSecret({ name: 'livekit-key:cloud', value: 'key' });
    await studio.setSecret({ name: 'livekit-secret:cloud', value: 'secret-of-cloud' });
    const { id } = await studio.startConversation(REQUEST);
    await expect(studio.saveSettings(settings())).rejects.toMatchObject(data('conflict'));
    await expect(studio.clearSecret('livekit-key:cloud')).rejects.toMatchObject(data('conflict'));
    const stopping = studio.stopConversation(id);
    await engine.clock.advance(0);
    expect((await stopping).config.connection).toEqual({ kind: 'remote', url: CLOUD.url });
    await studio.saveSettings(settings());
  });
});

describe('keys', () => {
  it('are set and cleared, told to the engine, and checked', async () => {
    const { studio } = arranged;
    const source = async () =>
      (await studio.getSettings()).secrets.find(({ name }) => name === SERVER_KEY)?.source;
    expect(await source()).toBeUndefined();
    const llm = { baseUrl: 'https://api.groq.com/openai/v1' };
    await studio.saveSettings(settings({ compatible: { llm } }));
    expect(await source()).toBe('none');
    arranged.settingsChanges = 0;
    await studio.setSecret({ name: SERVER_KEY, value: ' canary-key ' });
    expect([await source(), arranged.settingsChanges]).toEqual(['session', 1]);
    expect(arranged.settings.sources().keys['https://api.groq.com']).toBe('canary-key');
    await studio.clearSecret(SERVER_KEY);
    expect([await source(), arranged.settingsChanges]).toEqual(['none', 2]);
    for (const request of [
      { name: 'other', value: 'x' },
      { name: 'openai-api-key', value: ' ' },
    ]) {
      await expect(studio.setSecret(request as never)).rejects.toMatchObject(data('invalid-input'));
    }
  });

  it('never leave: not in views, reports, the log, errors, events or files', async () => {
    const { studio, directory, events } = arranged;
    await studio.saveSettings(settings({ connections: [CLOUD] }));
    const names: SecretName[] = [
      ...SOLE_SECRETS,
      SERVER_KEY,
      'livekit-key:cloud',
      'livekit-secret:cloud',
    ];
    for (const [at, name] of names.entries()) {
      await studio.setSecret({ name, value: `canary-${at}-abcdefgh` });
    }
    const log =
      'before\n{"msg":"got canary-1-abcdefgh"}\n{"msg":"and sk-canary-environment"}\nafter\n';
    mkdirSync(join(directory, 'logs'));
    writeFileSync(join(directory, 'logs', 'duologue.log'), log);
    const errors = await Promise.allSettled([
      studio.setSecret({ name: 'openai-api-key', value: 'canary'.repeat(1000) }),
      studio.saveSettings({ canary: 1 } as never),
      studio.startConversation({ scenario: 'nobody' }),
    ]);
    const verdicts = [
      await studio.testConnection({ kind: 'remote', id: 'cloud', url: 'ws://127.0.0.1:9' }),
      await studio.testStage({ ...OPENAI, baseUrl: 'http://127.0.0.1:9/v1' }),
    ];
    const report = await studio.getReport();
    const shown = [await studio.getSettings(), await studio.doctor(), verdicts, report, events];
    expect(JSON.stringify([...shown, await studio.readLog()])).not.toMatch(/canary-|sk-canary/);
    expect(JSON.stringify(errors)).not.toContain('canarycanary');
    expect(report).toContain('openai-api-key: session');
    expect(report).toContain('1.2.3');
    expect(await studio.readLog()).toContain('after');
    for (const name of readdirSync(directory, { recursive: true }).map(String)) {
      if (!/\.(json|sqlite\S*)$/.test(name)) continue;
      expect(readFileSync(join(directory, name), 'latin1')).not.toContain('canary');
    }
  });
});

const OPENAI = { stage: 'llm', provider: 'openai' } as const;

describe('tests of a connection', () => {
  it('ask the embedded server that is in use', async () => {
    const { studio, engine } = arranged;
    expect(await studio.testConnection({ kind: 'local' })).toMatchObject({ ok: true });
    expect(engine.starts).toEqual(['livekit']);
    engine.failing.livekit = {
      code: 'livekit-server-missing',
      message: 'Gone.',
      remedy: 'Get it.',
    };
    expect(await studio.testConnection({ kind: 'local' })).toMatchObject({
      ...{ ok: false, note: 'Gone.', remedy: 'Get it.' },
    });
  });

  it('start one for the test when another is in use', async () => {
    const { studio, engine } = arranged;
    await studio.saveSettings(settings(IN_CLOUD));
    const verdict = await studio.testConnection({ kind: 'local' });
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining('cannot be used') });
    expect(engine.starts).toEqual([]);
  });

  it('say what is missing, what is no address and what is not there', async () => {
    const { studio } = arranged;
    const remote = (url?: string) =>
      studio.testConnection({ kind: 'remote', id: 'cloud', ...(url ? { url } : {}) });
    expect((await remote()).note).toContain('no connection called “cloud”');
    await studio.saveSettings(settings({ connections: [CLOUD] }));
    expect((await remote()).note).toContain('no API key');
    const environment = await studio.testConnection({ kind: 'remote', id: 'environment' });
    expect(environment.note).toContain('LIVEKIT_URL, LIVEKIT_API_KEY are not set');
    await studio.setSecret({ name: 'livekit-key:cloud', value: 'key' });
    await studio.setSecret({ name: 'livekit-secret:cloud', value: 'secret' });
    expect((await remote('nonsense')).note).toContain('url');
    expect(await remote(`ws://127.0.0.1:${await closedPort()}`)).toMatchObject({
      ok: false,
      note: expect.stringContaining('nothing listens there'),
    });
  });
});

describe('tests of a stage', () => {
  it('want an address of another server, and a key for OpenAI', async () => {
    const { studio } = arranged;
    expect(await studio.testStage({ stage: 'tts', provider: 'openai-compatible' })).toMatchObject({
      ok: false,
      note: expect.stringContaining('no address'),
    });
    const bare = await Arrangement.make();
    expect((await bare.studio.testStage(OPENAI)).note).toContain('no key');
    await bare.remove();
  });
});

it('data usage is told with what lies in the trash', async () => {
  const usage = await arranged.studio.getDataUsage();
  expect(usage.directory).toBe(arranged.library.directory);
  expect(usage.library).toBeGreaterThan(0);
  expect(usage.trash).toBe(0);
});
