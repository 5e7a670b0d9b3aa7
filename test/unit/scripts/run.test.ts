import { expect, test } from 'vitest';
import { checkNodeVersion } from '../../../scripts/lib/node-version.mjs';
import { runQuietly } from '../../../scripts/lib/run.mjs';
import { formatTime } from '../../../scripts/lib/steps.mjs';

test('an old Node is refused with what to do', () => {
  expect(() => checkNodeVersion('18.20.1')).toThrow('needs Node 20 or newer; this is 18.20.1');
  expect(() => checkNodeVersion('20.0.0')).not.toThrow();
  expect(() => checkNodeVersion('24.21.0')).not.toThrow();
});

test('runs a program and keeps the last lines of its output', async () => {
  const script = 'for (let i = 1; i <= 30; i++) console.log("line " + i); process.exitCode = 3';
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const { code, tail } = await runQuietly(process.execPath, ['-e', script], { onLine });
  expect(code).toBe(3);
  expect(lines).toHaveLength(30);
  expect(tail).toHaveLength(20);
  expect(tail.at(-1)).toBe('line 30');
});

test('a signal counts as a shell counts it; a program that does not exist is 127', async () => {
  const script = 'process.kill(process.pid, "SIGKILL")';
  expect((await runQuietly(process.execPath, ['-e', script])).code).toBe(137);
  expect((await runQuietly('/there/is/no/such/program', [])).code).toBe(127);
});

test('a program that takes too long is ended', async () => {
  const script = 'setInterval(() => {}, 1000)';
  expect((await runQuietly(process.execPath, ['-e', script], { timeoutMs: 200 })).code).toBe(143);
});

test('times read as a person says them', () => {
  expect(formatTime(3140)).toBe('3.1 s');
  expect(formatTime(107_400)).toBe('1 min 47 s');
  expect(formatTime(119_900)).toBe('2 min 0 s');
});
