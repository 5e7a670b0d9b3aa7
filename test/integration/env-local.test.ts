import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryPath } from '../../src/main/entries.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';

/* An .env.local as the prototype had it is all that a run needs. */

const TINY = join(import.meta.dirname, '../fixtures/scenarios/tiny.yaml');
const KEY = 'sk-canary-of-the-env-file';

let directory: string;
let server: EmbeddedServer;
let remote: Connection;
let fake: FakeOpenAi;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-env-local-'));
  server = await embeddedServer();
  [remote, fake] = await Promise.all([server.start(), FakeOpenAi.start({ keys: [KEY] })]);
  const file = [
    '# As the prototype had it',
    `LIVEKIT_URL=${remote.url}`,
    `LIVEKIT_API_KEY=${remote.apiKey}`,
    `LIVEKIT_API_SECRET=${remote.apiSecret}`,
    `OPENAI_API_KEY=${KEY}`,
    'LLM_MODEL=gpt-4.1-nano',
  ];
  writeFileSync(join(directory, '.env.local'), file.join('\n'));
}, 60_000);
afterAll(async () => {
  await server.stop();
  await fake.close();
  rmSync(directory, { recursive: true, force: true });
}, 30_000);

/** The shell has nothing; where OpenAI is stands in it, so that the test stays at home. */
async function cli(argv: string[], cwd = directory) {
  const basics = ['PATH', 'HOME', 'LIVEKIT_SERVER', 'XDG_CACHE_HOME', 'LOCALAPPDATA', 'SystemRoot'];
  const kept = basics.map((name) => [name, process.env[name]]);
  const child = spawn(process.execPath, [entryPath('cli'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: {
      ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
      DUOLOGUE_DATA_DIR: join(cwd, 'library'),
      OPENAI_BASE_URL: fake.baseUrl,
    },
  });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<unknown[]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

describe('.env.local in the form of the prototype', () => {
  it('is enough to run: its LiveKit, its key and its model, as the first line says', async () => {
    const run = await cli(['run', '--scenario', TINY, '--max-turns', '2', '--json']);
    expect(run.stderr.split('\n')[0]).toBe(
      `LiveKit: Environment (${remote.url}); provider: openai`,
    );
    expect(run).toMatchObject({ code: 0 });
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: 'completed',
      config: {
        connection: { kind: 'remote', url: remote.url },
        stages: { a: { llm: { provider: 'openai', model: 'gpt-4.1-nano' } } },
      },
    });
    expect(fake.of('chat').length).toBeGreaterThan(0);
    expect(run.stdout + run.stderr).not.toContain(KEY);
  });

  it('is listed as a connection, which works', async () => {
    const { code, stdout } = await cli(['connections', '--test', '--json']);
    expect(code).toBe(0);
    const { connections } = JSON.parse(stdout) as { connections: object[] };
    expect(connections[1]).toMatchObject({
      ...{ id: 'environment', url: remote.url, hasKeys: true, inUse: true },
      verdict: { ok: true, note: expect.stringContaining('lets agents register') },
    });
    expect(stdout).not.toContain(remote.apiSecret);
  });

  it('gives way to what the command line says', async () => {
    const argv = ['--connection', 'local', '--provider', 'rehearsal'];
    const run = await cli(['run', '--scenario', TINY, '--max-turns', '1', '--json', ...argv]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      config: {
        connection: { kind: 'local' },
        stages: { a: { llm: { provider: 'rehearsal' } } },
      },
    });
    expect(run.stderr).not.toContain('LiveKit: ');
    const nobody = await cli(['run', '--scenario', TINY, '--connection', 'clowd']);
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain('There is no connection called “clowd”.');
  });
});

describe('without one', () => {
  it('a command is a rehearsal on this computer, whatever was chosen in the window', async () => {
    const elsewhere = join(directory, 'elsewhere');
    mkdirSync(join(elsewhere, 'library'), { recursive: true });
    const chosen = {
      connections: [{ id: 'far', name: 'Far', url: remote.url }],
      ...{ connection: { kind: 'remote', id: 'far' }, provider: 'openai', trashDays: 9 },
    };
    const file = join(elsewhere, 'library', 'settings.json');
    writeFileSync(file, JSON.stringify(chosen));
    const before = fake.requests.length;
    const run = await cli(['run', '--scenario', TINY, '--max-turns', '1', '--json'], elsewhere);
    expect(run.stderr.split('\n')[0]).toBe(
      'What is chosen in the studio holds there only; for the same here: --provider openai --connection far',
    );
    expect(run).toMatchObject({ code: 0 });
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: 'completed',
      config: {
        connection: { kind: 'local' },
        stages: { a: { llm: { provider: 'rehearsal' } } },
      },
    });
    expect(fake.requests.length).toBe(before);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(chosen);
    const { stdout } = await cli(['--help'], elsewhere);
    expect(stdout).toContain('a run is a rehearsal on this computer');
  });

  it('that is wrong stops a run before it begins, and nothing else', async () => {
    const broken = join(directory, 'broken');
    mkdirSync(broken);
    const file = 'LIVEKIT_URL=x.livekit.cloud\nLIVEKIT_API_KEY=k\nLIVEKIT_API_SECRET=s\n';
    writeFileSync(join(broken, '.env.local'), file);
    const run = await cli(['run', '--scenario', TINY], broken);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('What LIVEKIT_URL and its keys say is not valid');
    const list = await cli(['list', '--json'], broken);
    expect([list.code, JSON.parse(list.stdout)]).toMatchObject([0, { total: 0 }]);
    const tested = await cli(['connections', '--test', '--json'], broken);
    expect(tested.code).toBe(1);
    expect(tested.stdout).toContain('begins with wss://');
  });

  it('the connection that a command names has the keys of the window or of the shell', async () => {
    const elsewhere = join(directory, 'elsewhere');
    const argv = ['run', '--scenario', TINY, '--connection', 'far'];
    const { code, stderr } = await cli(argv, elsewhere);
    expect(code).toBe(1);
    expect(stderr).toContain('The connection “Far” has no API key and no API secret.');
    expect(stderr).toContain('set LIVEKIT_API_KEY and LIVEKIT_API_SECRET');
  });
});
