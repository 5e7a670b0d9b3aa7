import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { logOutput, readLogLine } from '../../../src/main/workers/child-log.ts';
import { memoryLog } from '../../fixtures/children/support.ts';

test('a pino line keeps level, message and fields', () => {
  const line = '{"level":50,"time":1,"pid":2,"hostname":"h","msg":"no room","room":"r"}';
  expect(readLogLine(line, 'warn')).toEqual({
    level: 'error',
    message: 'no room',
    fields: { room: 'r' },
  });
});

test('a line of livekit-server keeps its level too', () => {
  const line = '{"level":"warn","ts":1.5,"logger":"livekit","msg":"slow"}';
  expect(readLogLine(line, 'debug')).toEqual({
    level: 'warn',
    message: 'slow',
    fields: { logger: 'livekit' },
  });
});

test('other text, broken JSON and unknown levels get the fallback', () => {
  expect(readLogLine('Error: boom', 'warn').level).toBe('warn');
  expect(readLogLine('{"level":', 'warn').message).toBe('{"level":');
  expect(readLogLine('{"level":"loud","msg":"x"}', 'warn').level).toBe('warn');
});

test('access tokens are taken out', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJkZXZrZXkxMjM0NSJ9.c2lnbmF0dXJl';
  const line = JSON.stringify({
    level: 'warn',
    msg: 'refused',
    error: `invalid token: ${token}, x`,
  });
  expect(readLogLine(line, 'warn').fields).toEqual({ error: 'invalid token: [token], x' });
});

test('the last lines of trouble are kept, chatter is not', async () => {
  const { log, lines } = memoryLog();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const tail = logOutput(log, { stdout, stderr });
  stdout.end('chatter\n');
  stderr.end('{"level":30,"msg":"started"}\n{"level":"error","msg":"no","error":"why"}\nplain\n');
  await Promise.all([finished(stdout), finished(stderr)]);
  expect(tail).toEqual(['no: why', 'plain']);
  expect(lines).toHaveLength(4);
});
