import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationDocumentSchema } from '../../src/contract/conversation-document.ts';
import { entryPath } from '../../src/main/entries.ts';
import { descendants, isAlive, until } from '../support/process-tree.ts';
import { RpcClient } from '../support/rpc-client.ts';
import { WebStudio } from '../support/web-studio.ts';

/* The built `duologue serve` with its engine: a run that a page starts, and the end of it all. */

const isWindows = process.platform === 'win32';
let directory: string;
let studio: WebStudio;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-serve-'));
  studio = await WebStudio.start({ directory });
});
afterAll(async () => {
  await studio.stop();
  rmSync(directory, { recursive: true, force: true });
});

function cli(...argv: string[]) {
  return spawnSync(process.execPath, [entryPath('cli'), ...argv, '--data-dir', directory], {
    encoding: 'utf8',
    timeout: 100_000,
  });
}

it('a second host on the same library is refused, and told who holds it', () => {
  const second = cli('serve', '--no-open', '--port', '0', '--json');
  expect(second.status).toBe(1);
  expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'library-locked' } });
  expect(second.stderr).toContain(String(studio.pid));
});

describe.runIf(!isWindows)('Ctrl-C in the middle of a conversation', () => {
  it('finalises it, tells the page, and leaves nothing behind', async () => {
    const page = await RpcClient.open(studio.link);
    const { id } = await page.call('startConversation', { scenario: 'late-parcel', seed: 3 });
    await page.seen((event) => event.kind === 'turn' && event.turn.index >= 1);
    const pids = descendants(studio.pid);
    expect(pids.length).toBeGreaterThanOrEqual(4);

    const closed = page.ended();
    expect(await studio.stop()).toBe(0);
    expect(await closed).toBe(1001);
    await page.seen((event) => event.kind === 'ended' && event.conversationId === id);
    await until(() => !pids.some(isAlive), 'all children have ended', 30_000);

    const shown: unknown = JSON.parse(cli('show', id, '--json').stdout);
    expect(shown).toMatchObject({ id, status: 'stopped', endReason: 'stopped' });
    const [recording] = conversationDocumentSchema.parse(shown).recordings;
    if (!recording) throw new Error('there is no recording');
    expect((statSync(recording.path).size - 44) / 4 / 48).toBeCloseTo(recording.durationMs, 0);
  });
});
