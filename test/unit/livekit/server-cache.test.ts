import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { whileLocked } from '../../../src/main/livekit/server-cache.ts';

test('what was made under a lock stands, though the lock cannot be given back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duologue-cache-'));
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
    await rm(`${folder}.lock`, { recursive: true, force: true });
  });
  const made = whileLocked(folder, { onWait: () => undefined }, async () => {
    await mkdir(join(`${folder}.lock`, 'in-the-way'));
    return 'made';
  });
  expect(await made).toBe('made');
});
