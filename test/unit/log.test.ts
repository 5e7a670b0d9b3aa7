import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog, levelFromEnv } from '../../src/main/log.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-log-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const written = (): string => readFileSync(join(directory, 'logs', 'duologue.log'), 'utf8');

test('lines go to logs/duologue.log, secrets do not', async () => {
  const log = createLog({ directory, level: 'info' });
  log.info({ connection: { url: 'ws://x', apiSecret: 'canary' }, token: 'canary' }, 'started');
  await expect.poll(written).toContain('"started"');
  expect(written()).toContain('ws://x');
  expect(written()).not.toContain('canary');
});

test.runIf(process.platform !== 'win32')('the log is for its owner only', async () => {
  const data = join(directory, 'data');
  createLog({ directory: data, level: 'info' }).info('started');
  const file = join(data, 'logs', 'duologue.log');
  await expect.poll(() => statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(data).mode & 0o777).toBe(0o700);
});

test('a folder that can not be made costs the log, not the start', () => {
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  expect(() => createLog({ directory: file, level: 'info' }).info('started')).not.toThrow();
});

test('DUOLOGUE_LOG names one of the levels, or nothing', () => {
  expect(levelFromEnv({ DUOLOGUE_LOG: 'DEBUG' })).toBe('debug');
  expect(levelFromEnv({ DUOLOGUE_LOG: 'silent' })).toBe('silent');
  expect(levelFromEnv({ DUOLOGUE_LOG: 'loud' })).toBeUndefined();
  expect(levelFromEnv({})).toBeUndefined();
});
