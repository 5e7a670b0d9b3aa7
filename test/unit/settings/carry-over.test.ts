import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Cipher } from '../../../src/main/settings/cipher.ts';
import { openFileSecrets } from '../../../src/main/settings/file-secrets.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';

/* What an earlier version wrote, when there was one LiveKit and one other server. */

const plain: Cipher = {
  level: 'keychain',
  note: 'Kept by a fake.',
  protect: async (text) => Buffer.from(text),
  reveal: async (bytes) => bytes.toString(),
};
const locked: Cipher = {
  ...plain,
  reveal: async () => {
    throw new Error('locked');
  },
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-carry-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

function keep(settings: object | undefined, secrets: Record<string, string>): void {
  if (settings) writeFileSync(join(directory, 'settings.json'), JSON.stringify(settings));
  const stored = Object.entries(secrets).map(([name, value]) => [name, base64(value)]);
  const text = JSON.stringify({ version: 1, secrets: Object.fromEntries(stored) });
  writeFileSync(join(directory, 'secrets.json'), text);
}

async function open(
  env: NodeJS.ProcessEnv = {},
  cipher = plain,
  fromFile: string[] = [],
): Promise<SettingsService> {
  const secrets = await openFileSecrets({ path: join(directory, 'secrets.json'), cipher });
  const service = new SettingsService({ directory, env, fromFile, secrets });
  await service.carryOver();
  return service;
}

const storedNames = (): string[] => {
  const file = JSON.parse(readFileSync(join(directory, 'secrets.json'), 'utf8')) as {
    secrets: Record<string, string>;
  };
  return Object.keys(file.secrets).toSorted();
};

const LIVEKIT = { 'livekit-api-key': 'key', 'livekit-api-secret': 'secret' };
const URL_OF_OLD = 'wss://old.example';
const TARGET = { kind: 'remote', url: URL_OF_OLD, apiKey: 'key', apiSecret: 'secret' };
const OLD = { connection: { kind: 'remote', url: URL_OF_OLD }, trashDays: 7 };

it('the one LiveKit becomes a named connection with its keys, once', async () => {
  keep(OLD, LIVEKIT);
  const service = await open();
  expect(service.notices).toEqual([]);
  expect(service.connections.target()).toEqual(TARGET);
  expect(service.settings).toMatchObject({
    connections: [{ id: 'livekit', name: 'LiveKit', url: URL_OF_OLD }],
    trashDays: 7,
  });
  expect(storedNames()).toEqual(['livekit-key:livekit', 'livekit-secret:livekit']);
  await service.setSecret({ name: 'livekit-secret:livekit', value: 'newer' });
  await service.save(service.settings);
  expect((await open()).connections.target()).toEqual({ ...TARGET, apiSecret: 'newer' });
});

it('keys that were set for the address of the environment get a connection of that address', async () => {
  keep({ connection: { kind: 'remote' } }, LIVEKIT);
  const service = await open({ LIVEKIT_URL: URL_OF_OLD });
  expect(service.connections.target()).toEqual(TARGET);
  expect((await open()).connections.target()).toEqual(TARGET);
});

it('an address without keys of its own goes on with those of the environment', async () => {
  keep(OLD, {});
  const env = { LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' };
  expect((await open(env)).connections.target()).toEqual(TARGET);
});

it('the key of other servers is given to each that was set, and to no other', async () => {
  const llm = { baseUrl: 'http://localhost:11434/v1' };
  const tts = { baseUrl: 'https://voices.example/v1' };
  keep(
    { compatible: { llm, stt: llm, tts } },
    { 'compatible-api-key': 'k', 'openai-api-key': 'sk' },
  );
  const service = await open();
  const keys = { openai: 'sk', 'http://localhost:11434': 'k', 'https://voices.example': 'k' };
  expect(service.sources().keys).toEqual(keys);
  expect(storedNames()).not.toContain('compatible-api-key');
});

it('the key of other servers, where none was set, is for the one of the shell, not of a file', async () => {
  const env = { OPENAI_BASE_URL: 'http://localhost:8000/v1' };
  keep(undefined, { 'compatible-api-key': 'k' });
  expect((await open(env, plain, ['OPENAI_BASE_URL'])).sources().keys).toEqual({});
  expect(storedNames()).toEqual(['compatible-api-key']);
  expect((await open(env)).sources().keys).toEqual({ 'http://localhost:8000': 'k' });
});

it('without an owner, old keys stay where they are and are used for nothing', async () => {
  keep(undefined, { ...LIVEKIT, 'compatible-api-key': 'k' });
  const service = await open();
  expect(service.sources().keys).toEqual({});
  expect(service.settings.connections).toEqual([]);
  expect(storedNames()).toEqual(['compatible-api-key', ...Object.keys(LIVEKIT)]);
});

it('a locked keychain loses nothing', async () => {
  keep(OLD, LIVEKIT);
  const before = await open({}, locked);
  expect(before.notices).toHaveLength(1);
  expect(storedNames()).toEqual(['livekit-key:livekit', 'livekit-secret:livekit']);
  expect((await open()).connections.target()).toEqual(TARGET);
});
