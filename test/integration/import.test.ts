import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryPath } from '../../src/main/entries.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { RpcClient } from '../support/rpc-client.ts';
import { WebStudio } from '../support/web-studio.ts';
import { contentsOf } from '../unit/exports/arrange.ts';

/* Exports and imports by the built programs, of conversations with made-up sound: no LiveKit is needed. */

const SOUNDING = 5;

const resultSchema = z.object({
  imported: z.array(z.string()),
  skipped: z.array(z.string()),
  failures: z.array(z.object({ name: z.string(), error: z.object({ message: z.string() }) })),
  incomplete: z.array(z.unknown()),
});

let directory: string;
const place = (name: string): string => join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-import-'));
  fillLargeLibrary(place('data'), { conversations: SOUNDING, turnsEach: 6, sounding: SOUNDING });
  await exported('data', 'whole');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function cli(data: string, ...argv: string[]) {
  const program = spawn(
    process.execPath,
    [entryPath('cli'), ...argv, '--data-dir', place(data), '--json'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [stdout, stderr, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, 'exit'),
  ]);
  return { code: code as unknown, stdout, stderr };
}

async function exported(data: string, out: string): Promise<void> {
  const how = ['--all', '--format', 'json,rttm', '--audio', 'wav', '--stems', '--out', place(out)];
  const { code, stderr } = await cli(data, 'export', ...how);
  expect([code, stderr]).toEqual([0, '']);
}

async function imported(data: string, ...argv: string[]) {
  const { code, stdout } = await cli(data, 'import', ...argv);
  return { code, ...resultSchema.parse(JSON.parse(stdout)) };
}

describe('a whole library', () => {
  it('goes out, in elsewhere and out again: the same files, byte for byte', async () => {
    const { code, imported: ids, failures } = await imported('fresh', place('whole'));
    expect([code, failures]).toEqual([0, []]);
    expect(ids.length).toBeGreaterThan(0);
    await exported('fresh', 'again');
    const [before, after] = [contentsOf(place('whole')), contentsOf(place('again'))];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [path, bytes] of Object.entries(before)) {
      expect(after[path]?.equals(bytes), path).toBe(true);
    }
    const again = await imported('fresh', place('whole'));
    expect([again.code, again.imported, again.skipped.toSorted()]).toEqual([0, [], ids.toSorted()]);
  });

  it('of which one recording was changed comes in without that one, and it is named', async () => {
    const [path = ''] = Object.keys(contentsOf(place('again'))).filter((it) => it.endsWith('.wav'));
    const bytes = readFileSync(join(place('again'), path));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(join(place('again'), path), bytes);
    const { code, failures, imported: ids } = await imported('other', place('again'));
    expect([code, failures.length]).toEqual([1, 1]);
    expect(failures[0]?.name.split('/')[0]).toBe(path.split('/')[0]);
    expect(failures[0]?.error.message).toContain('not the file that was exported');
    const list = await cli('other', 'list');
    expect(JSON.parse(list.stdout)).toMatchObject({ total: ids.length });
  });
});

describe('a page', () => {
  it('sends the files of an export, and they are in the library', async () => {
    mkdirSync(place('web'));
    const studio = await WebStudio.start({ directory: place('web') });
    try {
      const opened = await fetch(studio.link, { redirect: 'manual' });
      const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const page = await RpcClient.join(studio.origin, cookie);
      const files = Object.entries(contentsOf(place('whole'))).filter(
        ([path]) => path.includes('/') && /\.(json|wav)$/u.test(path),
      );
      const ids: string[] = [];
      for (const [path, bytes] of files) ids.push(await send(studio.origin, cookie, path, bytes));
      const begun = await page.call('startImport', { source: { kind: 'uploads', ids } });
      const ended = await page.seen(
        (event) =>
          event.kind === 'import' &&
          event.progress.id === begun.id &&
          event.progress.state !== 'running',
      );
      if (ended.kind !== 'import') throw new Error('this is no end of an import');
      const { progress } = ended;
      expect(progress).toMatchObject({ state: 'done', failures: [], incomplete: [] });
      const { total } = await page.call('listConversations', {});
      expect(total).toBe(progress.imported.length);
      const [id = ''] = progress.imported;
      const peaks = await page.call('getPeaks', id);
      expect(peaks.length).toBeGreaterThan(0);
      page.close();
    } finally {
      await studio.stop();
    }
  });
});

async function send(origin: string, cookie: string, path: string, bytes: Buffer): Promise<string> {
  const answer = await fetch(`${origin}/uploads?name=${encodeURIComponent(path)}`, {
    method: 'POST',
    headers: { cookie, origin },
    body: new Uint8Array(bytes),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
