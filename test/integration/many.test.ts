import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../src/main/livekit/server-binary.ts';
import { descendants, grownHandles, openHandles, until } from '../support/process-tree.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/**
 * A leak of one handle for each of ten conversations would be ten of a kind; connections that are kept
 * open for the next request come and go by one or two.
 */
const MANY_HANDLES = 5;
/** What closes in its own time has that long, ms: a name that nobody resolves is given up after 30 s. */
const CLOSING_MS = 35_000;

describe('one studio on a LiveKit of its own, many conversations', () => {
  const request = fixtureRequest('tiny');
  let server: EmbeddedServer;
  let rooms: Rooms;
  let fixture: StudioFixture;

  beforeAll(async () => {
    const { path: binary } = await findServerBinary({ env: process.env });
    server = new EmbeddedServer({ binary, log: pino({ level: 'silent' }) });
    const connection = await server.start();
    rooms = new Rooms(connection, { owner: 'many-test' });
    fixture = await StudioFixture.open({
      DUOLOGUE_CONNECTION: 'remote',
      LIVEKIT_URL: connection.url,
      LIVEKIT_API_KEY: connection.apiKey,
      LIVEKIT_API_SECRET: connection.apiSecret,
    });
  });
  afterAll(async () => {
    await fixture.close();
    await server.stop();
  });

  it('leaves no process, room or file handle behind after ten in a row', async () => {
    await fixture.run({ ...request, limits: { maxTurns: 2 } }); // everything warm
    const processes = descendants(process.pid);
    const handles = openHandles([process.pid, ...processes]);
    for (let seed = 0; seed < 10; seed++) {
      const { status, turns } = await fixture.run({ ...request, seed, limits: { maxTurns: 2 } });
      expect({ status, turns: turns.length }).toEqual({ status: 'completed', turns: 2 });
    }
    expect(await rooms.list()).toEqual([]);
    expect(descendants(process.pid)).toEqual(processes);
    if (handles) {
      const grown = (): string[] =>
        grownHandles(handles, openHandles([process.pid, ...processes]), MANY_HANDLES);
      const what = (): string => `handles closed again (${grown().join('; ')})`;
      await until(() => grown().length === 0, what, CLOSING_MS);
    } else {
      console.warn('NOT CHECKED: file handles (this system has no /proc)');
    }
  }, 200_000);

  it('holds four at once, each whole', async () => {
    const runs = [0, 1, 2, 3].map((seed) => fixture.run({ ...request, seed }));
    for (const conversation of await Promise.all(runs)) {
      expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
      expect(conversation.metrics?.heardWer).toBeLessThanOrEqual(0.05);
      expect(new Set(conversation.turns.map(({ side }) => side)).size).toBe(2);
    }
  }, 120_000);

  it('ends every process that it started', async () => {
    const mine = descendants(process.pid);
    const own = await StudioFixture.open();
    await own.run({ ...request, limits: { maxTurns: 1 } });
    const started = descendants(process.pid).filter((pid) => !mine.includes(pid));
    expect(started.length).toBeGreaterThanOrEqual(5);
    await own.close();
    await until(
      () => descendants(process.pid).every((pid) => !started.includes(pid)),
      'all children gone',
      30_000,
    );
  }, 120_000);
});
