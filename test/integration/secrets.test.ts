import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { settingsSchema } from '../../src/contract/settings.ts';
import type { StudioApi } from '../../src/contract/studio-api.ts';
import { createLog } from '../../src/main/log.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import type { Cipher } from '../../src/main/settings/cipher.ts';
import { openFileSecrets } from '../../src/main/settings/file-secrets.ts';
import { createStudio } from '../../src/main/studio.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { descendants } from '../support/process-tree.ts';
import { fixtureRequest } from '../support/studio-fixture.ts';

/*
 * Keys of every kind, entered as in the window and used by a whole conversation over a LiveKit of the user's and a
 * server of their own: they work, and stand nowhere.
 */

const OPENAI = 'sk-canary-of-openai-0123';
const SERVER = 'canary-of-the-server-0123';
const STORAGE = 'canary-of-the-storage-0123';

const cipher: Cipher = {
  level: 'keychain',
  note: 'Turned over by a fake.',
  protect: async (text) => Buffer.from(text).map((byte) => byte ^ 0xff) as Buffer,
  reveal: async (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString(),
};

let directory: string;
let server: EmbeddedServer;
let remote: Connection;
let fake: FakeOpenAi;
let studio: StudioApi;
let conversation: Conversation;
/** Command lines and environments of all children while the conversation ran. */
const processes: string[] = [];
/** Every message to a page. */
const events: string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-secrets-'));
  server = await embeddedServer();
  [remote, fake] = await Promise.all([server.start(), FakeOpenAi.start({ keys: [SERVER] })]);
  const { PATH, HOME, LIVEKIT_SERVER, XDG_CACHE_HOME } = process.env;
  studio = await createStudio({
    dataDirectory: directory,
    env: { PATH, HOME, LIVEKIT_SERVER, XDG_CACHE_HOME },
    envDirectory: directory,
    hostKind: 'electron',
    secrets: await openFileSecrets({ path: join(directory, 'secrets.json'), cipher }),
    log: createLog({ directory, level: 'trace' }),
  });
  studio.subscribe((event) => events.push(JSON.stringify(event)));
  await enterKeys();
  const { id } = await studio.startConversation({
    ...fixtureRequest('tiny'),
    provider: 'openai-compatible',
    limits: { maxTurns: 3 },
  });
  const watch = setInterval(() => processes.push(...descendants(process.pid).flatMap(told)), 200);
  conversation = await studio.waitForConversation(id);
  clearInterval(watch);
}, 180_000);
afterAll(async () => {
  await studio.close();
  await Promise.all([server.stop(), fake.close()]);
  rmSync(directory, { recursive: true, force: true });
}, 60_000);

async function enterKeys(): Promise<void> {
  const { baseUrl } = fake;
  const stage = { baseUrl };
  await studio.saveSettings(
    settingsSchema.parse({
      connections: [{ id: 'far', name: 'Far', url: remote.url }],
      connection: { kind: 'remote', id: 'far' },
      compatible: { llm: stage, stt: stage, tts: stage },
    }),
  );
  await studio.setSecret({ name: 'livekit-key:far', value: remote.apiKey });
  await studio.setSecret({ name: 'livekit-secret:far', value: remote.apiSecret });
  await studio.setSecret({ name: `server-key:${new URL(baseUrl).origin}`, value: SERVER });
  await studio.setSecret({ name: 'openai-api-key', value: OPENAI });
  await studio.setSecret({ name: 'egress-s3-secret', value: STORAGE });
}

/** What every user of a machine, or a crash report, could read of a process. */
function told(pid: number): string[] {
  return ['cmdline', 'environ'].flatMap((name) => {
    try {
      return [readFileSync(`/proc/${pid}/${name}`, 'latin1')];
    } catch {
      return []; // it has ended meanwhile, or there is no /proc here
    }
  });
}

/** The embedded server of this test has its keys in its own environment, as is meant; nobody else may. */
const isOfTheTest = (text: string): boolean => text.includes('LIVEKIT_CONFIG=');

const canaries = (): string[] => [remote.apiSecret, SERVER, OPENAI, STORAGE];

function expectNone(places: readonly string[]): void {
  for (const canary of canaries()) {
    expect(places.findIndex((place) => place.includes(canary))).toBe(-1);
  }
}

describe('keys that were entered', () => {
  it('are used: by the LiveKit and the server that they are for, and OpenAI is not asked', () => {
    expect(conversation).toMatchObject({
      ...{ status: 'completed', error: null },
      config: { connection: { kind: 'remote', url: remote.url } },
    });
    const shown = fake.requests.map(({ headers }) => headers['authorization']);
    expect(new Set(shown)).toEqual(new Set([`Bearer ${SERVER}`]));
  });

  it('stand in no file of the data directory: database, log, recordings, settings', async () => {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const names = files.map((file) => file.slice(directory.length + 1));
    expect(names).toEqual(
      expect.arrayContaining(['library.sqlite', 'secrets.json', join('logs', 'duologue.log')]),
    );
    expectNone(files.map((file) => readFileSync(file, 'latin1')));
  });

  it.runIf(process.platform === 'linux')('stand in no argv and no environment of a child', () => {
    const others = processes.filter((text) => !isOfTheTest(text));
    expect(others.some((text) => text.includes('worker'))).toBe(true);
    expectNone(others);
  });

  it('stand in nothing that a page gets: settings, events, log, report, conversation', async () => {
    expect(events.length).toBeGreaterThan(10);
    const answers = [
      await studio.getSettings(),
      await studio.readLog(),
      await studio.getReport(),
      await studio.getConversation(conversation.id),
      await studio.listEvents(conversation.id),
      await studio.testConnection({ kind: 'remote', id: 'far' }),
    ];
    expectNone([...events, ...answers.map((answer) => JSON.stringify(answer))]);
  });

  it('stand in no export', async () => {
    const out = join(directory, 'out');
    const ended = new Promise<void>((resolve) =>
      studio.subscribe((event) => {
        if (event.kind === 'export' && event.progress.state !== 'running') resolve();
      }),
    );
    await studio.startExport({
      selection: { kind: 'ids', ids: [conversation.id] },
      options: { texts: ['json', 'md', 'csv'], audio: {} },
      directory: out,
    });
    await ended;
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(3);
    expectNone(files.map((file) => readFileSync(file, 'latin1')));
  });

  it('that are wrong are refused without being repeated', async () => {
    await studio.setSecret({ name: 'livekit-secret:far', value: `${remote.apiSecret}-canary` });
    const verdict = await studio.testConnection({ kind: 'remote', id: 'far' });
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining('API secret') });
    expectNone([JSON.stringify(verdict), await studio.readLog()]);
    const spoiled = `${SERVER}\n${SERVER}`;
    const refused: unknown = await studio
      .setSecret({ name: 'openai-api-key', value: spoiled })
      .catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ data: { code: 'invalid-input' } });
    expectNone([JSON.stringify(refused), String(refused)]);
  });
});
