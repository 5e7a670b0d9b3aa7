import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { SAME_PRESS_MS } from '../../../src/main/hosts/cli/signals.ts';

type Cli = ChildProcessByStdio<null, Readable, Readable>;

const entry = join(import.meta.dirname, 'fake-entry.ts');
const children: Cli[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

function spawnCli(mode: string, ...argv: string[]): Cli {
  const child = spawn(process.execPath, [entry, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FAKE_MODE: mode, NO_COLOR: '1' },
  });
  children.push(child);
  return child;
}

/** Resolves when stderr holds the words. */
async function says(child: Cli, words: string): Promise<void> {
  let heard = '';
  for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
    heard += String(chunk);
    if (heard.includes(words)) return;
  }
  throw new Error(`never said "${words}", but: ${heard}`);
}

async function exitCode(child: Cli): Promise<unknown> {
  const [code, signal] = (await once(child, 'close')) as unknown[];
  return code ?? signal;
}

const RUN = ['run', '--scenario', 'late-parcel', '--json'];

describe('the process of the command line', () => {
  it('ends although a handle was forgotten, with all of its output', async () => {
    const child = spawnCli('long-list', 'list', '--json', '--limit', '1000');
    const [code, out] = await Promise.all([exitCode(child), text(child.stdout)]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: 5000 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends a run in order on %s and prints the result',
    async (signal) => {
      const child = spawnCli('talk', ...RUN);
      const closed = Promise.all([exitCode(child), text(child.stdout)]);
      await says(child, 'I am talking.');
      child.kill(signal);
      const [code, out] = await closed;
      expect(code).toBe(130);
      expect(JSON.parse(out)).toMatchObject({ status: 'stopped', endReason: 'stopped' });
    },
  );

  it('ends at once on the second signal', async () => {
    const child = spawnCli('stuck', ...RUN);
    const closed = exitCode(child);
    await says(child, 'I am talking.');
    child.kill('SIGINT');
    await says(child, 'Stopping:');
    // Signals are sent until one comes late enough to count as a second press.
    const again = setInterval(() => child.kill('SIGINT'), SAME_PRESS_MS / 4);
    try {
      expect(await closed).toBe(130);
    } finally {
      clearInterval(again);
    }
  });

  it('outlives a reader that goes away', async () => {
    const child = spawnCli('talk', ...RUN);
    const closed = exitCode(child);
    await says(child, 'I am talking.');
    child.stdout.destroy();
    child.stderr.destroy();
    child.kill('SIGINT');
    expect(await closed).toBe(130);
    const list = spawnCli('long-list', 'list', '--json', '--limit', '1000');
    const listed = exitCode(list);
    list.stdout.destroy();
    expect(await listed).toBe(0);
  });

  it('tells an error from nowhere in one sentence and ends what runs', async () => {
    const child = spawnCli('panic', ...RUN);
    const [code, out, err] = await Promise.all([
      exitCode(child),
      text(child.stdout),
      text(child.stderr),
    ]);
    expect(code).toBe(1);
    expect(err).toContain('error: out of the blue\n  → This is a fault of Duologue');
    expect(err).not.toMatch(/^\s+at /mu);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'internal' } });
  });
});
