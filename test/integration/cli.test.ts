import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentRecordingSchema } from '../../src/contract/conversation-document.ts';
import { entryPath } from '../../src/main/entries.ts';
import { descendants, isAlive, until } from '../support/process-tree.ts';

/* The built command line as a user meets it: real engine, real processes, real signals. */

const TINY = join(import.meta.dirname, '../fixtures/scenarios/tiny.yaml');
const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

/** What a script relies on in the JSON of a conversation. */
const resultSchema = z.object({
  id: z.string(),
  status: z.string(),
  endReason: z.string(),
  durationMs: z.number(),
  turns: z.array(
    z.object({
      side: z.enum(['a', 'b']),
      speaker: z.string(),
      text: z.string(),
      heard: z.string().nullable(),
      startMs: z.number(),
      endMs: z.number(),
      interrupted: z.boolean(),
      words: z.array(
        z.object({ text: z.string(), startMs: z.number(), endMs: z.number(), origin: z.string() }),
      ),
    }),
  ),
  recordings: z
    .tuple([
      documentRecordingSchema.extend({
        ...{ kind: z.literal('local'), channels: z.literal(2), sampleRate: z.literal(48_000) },
      }),
    ])
    .rest(documentRecordingSchema),
  metrics: z.object({
    firstSpeechMs: z.number(),
    gapMedianMs: z.number().nullable(),
    gapP95Ms: z.number().nullable(),
    overlapMs: z.number(),
    heardWer: z.number().nullable(),
  }),
});

const hitsSchema = z.object({ hits: z.array(z.object({ conversationId: z.string() })) });
const exportSchema = z.object({ files: z.array(z.string()) });

type Cli = ChildProcessByStdio<null, Readable, Readable>;

interface Ended {
  code: unknown;
  stdout: string;
  stderr: string;
}

let directory: string;
const started: Cli[] = [];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-cli-'));
});
afterAll(() => {
  for (const { pid } of started)
    if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

interface How {
  env?: Record<string, string>;
  /** As a user who may write nowhere. */
  asNobody?: boolean;
  /** In a process group of its own, as a terminal gives it. */
  group?: boolean;
}

function startCli(argv: string[], { env = {}, asNobody = false, group = false }: How = {}): Cli {
  const nobody = asNobody && isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, [entryPath('cli'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: directory,
    env: { ...process.env, DUOLOGUE_DATA_DIR: join(directory, 'library'), ...env },
    detached: group,
    ...nobody,
  });
  started.push(child);
  return child;
}

async function ended(child: Cli): Promise<Ended> {
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<unknown[]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code: code ?? signal, stdout, stderr };
}

const cli = (argv: string[], how?: How) => ended(startCli(argv, how));

function resultOf({ stdout, stderr }: Ended) {
  if (stdout === '') throw new Error(`no result, but: ${stderr}`);
  return resultSchema.parse(JSON.parse(stdout));
}

interface Refusal {
  what: string;
  argv: string[];
  env?: Record<string, string>;
  code: string;
  says: string;
}

// LiveKit's own clients would try for 80 s.
describe('what is refused at once', { timeout: 60_000 }, () => {
  it.each<Refusal>([
    {
      what: 'an unknown scenario',
      argv: ['run', '--scenario', 'late-parcle'],
      code: 'not-found',
      says: 'late-parcel',
    },
    {
      what: 'a file that is not there',
      argv: ['run', '--scenario', './none.yaml'],
      code: 'not-found',
      says: 'none.yaml',
    },
    {
      what: 'a livekit-server that is not there',
      argv: ['run', '--scenario', TINY],
      env: { LIVEKIT_SERVER: '/none/livekit-server' },
      code: 'livekit-server-missing',
      says: '/none/livekit-server',
    },
    {
      what: 'a LiveKit that does not answer',
      argv: ['run', '--scenario', TINY],
      env: {
        DUOLOGUE_CONNECTION: 'remote',
        LIVEKIT_URL: 'ws://127.0.0.1:9',
        LIVEKIT_API_KEY: 'key',
        LIVEKIT_API_SECRET: 'secret-secret-secret-secret-secret',
      },
      code: 'livekit-unreachable',
      says: '127.0.0.1:9',
    },
    {
      what: 'a folder for the result that can not be made',
      argv: ['run', '--scenario', TINY, '--out', join(TINY, 'out')],
      code: 'invalid-input',
      says: 'a part of the path is a file',
    },
  ])('$what', async ({ argv, env = {}, code, says }) => {
    const refused = await cli([...argv, '--json'], { env });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(says) });
    expect(refused.stderr).toContain('→');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code } });
    expect(refused.stderr).not.toMatch(/secret-|^\s+at /mu);
  });

  it('a malformed persona file, with its path and the reason', async () => {
    const file = join(directory, 'bad.yaml');
    writeFileSync(file, 'id: bad\nname: Bad\nrole: customer\nvoice: loud\n');
    const refused = await cli(['personas', 'import', file, '--json']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(file);
    expect(refused.stderr).toContain('instructions');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it.runIf(!isWindows)('a data directory that is read-only', async () => {
    chmodSync(directory, 0o755);
    const readOnly = join(directory, 'read-only');
    mkdirSync(readOnly, { mode: 0o555 });
    const how = { asNobody: true, env: { DUOLOGUE_DATA_DIR: '', HOME: directory } };
    const refused = await cli(['list', '--json', '--data-dir', readOnly], how);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(readOnly) });
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'library-unwritable' } });
  });
});

describe('a run, and the library after it', () => {
  let result: z.infer<typeof resultSchema>;
  const out = () => join(directory, 'out');

  it('gives one JSON document and the two files', async () => {
    const run = await cli(['run', '--scenario', TINY, '--seed', '1', '--out', out(), '--json']);
    result = resultOf(run);
    expect(run.code).toBe(0);
    expect(result).toMatchObject({ status: 'completed', endReason: 'goodbye' });
    expect(new Set(result.turns.map(({ side }) => side))).toEqual(new Set(['a', 'b']));
    expect(result.recordings[0].path).toBe(join(out(), 'conversation.wav'));
    const head = readFileSync(result.recordings[0].path).subarray(0, 12).toString('latin1');
    expect(head).toMatch(/^RIFF[^]{4}WAVE$/u);
    const file: unknown = JSON.parse(readFileSync(join(out(), 'conversation.json'), 'utf8'));
    expect(file).toMatchObject({ id: result.id, recordings: [{ path: 'conversation.wav' }] });
    for (const { text: said } of result.turns) expect(run.stderr).toContain(said);
    expect(run.stderr).not.toContain('\u001B');
  });

  it('is listed, shown and found', async () => {
    const list = await cli(['list', '--limit', '1', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject({ items: [{ id: result.id }] });
    const shown = resultOf(await cli(['show', result.id, '--json']));
    expect(shown.turns).toEqual(result.turns);
    expect(existsSync(shown.recordings[0].path)).toBe(true);
    const found = await cli(['search', 'open', '--json']);
    const { hits } = hitsSchema.parse(JSON.parse(found.stdout));
    expect(hits.length).toBeGreaterThanOrEqual(2);
    expect(new Set(hits.map((hit) => hit.conversationId))).toEqual(new Set([result.id]));
    expect((await cli(['show', 'latest'])).stdout).toContain('open until six');
  });

  it('is exported as files of which each is what the manifest says', async () => {
    const place = join(directory, 'exported');
    const run = await cli(['export', 'latest', '--out', place, '--json']);
    expect(run.code).toBe(0);
    const exported = exportSchema.parse(JSON.parse(run.stdout));
    expect(exported.files.map((file) => basename(file))).toEqual([
      'conversation.wav',
      'conversation.json',
      'conversation.txt',
      'manifest.json',
    ]);
    const [wav = '', json = '', txt = ''] = exported.files.map((file) => join(place, file));
    expect(readFileSync(wav)).toEqual(readFileSync(join(out(), 'conversation.wav')));
    expect(readFileSync(json, 'utf8')).toBe(readFileSync(join(out(), 'conversation.json'), 'utf8'));
    for (const { text: said } of result.turns) expect(readFileSync(txt, 'utf8')).toContain(said);
    const unknown = await cli(['export', 'nobody', '--out', place]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('nobody')]);
  });

  it('is gone when it was deleted, and the files of --out stay', async () => {
    const {
      recordings: [recording],
    } = resultOf(await cli(['show', result.id, '--json']));
    expect((await cli(['delete', result.id])).code).toBe(0);
    expect(existsSync(recording.path)).toBe(false);
    expect(existsSync(join(out(), 'conversation.wav'))).toBe(true);
    const gone = await cli(['show', result.id, '--json']);
    expect(gone.code).toBe(1);
    expect(JSON.parse(gone.stdout)).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe.runIf(!isWindows)('Ctrl-C', { timeout: 180_000 }, () => {
  /** Collects stderr and resolves once it holds a match. */
  function watch(child: Cli): (what: RegExp) => Promise<void> {
    let heard = '';
    child.stderr.on('data', (chunk) => (heard += String(chunk)));
    return (what) => until(() => what.test(heard), `${what} in: ${heard}`, 60_000);
  }

  /** As a terminal does it: to every process of the foreground group. */
  function press(child: Cli): void {
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
  }

  async function expectNothingLeft(pids: number[]): Promise<void> {
    await until(() => !pids.some(isAlive), 'all children have ended', 30_000);
  }

  it('in mid-run: finalised audio and transcript, the result, 130, no child left', async () => {
    const child = startCli(['run', '--scenario', 'late-parcel', '--json'], { group: true });
    const end = ended(child);
    await watch(child)(/\+\d\.\d\d s/u);
    const pids = descendants(child.pid ?? Number.NaN);
    expect(pids.length).toBeGreaterThanOrEqual(4);
    press(child);
    const run = await end;
    const result = resultOf(run);
    expect(run.code).toBe(130);
    expect(result).toMatchObject({ status: 'stopped', endReason: 'stopped' });
    expect(result.turns.length).toBeGreaterThanOrEqual(2);
    const { size } = statSync(result.recordings[0].path);
    expect((size - 44) / 4 / 48).toBeCloseTo(result.recordings[0].durationMs, 0);
    await expectNothingLeft(pids);
  });

  it('while it still gets ready: 130, no child left', async () => {
    const child = startCli(['run', '--scenario', 'late-parcel', '--json'], { group: true });
    const end = ended(child);
    await watch(child)(/✔/u);
    const pids = descendants(child.pid ?? Number.NaN);
    press(child);
    const run = await end;
    expect(run.code).toBe(130);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'stopped' });
    await expectNothingLeft(pids);
  });
});
