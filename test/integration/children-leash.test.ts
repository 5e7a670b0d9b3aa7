import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { Child } from '../../src/main/workers/child.ts';
import {
  fromLeashSchema,
  type FromLeash,
  type ToLeash,
} from '../../src/main/workers/leash-messages.ts';
import { fixture, isAlive, memoryLog, source, untilGone } from '../fixtures/children/support.ts';

const STUBBORN = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';

let leash: Child<ToLeash, FromLeash>;
const { log, lines } = memoryLog();
async function startLeash(): Promise<void> {
  const entry = source('main/workers/leash-main.ts');
  leash = new Child({ name: 'leash', entry, schema: fromLeashSchema, log });
  await leash.start();
}
afterEach(() => leash.stop());

async function run(script: string, graceMs = 300): Promise<number> {
  const started = once(leash, 'message') as Promise<[{ kind: 'started'; pid: number }]>;
  leash.send({
    kind: 'start',
    command: process.execPath,
    args: ['-e', script],
    env: { OF_THE_PROGRAM: 'only' },
    graceMs,
  });
  return (await started)[0].pid;
}

test('runs a program with exactly the given environment, pipes its output, tells its exit', async () => {
  await startLeash();
  const messages: FromLeash[] = [];
  leash.on('message', (message) => messages.push(message));
  await run('console.error(JSON.stringify(process.env)); process.exit(9)');
  const exit = await leash.exited;
  expect(messages.at(-1)).toEqual({ kind: 'exited', code: 9, signal: null });
  expect(exit).toMatchObject({ unexpected: true, code: 9 });
  expect(exit.lastLines.join()).not.toContain('PATH');
  expect(lines.join('')).toContain('OF_THE_PROGRAM');
});

test('a program that is not there is told, too', async () => {
  await startLeash();
  const said = once(leash, 'message');
  leash.send({ kind: 'start', command: '/no/such/program', args: [], env: {}, graceMs: 100 });
  expect((await said)[0]).toMatchObject({ kind: 'exited', code: null, error: expect.any(String) });
  expect(await leash.exited).toMatchObject({ unexpected: true });
});

test('shutdown: SIGTERM, then SIGKILL after the grace', async () => {
  await startLeash();
  const pid = await run(STUBBORN);
  expect(await leash.stop()).toMatchObject({ unexpected: false });
  expect(isAlive(pid)).toBe(false);
});

test('kill −9 of the leash takes its program along', async () => {
  await startLeash();
  const pid = await run(STUBBORN);
  process.kill(leash.pid ?? 0, 'SIGKILL');
  await leash.exited;
  await untilGone([pid]);
});

test('kill −9 of the host: no child, leash or program is left', async () => {
  const host = spawn(process.execPath, [fixture('host.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const pids = JSON.parse(line) as number[];
  expect(pids).toHaveLength(3);
  expect(pids.every(isAlive)).toBe(true);
  host.kill('SIGKILL');
  await untilGone(pids);
});
