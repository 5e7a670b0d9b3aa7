import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../src/contract/conversation.ts';
import { SIDES, type PerSide, type Side } from '../../src/contract/side.ts';
import type { FromWorker } from '../../src/contract/worker-messages.ts';
import { identities, sideJob } from '../../src/main/conversations/side-job.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { stagesFor } from '../../src/main/providers/stages.ts';
import { rehearsalChild } from '../../src/main/workers/children.ts';
import { WorkerHost } from '../../src/main/workers/worker-host.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { fixtureCast } from '../support/fixture-cast.ts';

const log = pino({ level: 'silent' });
const SABOTAGED = path.join(import.meta.dirname, '../fixtures/children/sabotaged-worker.ts');

/** The part of a run that workers and rooms see: no recorder, no library. */
class Calls {
  private readonly messages: FromWorker[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly workers: PerSide<WorkerHost>;
  private readonly rooms: Rooms;
  private readonly config: ConversationConfig;

  constructor(workers: PerSide<WorkerHost>, rooms: Rooms, config: ConversationConfig) {
    this.workers = workers;
    this.rooms = rooms;
    this.config = config;
    for (const side of SIDES) {
      workers[side].on('message', (message) => {
        this.messages.push(message);
        for (const look of this.waiting) look();
      });
    }
  }

  /** In a room that is named like the conversation. */
  async dispatch(conversationId: string, rehearsalUrl: string): Promise<void> {
    await this.rooms.create(conversationId, { maxMinutes: 1 });
    for (const side of SIDES) {
      const instructions = `You are ${this.config.personas[side].name}.`;
      const { config } = this;
      const job = sideJob({ conversationId, config, side, instructions, rehearsalUrl });
      const { agentName } = this.workers[side];
      await this.rooms.dispatch(conversationId, agentName, JSON.stringify(job));
    }
  }

  async begin(conversationId: string): Promise<void> {
    await Promise.all(SIDES.map((side) => this.until(conversationId, side, 'linked')));
    for (const side of SIDES) this.workers[side].send({ kind: 'begin', conversationId });
  }

  of(conversationId: string, side: Side, kind: FromWorker['kind']): FromWorker[] {
    return this.messages.filter(
      (message) =>
        message.kind === kind &&
        'conversationId' in message &&
        message.conversationId === conversationId &&
        message.side === side,
    );
  }

  /** @param count so many of the kind */
  until(conversationId: string, side: Side, kind: FromWorker['kind'], count = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.of(conversationId, side, kind).length < count) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }
}

describe('an error that nobody catches, inside one conversation', () => {
  let server: EmbeddedServer;
  let rooms: Rooms;
  let calls: Calls;
  let workers: PerSide<WorkerHost>;
  const rehearsal = rehearsalChild({ log });
  let rehearsalUrl: string;
  const { scenario, personas } = fixtureCast('tiny');

  beforeAll(async () => {
    server = await embeddedServer();
    const connection = await server.start();
    rooms = new Rooms(connection, { owner: 'uncaught-test' });
    const common = { instanceId: 'uncaught-test', connection, keys: {}, log };
    workers = {
      a: new WorkerHost({ ...common, side: 'a', entry: SABOTAGED }),
      b: new WorkerHost({ ...common, side: 'b' }),
    };
    rehearsal.on('up', ({ port }) => (rehearsalUrl = `http://127.0.0.1:${port}/v1`));
    await Promise.all([rehearsal.start(), workers.a.start(), workers.b.start()]);
    await Promise.all(SIDES.map((side) => workers[side].registered()));
    const stages = (side: Side) =>
      stagesFor({ provider: 'rehearsal', persona: personas[side], side, env: {} });
    calls = new Calls(workers, rooms, {
      scenario,
      personas,
      stages: { a: stages('a'), b: stages('b') },
      seed: 7,
      limits: scenario.limits,
      connection: { kind: 'local' },
      appVersion: 'test',
    });
  });
  afterAll(async () => {
    await Promise.all([workers.a.stop(), workers.b.stop(), rehearsal.stop()]);
    await server.stop();
  });

  it('ends that one, and the others of the worker speak on to their goodbye', async () => {
    const sound = 'sound-conversation';
    const bombed = ['timer-bomb', 'emitter-bomb', 'promise-bomb'];
    const { pid } = workers.a.state();
    for (const conversationId of [sound, ...bombed]) {
      rehearsal.send({ kind: 'open', conversationId, scenario, personas, seed: 7 });
      await calls.dispatch(conversationId, rehearsalUrl);
    }
    await Promise.all([sound, ...bombed].map((id) => calls.begin(id)));
    await Promise.all([
      ...bombed.map((id) => calls.until(id, 'a', 'left')),
      calls.until(sound, 'a', 'hang-up'),
      // What the workers say passes each other.
      ...SIDES.map((side) => calls.until(sound, side, 'turn-ended', 2)),
    ]);

    for (const id of bombed) {
      expect(calls.of(id, 'a', 'fault')).toMatchObject([
        { fatal: true, error: { code: 'internal' } },
      ]);
      const present = async () => (await rooms.participants(id))?.map(({ identity }) => identity);
      await expect.poll(present).toEqual([identities(id).b]);
    }
    for (const side of SIDES) {
      expect(calls.of(sound, side, 'fault')).toEqual([]);
      expect(calls.of(sound, side, 'turn-ended')).toHaveLength(2);
    }
    // It is still the same process, and plays no conversation but the sound one.
    expect(workers.a.state()).toMatchObject({ pid, restarts: 0, registered: true });
    const { port } = workers.a.state();
    const facts: unknown = await (await fetch(`http://127.0.0.1:${port}/worker`)).json();
    expect(facts).toMatchObject({ registered: true, jobs: 1 });
  });
});
