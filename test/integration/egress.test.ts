import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import type { SetSecret } from '../../src/contract/secrets.ts';
import { ENVIRONMENT_CONNECTION, settingsSchema } from '../../src/contract/settings.ts';
import type { StudioEvent } from '../../src/contract/studio-events.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { EgressCalls } from '../../src/main/livekit/egress/client.ts';
import { requestFailure } from '../../src/main/livekit/egress/failure.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { FakeEgress, SAID } from '../support/fake-egress.ts';
import { LivekitProxy } from '../support/livekit-proxy.ts';
import { descendants } from '../support/process-tree.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';
import { FILE, order } from '../unit/livekit/egress/samples.ts';

/*
 * Egress against the real livekit-server, which has no egress service here, and against one that gets
 * one by a proxy: whatever becomes of it, the conversation and its local recording are there.
 */

const noticesOf = (events: StudioEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'notice' ? [event.error.message] : []));

/** A whole conversation of its own, with its sound. */
function expectKept(fixture: StudioFixture, conversation: Conversation): void {
  expect(conversation).toMatchObject({ status: 'completed', error: null });
  expect(conversation.turns.length).toBeGreaterThan(1);
  const { channels, sampleRate } = fixture.sound(conversation);
  const soundMs = ((channels[0]?.length ?? 0) / sampleRate) * 1000;
  expect(soundMs).toBeGreaterThan((conversation.turns.at(-1)?.endMs ?? 0) - 200);
}

describe('the real livekit-server without an egress service', () => {
  let server: EmbeddedServer;
  let connection: Connection;
  beforeAll(async () => {
    server = await embeddedServer();
    connection = { ...(await server.start()), kind: 'remote' };
  });
  afterAll(() => server.stop());

  it('says so in words that we know, to a look at once', async () => {
    const about = { connection, keys: {}, storage: 'file' } as const;
    const calls = new EgressCalls(connection);
    const looked = await calls.look().catch((thrown: unknown) => requestFailure(thrown, about));
    expect(looked).toMatchObject({ message: expect.stringContaining('without Redis') });
    const got = await calls.get('EG_1').catch((thrown: unknown) => requestFailure(thrown, about));
    expect(got).toMatchObject({ message: expect.stringContaining('without Redis') });
  });

  it('says so to a start only when it has waited: longer than the SDK would', async () => {
    const about = { connection, keys: {}, storage: 'file' } as const;
    const rooms = new Rooms(connection, { owner: 'test' });
    await rooms.create('duologue-c1', { maxMinutes: 1 });
    const calls = new EgressCalls(connection);
    const began = performance.now();
    const error = await calls.start(order(FILE)).then(
      () => undefined,
      (thrown: unknown) => requestFailure(thrown, about),
    );
    expect(error).toMatchObject({ message: expect.stringContaining('No egress service') });
    expect(performance.now() - began).toBeGreaterThan(10_000);
    await rooms.remove('duologue-c1');
  });

  it('refuses a room that is not there, and no composite is tried', async () => {
    const about = { connection, keys: {}, storage: 'file' } as const;
    const calls = new EgressCalls(connection);
    const error = await calls
      .start({ ...order(FILE), room: 'duologue-none' })
      .catch((thrown: unknown) => requestFailure(thrown, about));
    expect(error).toMatchObject({ message: expect.stringContaining('room was gone') });
  });
});

describe('a conversation on the embedded server with egress switched on', () => {
  let fixture: StudioFixture;
  beforeAll(async () => {
    fixture = await StudioFixture.open();
    const egress = { kind: 'file', directory: '/out' };
    await fixture.studio.saveSettings(settingsSchema.parse({ egress }));
  });
  afterAll(() => fixture.close());

  it('is whole; egress failed with the reason, and was told of once', async () => {
    const conversation = await fixture.run(fixtureRequest('tiny'));
    expectKept(fixture, conversation);
    expect(conversation.egress).toMatchObject({
      ...{ id: null, state: 'failed', storage: 'file', request: 'routes', files: [] },
      error: {
        message: 'The LiveKit server on this computer has no egress service.',
        remedy: expect.stringContaining('remote LiveKit'),
      },
    });
    expect(noticesOf(fixture.events)).toEqual([conversation.egress?.error?.message]);
    const stored = await fixture.studio.getConversation(conversation.id);
    expect(stored.egress).toEqual(conversation.egress);
  });

  it('is told by the test button and by the doctor', async () => {
    const verdict = await fixture.studio.testEgress();
    expect(verdict).toMatchObject({
      ok: false,
      note: expect.stringContaining('no egress service'),
    });
    const line = (await fixture.studio.doctor()).find(({ name }) => name === 'egress');
    expect(line).toMatchObject({ verdict: 'attention', note: verdict.note });
  });
});

describe('a LiveKit with an egress service', () => {
  let server: EmbeddedServer;
  let keys: Connection;
  let fake: FakeEgress;
  let proxy: LivekitProxy;
  let fixture: StudioFixture;
  beforeAll(async () => {
    server = await embeddedServer();
    keys = await server.start();
  });
  afterAll(() => server.stop());
  afterEach(async () => {
    await fixture.close();
    await proxy.close();
    await fake.close();
  });

  async function open(egress: object, secrets: readonly SetSecret[] = []) {
    fake = await FakeEgress.open(keys);
    proxy = await LivekitProxy.open({ livekit: keys.url, egress: fake.connection.url });
    fixture = await StudioFixture.open({
      LIVEKIT_URL: proxy.url,
      LIVEKIT_API_KEY: keys.apiKey,
      LIVEKIT_API_SECRET: keys.apiSecret,
    });
    const connection = { kind: 'remote', id: ENVIRONMENT_CONNECTION };
    await fixture.studio.saveSettings(settingsSchema.parse({ connection, egress }));
    for (const secret of secrets) await fixture.studio.setSecret(secret);
  }

  const egressOf = async (id: string) => (await fixture.studio.getConversation(id)).egress;

  it('records both sides, and its file is known a little after the run', async () => {
    await open({ kind: 'file', directory: '/out' });
    fake.script = [SAID.active];
    fake.afterStop = [SAID.ending, SAID.ending];
    const conversation = await fixture.run(fixtureRequest('tiny'));
    expectKept(fixture, conversation);
    const { id } = conversation;
    expect(fake.problems).toEqual([]);
    expect(fake.routes[0]?.toJson()).toMatchObject({
      roomName: `duologue-${id}`,
      media: {
        audio: {
          routes: [
            { participantIdentity: `${id}-a`, channel: 'AUDIO_CHANNEL_LEFT' },
            { participantIdentity: `${id}-b`, channel: 'AUDIO_CHANNEL_RIGHT' },
          ],
        },
      },
      outputs: [{ file: { filepath: `/out/${id}.ogg` } }],
    });
    const { methods } = proxy;
    expect(methods.indexOf('StopEgress')).toBeLessThan(methods.lastIndexOf('DeleteRoom'));
    expect(conversation.egress?.state).toMatch(/active|ending/);

    const changed = fixture.next((event) => event.kind === 'changed' && event.ids.includes(id));
    const file = { location: `/out/${id}.ogg`, size: 7000n, duration: 9_000_000_000n };
    fake.script = [{ ...SAID.complete, fileResults: [file] }];
    await changed;
    await expect
      .poll(() => egressOf(id), { timeout: 60_000 })
      .toMatchObject({
        ...{ id: 'EG_1', state: 'complete', request: 'routes', error: null },
        files: [{ location: `/out/${id}.ogg`, bytes: 7000, durationMs: 9000 }],
      });
    expect(noticesOf(fixture.events)).toEqual([]);
  });

  it('that never answers is in nobody’s way', async () => {
    await open({ kind: 'file', directory: '/out' });
    const hang = { kind: 'hang' } as const;
    fake.misbehave = { ListEgress: hang, StartEgress: hang, StopEgress: hang };
    // Over before the first question is given up, after 10 s, and the order for it after 24 s more.
    const request = { ...fixtureRequest('tiny'), limits: { maxTurns: 2 } };
    const conversation = await fixture.run(request);
    expectKept(fixture, conversation);
    expect(fake.calls).toContain('ListEgress');
    expect(conversation.egress).toMatchObject({ id: null, state: 'starting', error: null });
    expect(noticesOf(fixture.events)).toEqual([]);
  });

  it('that fails leaves the conversation whole, and no key anywhere', async () => {
    const canary = 'canary-9f8e7d6c5b4a';
    await open({ kind: 's3', bucket: 'calls' }, [
      { name: 'egress-s3-access-key', value: `${canary}-access` },
      { name: 'egress-s3-secret', value: `${canary}-secret` },
    ]);
    fake.script = [{ ...SAID.failed, error: `S3 upload failed: ${canary}-access is unknown` }];
    const { id } = await fixture.studio.startConversation(fixtureRequest('tiny'));
    await expect.poll(async () => (await egressOf(id))?.state, { timeout: 100_000 }).toBe('failed');
    // All at once: one that has ended meanwhile is left out, and is no error.
    const pids = descendants(process.pid).join(',');
    const commands = execFileSync('ps', ['eww', '-o', 'args=', '-p', pids], { encoding: 'utf8' });
    const conversation = await fixture.studio.waitForConversation(id);
    expectKept(fixture, conversation);
    expect(fake.routes[0]?.storage?.provider.value).toMatchObject({ secret: `${canary}-secret` });
    expect(conversation.egress?.error?.message).toContain('[removed] is unknown');
    const files = readdirSync(fixture.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.wav'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const settings = await fixture.studio.getSettings();
    const report = await fixture.studio.getReport();
    const told = JSON.stringify([commands, files, settings, report, fixture.events, conversation]);
    expect(told).not.toContain(canary);
    expect(commands.trim().split('\n').length).toBeGreaterThan(2);
  });
});
