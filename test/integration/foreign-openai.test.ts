import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryPath } from '../../src/main/entries.ts';
import { FakeOpenAi, type RecordedRequest } from '../support/fake-openai/index.ts';
import { descendants } from '../support/process-tree.ts';

/* A whole call over a foreign server, from the command line, and a key that must stand nowhere. */

const TINY = join(import.meta.dirname, '../fixtures/scenarios/tiny.yaml');
const CANARY = 'sk-canary-0123456789abcdef';

describe('a call over `--provider openai` and OPENAI_BASE_URL', () => {
  let directory: string;
  let fake: FakeOpenAi;
  let run: { code: unknown; stdout: string; stderr: string };
  /** Command lines of all processes while the call ran. */
  const commandLines = new Set<string>();

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'duologue-foreign-'));
    fake = await FakeOpenAi.start({ keys: [CANARY] });
    // A model that thinks aloud: a word every 50 ms; and a voice at twice its own speed.
    fake.behave('chat', { kind: 'slow', rate: 20 });
    fake.behave('speech', { kind: 'slow', rate: 2 });
    const out = join(directory, 'out');
    const argv = ['run', '--scenario', TINY, '--provider', 'openai', '--json', '--out', out];
    run = await cli([...argv, '--verbose']);
  }, 120_000);
  afterAll(async () => {
    await fake.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function cli(argv: string[]) {
    const child = spawn(process.execPath, [entryPath('cli'), ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: directory,
      env: {
        ...process.env,
        DUOLOGUE_DATA_DIR: join(directory, 'library'),
        DUOLOGUE_LOG: 'debug',
        OPENAI_API_KEY: CANARY,
        OPENAI_BASE_URL: fake.baseUrl,
      },
    });
    const look = setInterval(() => readCommandLines(child.pid), 500);
    try {
      const [[code], stdout, stderr] = await Promise.all([
        once(child, 'close') as Promise<unknown[]>,
        text(child.stdout),
        text(child.stderr),
      ]);
      return { code, stdout, stderr };
    } finally {
      clearInterval(look);
      child.kill('SIGKILL');
    }
  }

  function readCommandLines(pid: number | undefined): void {
    for (const each of pid === undefined ? [] : [pid, ...descendants(pid)]) {
      try {
        commandLines.add(readFileSync(`/proc/${each}/cmdline`, 'latin1'));
      } catch {
        // It has ended meanwhile, or there is no /proc here.
      }
    }
  }

  it('ends by a goodbye that the model chose, and both sides were heard', () => {
    expect(run.code, run.stderr).toBe(0);
    const conversation = JSON.parse(run.stdout) as {
      turns: { side: string; text: string; heard: string | null }[];
    };
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
    expect(new Set(conversation.turns.map(({ side }) => side))).toEqual(new Set(['a', 'b']));
    expect(conversation.turns.length).toBeGreaterThanOrEqual(4);
    expect(conversation.turns.filter(({ heard }) => heard).length).toBeGreaterThanOrEqual(3);
  });

  it('asked for all three stages, and offered the tool that hangs up', () => {
    expect(fake.of('transcriptions').length).toBeGreaterThanOrEqual(3);
    expect(fake.of('speech').length).toBeGreaterThanOrEqual(4);
    const replies = fake.of('chat').filter(({ body }) => body['stream'] === true);
    expect(replies.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(replies[0]?.body['tools'])).toContain('end_call');
  });

  it('showed the key in the Authorization header and nowhere else', () => {
    const elsewhere = ({ path, headers: { authorization: _, ...rest }, body }: RecordedRequest) =>
      JSON.stringify({ path, rest, body });
    for (const request of fake.requests) {
      expect(request.headers.authorization).toBe(`Bearer ${CANARY}`);
      expect(elsewhere(request)).not.toContain(CANARY);
    }
  });

  it('kept the key nowhere: output with its log, database, recordings, export, command lines', () => {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('library.sqlite'))).toBe(true);
    const holding = files.filter((file) => readFileSync(file, 'latin1').includes(CANARY));
    expect(holding).toEqual([]);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
    if (process.platform === 'linux') expect(commandLines.size).toBeGreaterThanOrEqual(4);
    expect([...commandLines].filter((line) => line.includes(CANARY))).toEqual([]);
  });
});
