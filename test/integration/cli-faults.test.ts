import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryPath } from '../../src/main/entries.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { descendants, isAlive, until } from '../support/process-tree.ts';

/* What a user may meet: a key that is refused, and an engine that is killed in mid-call. */

const TINY = join(import.meta.dirname, '../fixtures/scenarios/tiny.yaml');
const CANARY = 'sk-canary-0123456789abcdef';

type Cli = ChildProcessByStdio<null, Readable, Readable>;

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

function startCli(argv: string[], env: Record<string, string> = {}): Cli {
  const child = spawn(process.execPath, [entryPath('cli'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: directory,
    env: { ...process.env, DUOLOGUE_DATA_DIR: join(directory, 'library'), ...env },
  });
  started.push(child);
  return child;
}

async function cli(argv: string[], env?: Record<string, string>) {
  const child = startCli(argv, env);
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<unknown[]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

const shownSchema = z.object({
  status: z.string(),
  endReason: z.string(),
  durationMs: z.number(),
  turns: z.array(z.object({ side: z.string(), text: z.string(), endMs: z.number() })),
  recordings: z.tuple([z.object({ path: z.string(), durationMs: z.number() })]).rest(z.unknown()),
});

describe('a refused key', () => {
  it('of a remote LiveKit: what to check, and no conversation is held', async () => {
    const server = await embeddedServer();
    try {
      const { url, apiKey } = await server.start();
      const apiSecret = 'wrong-'.repeat(8);
      const run = await cli(['run', '--scenario', TINY, '--json'], {
        ...{ DUOLOGUE_CONNECTION: 'remote', LIVEKIT_URL: url },
        ...{ LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
      });
      expect(run.code).toBe(1);
      expect(JSON.parse(run.stdout)).toMatchObject({
        ...{ status: 'failed', turns: [], recordings: [] },
        error: { code: 'livekit-unauthorized' },
      });
      expect(run.stderr).toContain(`LiveKit at ${url} knows the API key, but the API secret`);
      expect(run.stderr).toContain('→ Check the API secret');
      expect(run.stdout + run.stderr).not.toContain(apiSecret);
    } finally {
      await server.stop();
    }
  });

  it('of a provider: stage and persona are named, and the key is kept nowhere', async () => {
    const provider = createServer((request, response) => {
      request.resume();
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `Incorrect API key: ${CANARY}` } }));
    });
    try {
      await once(provider.listen(0, '127.0.0.1'), 'listening');
      const address = z.object({ port: z.number() }).parse(provider.address());
      const dataDir = join(directory, 'canary');
      const out = join(directory, 'canary-out');
      const argv = ['run', '--scenario', TINY, '--provider', 'openai', '--json', '--out', out];
      const run = await cli([...argv, '--data-dir', dataDir, '--verbose'], {
        ...{ OPENAI_API_KEY: CANARY, OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` },
        DUOLOGUE_LOG: 'debug',
      });
      expect(run.code).toBe(1);
      expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'provider-unauthorized' } });
      expect(run.stderr).toMatch(
        /refused the key for .*(?:LLM|STT|TTS) of (?:Sam Reed|Maya Ortiz)/u,
      );
      const kept = [dataDir, out].flatMap(filesBelow).map((file) => readFileSync(file, 'latin1'));
      expect(kept.length).toBeGreaterThan(1);
      for (const place of [run.stdout, run.stderr, ...kept]) expect(place).not.toContain(CANARY);
    } finally {
      provider.close();
      provider.closeAllConnections();
    }
  });
});

describe.runIf(process.platform !== 'win32')('kill -9 in mid-call', { timeout: 180_000 }, () => {
  it('leaves no process, and the next command mends audio and transcript', async () => {
    const child = startCli(['run', '--scenario', 'late-parcel', '--seed', '1']);
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.stdout.resume();
    await until(() => /\+\d\.\d\d s/u.test(stderr), `a second turn in: ${stderr}`, 90_000);
    const pids = descendants(child.pid ?? Number.NaN);
    expect(pids.length).toBeGreaterThanOrEqual(4);
    child.kill('SIGKILL');
    await until(() => !pids.some(isAlive), 'all children have ended', 30_000);

    const shown = await cli(['show', 'latest', '--json']);
    const {
      recordings: [recording],
      ...call
    } = shownSchema.parse(JSON.parse(shown.stdout));
    expect(call).toMatchObject({ status: 'interrupted', endReason: 'host-died' });
    expect(call.turns.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...call.turns.map(({ endMs }) => endMs))).toBeLessThanOrEqual(call.durationMs);
    const wav = readFileSync(recording.path);
    expect(wav.subarray(0, 12).toString('latin1')).toMatch(/^RIFF[^]{4}WAVE$/u);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
    expect((statSync(recording.path).size - 44) / 4 / 48).toBeCloseTo(recording.durationMs, 0);
    expect((await cli(['list'])).stdout).toContain('interrupted');
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
