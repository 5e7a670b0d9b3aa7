import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportProgress } from '../../src/contract/export-api.ts';
import { settingsSchema } from '../../src/contract/settings.ts';
import type { Check } from '../../src/contract/studio-api.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/*
 * A studio whose settings change while it is open: the next run uses them. The "remote" LiveKit is a second
 * embedded server.
 */

let fixture: StudioFixture;
let server: EmbeddedServer;
let remote: Connection;
beforeAll(async () => {
  server = await embeddedServer();
  [remote, fixture] = await Promise.all([server.start(), StudioFixture.open()]);
}, 60_000);
afterAll(async () => {
  await fixture.close();
  await server.stop();
}, 60_000);

const farAway = () => ({ id: 'far', name: 'Far', url: remote.url });
const settings = (more: object = {}) => settingsSchema.parse(more);
const stateOf = async (name: string): Promise<string | undefined> =>
  (await fixture.studio.getSystem()).find((part) => part.name === name)?.state;
const note = (checks: Check[], name: string): string | undefined =>
  checks.find((check) => check.name === name)?.note;

describe('a connection', () => {
  test('is tested: right, wrong secret, wrong address', async () => {
    const { studio } = fixture;
    await studio.saveSettings(settings({ connections: [farAway()] }));
    await studio.setSecret({ name: 'livekit-key:far', value: remote.apiKey });
    await studio.setSecret({ name: 'livekit-secret:far', value: remote.apiSecret });
    const right = await studio.testConnection({ kind: 'remote', id: 'far' });
    expect(right).toMatchObject({ ok: true, note: expect.stringContaining(remote.url) });
    await studio.setSecret({ name: 'livekit-secret:far', value: 'x'.repeat(40) });
    const secret = await studio.testConnection({ kind: 'remote', id: 'far' });
    const why = expect.stringContaining('the API secret is not the one');
    expect(secret).toMatchObject({ ok: false, note: why });
    const elsewhere = { kind: 'remote', id: 'far', url: 'ws://127.0.0.1:3' } as const;
    const address = await studio.testConnection(elsewhere);
    expect(address.ok).toBe(false);
    await studio.setSecret({ name: 'livekit-secret:far', value: remote.apiSecret });
  });

  test('that changes is used by the next run, there and back', { timeout: 180_000 }, async () => {
    const { studio } = fixture;
    const local = await fixture.run(fixtureRequest('tiny'));
    expect(local).toMatchObject({ status: 'completed', config: { connection: { kind: 'local' } } });

    const connection = { kind: 'remote', id: 'far' };
    await studio.saveSettings(settings({ connections: [farAway()], connection }));
    await expect.poll(() => stateOf('livekit')).toBe('idle');
    const far = await studio.startConversation(fixtureRequest('tiny'));
    await expect(studio.saveSettings(settings())).rejects.toMatchObject({
      data: { code: 'conflict' },
    });
    expect(await studio.waitForConversation(far.id)).toMatchObject({
      status: 'completed',
      config: { connection: { kind: 'remote', url: remote.url } },
    });
    // The embedded one was ended; it can be tested all the same.
    expect(await studio.testConnection({ kind: 'local' })).toMatchObject({ ok: true });

    await studio.saveSettings(settings());
    const checks = await studio.doctor();
    expect(note(checks, 'LiveKit')).toContain('livekit-server');
    expect(note(checks, 'agent workers')).toContain('registered');
  });
});

test('every stage of the rehearsal provider answers to its test', async () => {
  for (const stage of ['llm', 'tts', 'stt'] as const) {
    const verdict = await fixture.studio.testStage({ stage, provider: 'rehearsal' });
    expect(verdict).toMatchObject({ ok: true, note: expect.stringContaining('rehearsal-') });
  }
});

test('a real conversation is exported with its sound', async () => {
  const { studio, directory } = fixture;
  const { items } = await studio.listConversations({ limit: 1 });
  const ids = items.map(({ id }) => id);
  const ended = fixture.next(
    (event) => event.kind === 'export' && event.progress.state !== 'running',
  );
  const out = join(directory, 'out');
  await studio.startExport({
    selection: { kind: 'ids', ids },
    options: { texts: ['json', 'txt'], audio: {} },
    directory: out,
  });
  const { progress } = (await ended) as { progress: ExportProgress };
  expect(progress).toMatchObject({ state: 'done', done: 1 });
  expect(progress.files).toHaveLength(4);
  expect(progress.files.every((path) => existsSync(join(out, path)))).toBe(true);
  const wav = progress.files.find((path) => path.endsWith('.wav')) ?? '';
  const [kept] = (await studio.getConversation(ids[0] ?? '')).recordings;
  expect(readFileSync(join(out, wav))).toEqual(readFileSync(kept?.path ?? ''));
  const manifest = readFileSync(join(out, 'manifest.json'), 'utf8');
  expect(manifest).toContain(kept?.sha256);
});
