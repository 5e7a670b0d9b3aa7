import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/contract/conversation.ts';
import { CLOSE_MS, RunService } from '../../../src/main/conversations/run-service.ts';
import { FakeEngine, FakeLibrary, FakeRecordings, Pushes, silentLog } from './fakes.ts';
import { config } from './samples.ts';

describe('the run service', () => {
  let engine: FakeEngine;
  let library: FakeLibrary;
  let pushes: Pushes;
  let service: RunService;

  beforeEach(() => {
    engine = new FakeEngine();
    library = new FakeLibrary();
    pushes = new Pushes();
    service = new RunService({
      engine,
      library,
      recordings: new FakeRecordings(),
      clock: engine.clock,
      log: silentLog,
      push: pushes.push,
      instructions: () => 'instructions',
    });
  });

  it('writes the row before it returns the id, and starts nothing when it can not', () => {
    library.failing.create = { code: 'disk-full', message: 'Full.' };
    expect(() => service.start(config())).toThrow('Full.');
    expect(engine.starts).toEqual([]);
    library.failing = {};
    const id = service.start(config());
    expect(service.isRunning(id)).toBe(true);
    expect(engine.starts).toEqual([]);
  });

  it('stops a run, resolves when it is stored, and hands out stored ones after that', async () => {
    const id = service.start(config());
    await engine.clock.advance(0);
    const [stopped, waited] = await Promise.all([service.stop(id), service.wait(id)]);
    expect(stopped).toMatchObject({ id, status: 'stopped' });
    expect(waited).toEqual(stopped);
    expect(service.isRunning(id)).toBe(false);
    expect(await service.wait(id)).toMatchObject({ id });
    expect(await service.stop(id)).toMatchObject({ id, status: 'stopped' });
  });

  it('runs several at once, each with its own id', async () => {
    const ids = [service.start(config()), service.start(config()), service.start(config())];
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => service.isRunning(id))).toBe(true);
    await engine.clock.advance(5000);
    const created = engine.livekitPart.calls.filter((call) => call.startsWith('create'));
    expect(created).toHaveLength(3);
  });

  it('finalises all runs when it closes, in any state, and takes no more', async () => {
    service.start(config());
    await engine.clock.advance(0);
    const early = service.start(config());
    const closing = service.close();
    await engine.clock.advance(CLOSE_MS - 1);
    await closing;
    expect(service.isRunning(early)).toBe(false);
    expect(pushes.of('ended').map(({ message }) => message)).toEqual([
      'Stopped because Duologue was closed.',
      'Stopped because Duologue was closed.',
    ]);
    expect(() => service.start(config())).toThrow('Duologue is closing.');
  });

  it('lets one listen in while there is a room, each listener under another name', async () => {
    const id = service.start(config());
    await expect(service.monitorTicket(id)).rejects.toThrow('nothing to listen to yet');
    await engine.clock.advance(0);
    const [one, other] = [await service.monitorTicket(id), await service.monitorTicket(id)];
    expect(one).toMatchObject({
      url: 'ws://127.0.0.1:1',
      identities: { a: `${id}-a`, b: `${id}-b` },
    });
    expect(one.token).toContain(`of duologue-${id}`);
    expect(one.token).not.toBe(other.token);
    await service.stop(id);
    await expect(service.monitorTicket(id)).rejects.toThrow('The call is over.');
  });

  it('gives no ticket for a room that closes while it is made', async () => {
    const id = service.start(config());
    await engine.clock.advance(0);
    engine.livekitPart.monitorToken = async () => {
      await service.stop(id);
      return 'late';
    };
    await expect(service.monitorTicket(id)).rejects.toThrow('The call is over.');
  });

  it('lets one finish that is over already, and does not know others', async () => {
    const id = service.start(config());
    await engine.clock.advance(0);
    await service.stop(id);
    service.letFinish(id);
    library.get = () => {
      throw new Error('not found');
    };
    expect(() => service.letFinish('nobody')).toThrow('not found');
    await expect(service.monitorTicket('nobody')).rejects.toThrow('not found');
  });

  it('closes within its time, whatever hangs', async () => {
    engine.workerParts.a.deaf.leave = true;
    engine.recorderPart.deaf.finish = true;
    engine.livekitPart.removeRoom = () => new Promise(() => {});
    const id = service.start(config());
    await engine.clock.advance(0);
    let ended: Conversation | undefined;
    void service.wait(id).then((conversation) => (ended = conversation));
    const closing = service.close();
    await engine.clock.advance(CLOSE_MS);
    await closing;
    expect(ended).toMatchObject({ status: 'stopped', recordings: [{ kind: 'local' }] });
  });
});
