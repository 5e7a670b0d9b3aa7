import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Egress } from '../../../../src/contract/egress.ts';
import type { EgressSettings } from '../../../../src/contract/egress-settings.ts';
import type { ErrorData } from '../../../../src/contract/errors.ts';
import type { StudioEvent } from '../../../../src/contract/studio-events.ts';
import {
  EgressPart,
  type EgressPartOptions,
} from '../../../../src/main/engine/egress/egress-part.ts';
import { EgressCalls } from '../../../../src/main/livekit/egress/client.ts';
import type { Library } from '../../../../src/main/library/index.ts';
import { memoryLog } from '../../../fixtures/children/support.ts';
import { FakeEgress, REFUSALS, SAID, type Said } from '../../../support/fake-egress.ts';
import { conversation, openTemporary } from '../../library/helpers.ts';
import { FILE, KEYS, S3 } from '../../livekit/egress/samples.ts';
import { HastyClock } from './hasty-clock.ts';

const COMPLETE: Said = {
  ...SAID.complete,
  fileResults: [{ location: '/out/c1.ogg', size: 5000n }],
};

let fake: FakeEgress;
let library: Library;
let clock: HastyClock;
let events: StudioEvent[];
let notices: ErrorData[];
let settings: EgressSettings;
let log: ReturnType<typeof memoryLog>;
beforeEach(async () => {
  fake = await FakeEgress.open();
  library = openTemporary();
  clock = new HastyClock();
  log = memoryLog();
  [events, notices, settings] = [[], [], FILE];
  library.conversations.insert(conversation({ id: 'c1' }));
});
afterEach(async () => {
  await fake.close();
});

function part(options: Partial<EgressPartOptions> = {}): EgressPart {
  return new EgressPart({
    sources: () => ({ settings, keys: KEYS }),
    connection: () => fake.connection,
    bringUp: async () => undefined,
    target: () => ({ ...fake.connection, kind: 'remote' }),
    push: (event) => void events.push(event),
    callsTo: (connection) => new EgressCalls(connection, { startS: 5, callS: 5 }),
    ...{ library, clock, log: log.log },
    ...options,
  });
}

const begin = (egresses: EgressPart, conversationId = 'c1'): void =>
  egresses.begin({
    conversationId,
    room: `duologue-${conversationId}`,
    identities: { a: `${conversationId}-a`, b: `${conversationId}-b` },
    notice: (error) => void notices.push(error),
  });
const stored = (): Egress | null => library.egresses.get('c1');
const state = (): string | undefined => stored()?.state;

describe('a conversation with egress', () => {
  it('has it stored to its end, and told with every change', async () => {
    fake.script = [SAID.active];
    fake.afterStop = [SAID.ending, COMPLETE];
    const egresses = part();
    begin(egresses);
    expect(state()).toBe('starting');
    await expect.poll(state).toBe('active');
    await egresses.end('c1');
    await expect.poll(state).toBe('complete');
    expect(library.conversations.get('c1').egress).toEqual(stored());
    expect(events.length).toBeGreaterThan(2);
    expect(events).toContainEqual({ kind: 'changed', what: 'conversations', ids: ['c1'] });
    expect(library.egresses.open()).toEqual([]);
  });

  it('asks for nothing when it is off, or another has it', async () => {
    settings = { kind: 'off' };
    const egresses = part();
    expect(egresses.isOn).toBe(false);
    begin(egresses);
    await egresses.end('c1');
    await egresses.end('unknown');
    expect(stored()).toBeNull();
    expect(fake.calls).toEqual([]);
  });

  it('keeps its keys for the request alone', async () => {
    settings = S3;
    fake.script = [
      { ...SAID.failed, error: `S3 upload failed: no such key ${KEYS['egress-s3-secret']}` },
    ];
    begin(part());
    await expect.poll(state).toBe('failed');
    expect(fake.routes[0]?.toJsonString()).toContain('canary-s3-secret');
    const database = ['library.sqlite', 'library.sqlite-wal'].map((name) =>
      readFileSync(join(library.directory, name), 'latin1'),
    );
    const told = JSON.stringify([stored(), notices, events, log.lines, database]);
    expect(told).not.toContain('canary');
    expect(told).toContain('could not be stored');
  });

  it('is no trouble when the conversation is deleted meanwhile', async () => {
    fake.script = [SAID.active];
    const egresses = part();
    begin(egresses);
    await expect.poll(state).toBe('active');
    library.conversations.delete('c1');
    await egresses.end('c1');
    await egresses.close();
    expect(notices).toEqual([]);
    expect(library.egresses.get('c1')).toBeNull();
  });
});

describe('closing', () => {
  it('waits a moment for what is about to be over', async () => {
    fake.script = [SAID.active];
    fake.afterStop = [SAID.ending, COMPLETE];
    const egresses = part();
    begin(egresses);
    await expect.poll(state).toBe('active');
    void egresses.end('c1');
    clock.holdFromMs = 2000; // its patience has no end here
    const closing = egresses.close();
    clock.holdFromMs = Number.POSITIVE_INFINITY;
    await closing;
    expect(state()).toBe('complete');
  });

  it('leaves open what takes longer, and what never was answered', async () => {
    const never = Promise.withResolvers<void>();
    fake.misbehave.StartEgress = { kind: 'wait', until: never.promise };
    const egresses = part();
    begin(egresses);
    await expect.poll(() => fake.calls).toContain('StartEgress');
    await egresses.end('c1');
    await egresses.close();
    expect(library.egresses.open()).toEqual(['c1']);
    begin(egresses);
    never.resolve();
    expect(fake.calls).toEqual(['ListEgress', 'StartEgress']);
  });
});

describe('what an earlier Duologue left open', () => {
  const left = (values: Partial<Egress> = {}, url = fake.connection.url): void => {
    const config = { ...conversation().config, connection: { kind: 'remote' as const, url } };
    library.conversations.insert(conversation({ id: 'c2', status: 'completed', config }));
    library.egresses.save('c2', {
      ...{ id: 'EG_1', request: 'routes', storage: 'file', state: 'active', files: [] },
      ...{ error: null, startedAt: null, endedAt: null },
      ...values,
    });
  };
  const word = (): Egress | null => library.egresses.get('c2');

  it('is asked for once, and closed with what LiveKit says', async () => {
    left();
    fake.script = [COMPLETE];
    await part().takeUp();
    expect(word()).toMatchObject({ state: 'complete', files: [{ location: '/out/c1.ogg' }] });
    expect(fake.calls).toEqual(['ListEgress']);
    expect(events).toContainEqual({ kind: 'changed', what: 'conversations', ids: ['c2'] });
  });

  it('is found by its room when its id never came', async () => {
    left({ id: null, state: 'starting' });
    fake.script = [COMPLETE];
    await part().takeUp();
    expect(word()).toMatchObject({ id: 'EG_1', state: 'complete' });
  });

  it('is stopped and followed when it still runs', async () => {
    left();
    fake.script = [SAID.active];
    fake.afterStop = [COMPLETE];
    await part().takeUp();
    await expect.poll(() => word()?.state).toBe('complete');
    expect(fake.stopped).toEqual(['EG_1']);
  });

  it('failed when LiveKit forgot it, does not answer, or is another one by now', async () => {
    left();
    await part().takeUp();
    expect(word()?.error?.message).toContain('no longer knows');

    library.conversations.delete('c2');
    left();
    fake.misbehave.ListEgress = REFUSALS.noRedis;
    await part().takeUp();
    expect(word()).toMatchObject({ state: 'failed', error: { remedy: expect.any(String) } });

    library.conversations.delete('c2');
    left({}, 'wss://elsewhere.example.com');
    const before = fake.calls.length;
    await part().takeUp();
    expect(word()?.error?.message).toContain('another LiveKit');
    expect(fake.calls).toHaveLength(before);
  });

  it('failed when it was of an embedded server', async () => {
    library.egresses.save('c1', {
      ...{ id: null, request: 'routes', storage: 'file', state: 'starting', files: [] },
      ...{ error: null, startedAt: null, endedAt: null },
    });
    await part().takeUp();
    expect(stored()?.error?.message).toContain('its LiveKit server with it');
    expect(fake.calls).toEqual([]);
  });
});

describe('the test button', () => {
  it('says what can be known, and what only a conversation shows', async () => {
    expect(await part().test()).toMatchObject({
      ok: true,
      note: expect.stringContaining('first conversation'),
    });
    expect(fake.calls).toEqual(['ListEgress']);
  });

  it('tells settings, Redis and permission apart', async () => {
    settings = S3;
    const keyless = part({ sources: () => ({ settings, keys: {} }) });
    expect(await keyless.test()).toMatchObject({ ok: false, note: expect.stringContaining('key') });
    expect(fake.calls).toEqual([]);

    fake.misbehave.ListEgress = REFUSALS.noRedis;
    expect(await part().test()).toMatchObject({
      ...{ ok: false, note: expect.stringContaining('Redis'), remedy: expect.any(String) },
    });
    fake.misbehave.ListEgress = { kind: 'refuse', status: 401, code: 'unauthenticated', msg: 'no' };
    expect(await part().test()).toMatchObject({ ok: false, note: expect.stringContaining('key') });

    settings = { kind: 'off' };
    expect(await part().test()).toMatchObject({ ok: false, note: 'Egress is off.' });
  });
});
