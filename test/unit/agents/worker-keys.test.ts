import { expect, test } from 'vitest';
import { Worker } from '../../../src/agents/worker/worker.ts';

test('keys that come while a worker runs are secrets, and so are those before them', async () => {
  const worker = new Worker(() => undefined);
  await worker.handle({ kind: 'keys', keys: { openai: 'sk-canary-first' } });
  await worker.handle({ kind: 'keys', keys: { 'openai-compatible': 'canary-second' } });
  const said = 'refused: sk-canary-first, canary-second';
  expect(worker.secrets.removeFrom(said)).toBe('refused: [removed], [removed]');
});
