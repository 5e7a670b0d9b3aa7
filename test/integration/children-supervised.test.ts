import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import type { StudioError } from '../../src/contract/errors.ts';
import { SupervisedChild } from '../../src/main/workers/supervised-child.ts';
import type { SupervisedOptions } from '../../src/main/workers/supervised-options.ts';
import {
  fakeChild,
  memoryLog,
  untilGone,
  type FromFake,
  type ToFake,
} from '../fixtures/children/support.ts';

const QUICK = { firstDelayMs: 5, maxDelayMs: 20, maxExits: 3, windowMs: 60_000 };

let current: SupervisedChild<ToFake, FromFake> | undefined;
function supervise(options: Partial<SupervisedOptions<ToFake, FromFake>> = {}) {
  current = new SupervisedChild<ToFake, FromFake>({
    name: 'fake child',
    log: memoryLog().log,
    create: () => fakeChild(),
    policy: QUICK,
    ...options,
  });
  return current;
}
afterEach(() => current?.stop());

test('start resolves when it is up and prepared; a second start is the same', async () => {
  const prepare = vi.fn();
  const child = supervise({ prepare });
  await Promise.all([child.start(), child.start()]);
  expect(prepare).toHaveBeenCalledTimes(1);
  expect(child.state).toBe('up');
  expect(child.send({ kind: 'echo' })).toBe(true);
});

test('kill −9: down, restarted, up again, prepared again', async () => {
  const prepare = vi.fn();
  const child = supervise({ prepare });
  await child.start();
  const first = child.pid;
  const down = once(child, 'down');
  process.kill(first ?? 0, 'SIGKILL');
  expect((await down)[0]).toMatchObject({ code: 'worker-crashed', details: { signal: 'SIGKILL' } });
  await once(child, 'up');
  expect(child.pid).not.toBe(first);
  expect(child.restarts).toBe(1);
  expect(prepare).toHaveBeenCalledTimes(2);
});

test('a loop of kills: given up at the third, with what to do; a later start tries anew', async () => {
  const child = supervise();
  const gaveUp = once(child, 'gave-up') as Promise<[StudioError]>;
  child.on('up', ({ pid }) => process.kill(pid, 'SIGKILL'));
  await child.start();
  const [error] = await gaveUp;
  expect(error.data).toMatchObject({ code: 'worker-crashed' });
  expect(error.data.message).toContain('3 times');
  expect(error.data.remedy).toBeTruthy();
  expect(child.state).toBe('gave-up');

  child.removeAllListeners('up');
  await child.start();
  expect(child.state).toBe('up');
});

test('exits far apart are no crash loop', async () => {
  let now = 0;
  const child = supervise({ now: () => now });
  await child.start();
  for (let exit = 0; exit < 4; exit += 1) {
    const up = once(child, 'up');
    now += 61_000;
    process.kill(child.pid ?? 0, 'SIGKILL');
    await up;
  }
  expect(child.restarts).toBe(4);
});

test('a program that cannot start: start rejects with its last words', async () => {
  const child = supervise({ create: () => fakeChild({ env: { FAKE_START: 'crash' } }) });
  const error = (await child.start().catch((thrown: unknown) => thrown)) as StudioError;
  expect(error.data.code).toBe('worker-crashed');
  expect(error.data.details?.['lastLines']).toEqual(['fake child: cannot start']);
});

test('a program that is not there: start rejects at once', async () => {
  const create = vi.fn((): never => {
    throw new Error('not built');
  });
  await expect(supervise({ create }).start()).rejects.toThrow('not built');
  expect(create).toHaveBeenCalledTimes(1);
});

test('a failed preparation ends the child and counts as an exit', async () => {
  const pids: number[] = [];
  const child = supervise({
    prepare: (_child, { pid }) => {
      pids.push(pid);
      if (pids.length < 2) throw new Error('no service');
    },
  });
  await child.start();
  expect(pids).toHaveLength(2);
  expect(child.restarts).toBe(1);
  await untilGone(pids.slice(0, 1));
});

test('stop in the pause between two starts: no further start', async () => {
  const create = vi.fn(() => fakeChild());
  const child = supervise({
    create,
    policy: { ...QUICK, firstDelayMs: 60_000, maxDelayMs: 60_000 },
  });
  await child.start();
  const down = once(child, 'down');
  process.kill(child.pid ?? 0, 'SIGKILL');
  await down;
  await child.stop();
  expect(create).toHaveBeenCalledTimes(1);
  expect(child.state).toBe('stopped');
});

test('stop while it starts: start rejects as cancelled', async () => {
  const child = supervise({
    create: () => fakeChild({ env: { FAKE_START: 'silent' }, stopMs: 100 }),
  });
  const starting = child.start().catch((thrown: unknown) => thrown);
  await child.stop();
  expect(((await starting) as StudioError).data.code).toBe('cancelled');
});

test('stopping is no crash: neither down nor gave-up', async () => {
  const child = supervise();
  const trouble = vi.fn();
  child.on('down', trouble);
  child.on('gave-up', trouble);
  await child.start();
  await child.stop();
  expect(trouble).not.toHaveBeenCalled();
});
