import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import type { StudioError } from '../../src/contract/errors.ts';
import type { Side } from '../../src/contract/side.ts';
import { WorkerHost } from '../../src/main/workers/worker-host.ts';
import { fixture, memoryLog } from '../fixtures/children/support.ts';

let host: WorkerHost;
function worker(instanceId: string, side: Side = 'a'): WorkerHost {
  host = new WorkerHost({
    side,
    instanceId,
    connection: { kind: 'local', url: 'ws://127.0.0.1:1', apiKey: 'key', apiSecret: 'canary' },
    keys: {},
    log: memoryLog().log,
    entry: fixture('fake-worker.ts'),
  });
  return host;
}
afterEach(() => host.stop());

const refusal = (promise: Promise<unknown>): Promise<StudioError> =>
  promise.then(
    () => expect.unreachable('should have been refused'),
    (error: unknown) => error as StudioError,
  );

test('registered() resolves when the worker says so; its state is readable', async () => {
  const one = worker('ok1', 'b');
  expect(one.agentName).toBe('duologue-ok1-b');
  await one.start();
  await one.registered();
  expect(one.state()).toMatchObject({ process: 'up', registered: true, port: 4243, restarts: 0 });
});

test('a refused key is told at once, as the worker told it', async () => {
  const one = worker('refused1');
  await one.start();
  expect((await refusal(one.registered())).data.code).toBe('livekit-unauthorized');
  expect(one.state()).toMatchObject({ process: 'up', registered: false });
});

test('too late: the latest trouble is the reason', async () => {
  const one = worker('late1');
  const said = once(one, 'message');
  await one.start();
  await said;
  expect((await refusal(one.registered(50))).data.code).toBe('livekit-unauthorized');
});

test('too late without a word: a timeout that says whose', async () => {
  const one = worker('mute1');
  await one.start();
  expect((await refusal(one.registered(50))).data).toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('agent worker a'),
  });
});

test('messages of conversations come typed', async () => {
  const one = worker('ok2');
  await one.start();
  await one.registered();
  const said = once(one, 'message');
  one.send({ kind: 'begin', conversationId: 'c1' });
  expect((await said)[0]).toEqual({ kind: 'joined', conversationId: 'c1', side: 'a' });
});

test('a worker that dies: down, then restarted and registered again by itself', async () => {
  const one = worker('ok3');
  await one.start();
  await one.registered();
  const down = once(one, 'down');
  one.send({ kind: 'leave', conversationId: 'c1' });
  expect((await down)[0]).toMatchObject({ code: 'worker-crashed' });
  expect(one.state().registered).toBe(false);
  await one.registered();
  expect(one.state()).toMatchObject({ process: 'up', registered: true, restarts: 1 });
});

test('other keys are told to a worker that runs, and to the one that takes its place', async () => {
  const one = worker('ok4');
  await one.start();
  await one.registered();
  const told = once(one, 'message');
  one.handleKeys({ openai: 'other' });
  expect((await told)[0]).toMatchObject({ kind: 'registered', workerId: 'W_other' });
  const again = once(one, 'down').then(() => once(one, 'message'));
  one.send({ kind: 'leave', conversationId: 'c1' });
  expect((await again)[0]).toMatchObject({ kind: 'registered', workerId: 'W_other' });
});

test('stopped while somebody waits: cancelled', async () => {
  const one = worker('mute2');
  await one.start();
  const waiting = refusal(one.registered());
  await one.stop();
  expect((await waiting).data.code).toBe('cancelled');
});
