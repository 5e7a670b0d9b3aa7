import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryPath } from '../../src/main/entries.ts';
import { fillLargeLibrary } from '../support/large-library.ts';
import { contentsOf, manifestOf } from '../unit/exports/arrange.ts';

/* Exports by the built command line, of conversations with made-up sound: no LiveKit is needed. */

const SOUNDING = 8;
const IN_MID_EXPORT = pathToFileURL(
  join(import.meta.dirname, '../fixtures/end-in-mid-export.ts'),
).href;
const LHOTSE = [
  ...['--all', '--dataset', 'lhotse', '--audio', 'flac', '--rate', '16k', '--stems'],
  ...['--split', '50/25/25', '--no-keep-pairs', '--format', 'json,rttm'],
];

const resultSchema = z.object({
  state: z.enum(['done', 'failed', 'cancelled']),
  directory: z.string(),
  done: z.number(),
  files: z.array(z.string()),
});

type Cli = ChildProcessByStdio<null, Readable, Readable>;

let directory: string;
const place = (name: string): string => join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-export-'));
  const sounding = { conversations: SOUNDING, turnsEach: 6, sounding: SOUNDING };
  fillLargeLibrary(place('data'), sounding);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** @param endBy a signal that it gets when its first conversation is finished */
function start(argv: string[], endBy?: NodeJS.Signals): Cli {
  const first = endBy ? ['--import', IN_MID_EXPORT] : [];
  const program = [...first, entryPath('cli'), ...argv, '--data-dir', place('data')];
  return spawn(process.execPath, program, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(endBy ? { END_BY: endBy } : {}) },
  });
}

async function ended(cli: Cli) {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(cli.stdout),
    text(cli.stderr),
    once(cli, 'exit') as Promise<[number | null, string | null]>,
  ]);
  return { code: code ?? signal, stderr, stdout };
}

const run = (...argv: string[]) => ended(start(['export', ...argv, '--json']));

async function exported(...argv: string[]) {
  const { code, stderr, stdout } = await run(...argv);
  expect([code, stderr]).toEqual([0, '']);
  return resultSchema.parse(JSON.parse(stdout));
}

interface Row {
  id: string;
  recording_id?: string;
  duration: number;
}

function rowsOf(path: string): Row[] {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

describe('an export of a whole library', () => {
  it('is a dataset whose tables name what is there', async () => {
    const out = place('whole');
    const { state, done } = await exported(...LHOTSE, '--out', out);
    const contents = contentsOf(out);
    const { conversations, incomplete } = manifestOf(out);
    // One of a hundred lies in the trash, and some have nothing said within their sound.
    expect([state, conversations.length + incomplete.length]).toEqual(['done', done]);
    for (const part of ['train', 'valid', 'test']) {
      const recordings = rowsOf(join(out, part, 'recordings.jsonl.gz'));
      const supervisions = rowsOf(join(out, part, 'supervisions.jsonl.gz'));
      const ids = recordings.map(({ id }) => id);
      expect(ids.every((id) => contents[`${part}/${id}.flac`] !== undefined)).toBe(true);
      expect(supervisions.every((row) => ids.includes(row.recording_id ?? ''))).toBe(true);
      expect(supervisions.every(({ duration }) => duration > 0)).toBe(true);
    }
    expect(Object.keys(contents).filter((path) => path.includes('.duologue'))).toEqual([]);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'that %s ended is gone on with, and is the same',
    async (signal) => {
      const out = place(signal);
      const { code, stderr } = await ended(start(['export', ...LHOTSE, '--out', out], signal));
      expect(code).toBe(signal === 'SIGINT' ? 130 : signal);
      if (signal === 'SIGINT') expect(stderr).toContain(`duologue export --resume ${out}`);
      expect(existsSync(join(out, 'manifest.json'))).toBe(false);
      const before = Object.keys(contentsOf(out)).filter((path) => path.endsWith('.flac'));
      expect(before.length).toBeGreaterThan(0);
      const { state } = await exported('--resume', out);
      expect(state).toBe('done');
      expect(contentsOf(out)).toEqual(contentsOf(place('whole')));
    },
  );

  it('of a search holds every conversation with a turn that matches, and no other', async () => {
    const all = contentsOf(place('whole'));
    const documents = Object.entries(all)
      .filter(([path]) => /\/[\w-]+\.json$/u.test(path))
      .map(
        ([, bytes]) => JSON.parse(bytes.toString()) as { id: string; turns: { text: string }[] },
      );
    const word = /\p{L}{5,}/u.exec(documents[0]?.turns[0]?.text ?? '')?.[0] ?? '';
    const fitting = documents.filter(({ turns }) =>
      turns.some(({ text: said }) => new RegExp(`(?<!\\p{L})${word}`, 'iu').test(said)),
    );
    const { directory: out } = await exported(
      ...['--query', word, '--format', 'txt', '--out', place('found')],
    );
    const ids = manifestOf(out).conversations.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(fitting.map(({ id }) => id).toSorted());
  });

  it('is refused where something is already', async () => {
    const { code, stderr } = await run(...LHOTSE, '--out', place('whole'));
    expect([code, stderr.includes('is not empty')]).toEqual([1, true]);
  });

  it('can be measured beforehand', async () => {
    const { stdout } = await run(...LHOTSE, '--measure');
    const { conversations, bytes } = JSON.parse(stdout) as Record<string, number>;
    expect(conversations).toBeGreaterThan(SOUNDING - 2);
    expect(bytes).toBeGreaterThan(10_000);
  });
});

describe('a clip', () => {
  it('by turns holds these turns, with times from its start', async () => {
    const { directory: out } = await exported(
      ...['latest', '--turns', '2-3', '--format', 'json', '--audio', 'wav'],
      ...['--out', place('clip')],
    );
    const [one] = manifestOf(out).conversations;
    const path = one?.files.find((file) => file.path.endsWith('.json'))?.path ?? '';
    const document = JSON.parse(readFileSync(join(out, path), 'utf8')) as {
      turns: { startMs: number }[];
      durationMs: number;
    };
    expect(document.turns[0]?.startMs).toBe(0);
    expect(one?.audio?.samples).toBe(Math.round(document.durationMs * 48));
  });
});

describe('with augmentation', () => {
  it('says in the manifest what each conversation got, the same each time', async () => {
    const spec = 'telephone,noise=babble:5..20,loss=5%:3,seed=4';
    const options = ['--all', '--augment', spec, '--format', 'rttm', '--out'];
    await exported(...options, place('noisy'));
    await exported(...options, place('noisy-again'));
    expect(contentsOf(place('noisy-again'))).toEqual(contentsOf(place('noisy')));
    const { conversations } = manifestOf(place('noisy'));
    expect(conversations[0]?.augment).toMatchObject({
      ...{ telephone: true, noise: { kind: 'babble' }, packetLoss: { rate: 0.05, burst: 3 } },
    });
    expect(conversations[0]?.audio?.sampleRate).toBe(8000);
    expect(JSON.stringify(conversations)).not.toContain(directory);
  });
});
