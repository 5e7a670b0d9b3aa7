import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { call, FakeStudio } from './fakes.ts';
import { conversation } from './samples.ts';

let directory: string;
let studio: FakeStudio;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-cli-'));
  studio = new FakeStudio();
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const run = (...argv: string[]) => call(argv, { studio, cwd: directory });
const json = (text: string): unknown => JSON.parse(text);

describe('the command line', () => {
  it('shows help, examples and version on stdout with exit code 0', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    expect(help.stderr).toBe('');
    for (const word of ['doctor', 'run', 'Examples:', 'Exit codes: 0', '--data-dir', '--json']) {
      expect(help.stdout).toContain(word);
    }
    expect(await run('--version')).toMatchObject({ code: 0, stdout: '1.2.3\n' });
    expect((await run('run', '--help')).stdout).toContain('--concurrency');
    expect((await run('personas', '--help')).stdout).toContain('personas export maya-ortiz');
  });

  it.each([
    [[]],
    [['nonsense']],
    [['run']],
    [['run', '--scenario']],
    [['run', '--scenario', 'late-parcel', '--count', '0']],
    [['run', '--scenario', 'late-parcel', '--count', '1.5']],
    [['run', '--scenario', 'late-parcel', '--max-minutes', '-1']],
    [['run', '--scenario', 'late-parcel', '--provider', 'nobody']],
    [['run', '--scenario', 'late-parcel', '--seed', '4294967296']],
    [['list', '--limit', 'many']],
    [['show']],
    [['delete']],
    [['personas', 'nonsense']],
  ])('refuses %j with exit code 2, before an engine is opened', async (argv) => {
    const refused = await run(...argv);
    expect(refused).toMatchObject({ code: 2, stdout: '', opened: [] });
    expect(refused.stderr).not.toBe('');
  });

  it('names the command that was meant', async () => {
    expect((await run('serch', 'x')).stderr).toContain('search');
  });

  it('tells wrong usage as JSON, too', async () => {
    const refused = await run('run', '--json');
    expect(refused.code).toBe(2);
    expect(json(refused.stdout)).toMatchObject({
      error: { code: 'invalid-input', message: expect.stringContaining('--scenario') },
    });
  });

  it('hands data directory and verbosity to the engine, and closes it', async () => {
    const { opened } = await run('--data-dir', 'lib', 'list', '--verbose');
    expect(opened).toEqual([{ dataDir: 'lib', verbose: true, hostKind: 'cli' }]);
    expect((await run('list')).opened).toEqual([
      { dataDir: undefined, verbose: false, hostKind: 'cli' },
    ]);
    expect(studio.closed).toBe(2);
  });

  it('tells why an engine could not be opened', async () => {
    const openStudio = () =>
      Promise.reject(
        new StudioError({
          code: 'library-unwritable',
          message: 'Cannot write to /ro.',
          remedy: 'Choose another with --data-dir.',
          details: { errno: 'EROFS' },
        }),
      );
    const failed = await call(['list', '--json'], { ports: { openStudio } });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toBe(
      'error: Cannot write to /ro.\n  → Choose another with --data-dir.\n',
    );
    expect(json(failed.stdout)).toMatchObject({ error: { code: 'library-unwritable' } });
    const verbose = await call(['list', '-v'], { ports: { openStudio } });
    expect(verbose.stderr).toContain('EROFS');
    const doctor = await call(['doctor', '--json'], { ports: { openStudio } });
    expect(doctor.code).toBe(1);
    expect(json(doctor.stdout)).toMatchObject({
      ok: false,
      checks: [{ name: 'library', verdict: 'fault', note: 'Cannot write to /ro.' }],
    });
  });

  it('does not end with 0 when the engine does not close', async () => {
    studio.close = () => Promise.reject(new Error('stuck'));
    const failed = await run('list', '--json');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('error: stuck');
    expect(json(failed.stdout)).toEqual({ total: 0, items: [] });
  });
});

describe('doctor', () => {
  it('is 0 when nothing is at fault', async () => {
    studio.checks = [{ name: 'library', verdict: 'ok', note: 'fine' }];
    expect(await run('doctor')).toMatchObject({
      code: 0,
      stdout: '✔ library  fine\n\nEverything is ready.\n',
    });
  });

  it('is 1 with a fault, and says so as JSON', async () => {
    studio.checks = [{ name: 'livekit', verdict: 'fault', note: 'none', remedy: 'npm start' }];
    const { code, stdout } = await run('doctor', '--json');
    expect(code).toBe(1);
    expect(json(stdout)).toEqual({ ok: false, checks: studio.checks });
  });

  it('ends at once with 130 when interrupted', async () => {
    let send: () => void = () => undefined;
    studio.doctor = () => {
      send();
      return new Promise(() => undefined);
    };
    const { code, stdout } = await call(['doctor', '--json'], {
      studio,
      signals: (given) => (send = given),
    });
    expect(code).toBe(130);
    expect(json(stdout)).toMatchObject({ error: { code: 'cancelled' } });
    expect(studio.closed).toBe(1);
  });
});

describe('conversations', () => {
  beforeEach(() => {
    studio.conversations.set('c-1', conversation());
    studio.conversations.set('c-2', conversation({ id: 'c-2', status: 'failed' }));
  });

  it('are listed', async () => {
    expect((await run('list')).stdout).toMatch(/^ID .*\nc-1 .*\nc-2 .*failed/u);
    const { stdout, stderr } = await run('list', '--json', '--limit', '1');
    expect(json(stdout)).toMatchObject({ total: 2, items: [{ id: 'c-1', turnCount: 2 }] });
    expect(stderr).toContain('1 of 2 conversations');
    studio.conversations.clear();
    expect((await run('list')).stderr).toContain('duologue run');
  });

  it('are shown with turns, words and the absolute recording', async () => {
    const { code, stdout } = await run('show', 'c-1', '--json');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      id: 'c-1',
      endReason: 'goodbye',
      recordings: [
        {
          path: '/data/recordings/c-1/conversation.wav',
          ...{ kind: 'local', channels: 2, sampleRate: 48_000, durationMs: 72_400 },
          sides: { a: 0, b: 1 },
        },
      ],
      events: [{ kind: 'step' }],
      metrics: {
        firstSpeechMs: 840,
        gapMedianMs: 310,
        gapP95Ms: 620,
        overlapMs: 120,
        heardWer: 0.0123,
      },
      turns: [
        {
          ...{ side: 'b', speaker: 'Tom Becker', startMs: 640, endMs: 2400, interrupted: false },
          ...{ text: 'Hello, this is Parcel Point.', heard: 'Hello, this is Parcel Point.' },
          words: [{ text: 'Hello,', startMs: 640, endMs: 900, origin: 'provider' }],
        },
        { side: 'a', interrupted: true, gapMs: 210 },
      ],
    });
    expect((await run('show', 'latest')).stdout).toContain('cut off: a parcel');
  });

  it('are harmless as JSON on a terminal', async () => {
    studio.conversations.set('c-1', conversation({ title: 'x\u009B2J\u202Ey\u001B[1m' }));
    const { stdout } = await run('show', 'c-1', '--json');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(json(stdout)).toMatchObject({ title: 'x\u009B2J\u202Ey\u001B[1m' });
  });

  it('are told when unknown', async () => {
    const { code, stdout, stderr } = await run('show', 'c-9', '--json');
    expect(code).toBe(1);
    expect(stderr).toContain('There is no conversation "c-9".');
    expect(json(stdout)).toMatchObject({ error: { code: 'not-found' } });
    studio.conversations.clear();
    expect(await run('show', 'latest')).toMatchObject({ code: 1, stdout: '' });
  });

  it('are searched', async () => {
    expect((await run('search', 'parcel')).stdout).toBe(
      'Late parcel  c-1\n   0:02.6  Maya Lindholm: about a »parcel« that never came\n',
    );
    const { stdout } = await run('search', 'parcel', '--json');
    expect(json(stdout)).toMatchObject({
      query: 'parcel',
      hits: [{ snippet: 'about a parcel that never came', matches: [[8, 14]] }],
    });
    expect(await run('search', 'no', 'thing')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'No turn matches "no thing".\n',
    });
  });

  it('are deleted, and the rest goes although one is missing', async () => {
    const { code, stdout, stderr } = await run('delete', 'c-1', 'c-9', 'c-2', '--json');
    expect(code).toBe(1);
    expect(stderr).toContain('c-9');
    expect(json(stdout)).toMatchObject({
      deleted: ['c-1', 'c-2'],
      error: { code: 'not-found' },
      errors: [{ id: 'c-9' }],
    });
    expect(studio.conversations.size).toBe(0);
  });

  it('deletes one and says so', async () => {
    expect(await run('delete', 'c-1')).toMatchObject({ code: 0, stdout: 'deleted c-1\n' });
  });
});

describe('personas and scenarios', () => {
  it('are listed, shown and deleted', async () => {
    expect((await run('personas', 'list')).stdout).toContain('maya  Maya Lindholm, customer');
    expect(json((await run('scenarios', 'list', '--json')).stdout)).toMatchObject([
      { id: 'late-parcel' },
    ]);
    expect((await run('scenarios', 'show', 'late-parcel')).stdout).toContain('title: Late parcel');
    expect(json((await run('personas', 'show', 'tom', '--json')).stdout)).toMatchObject({
      id: 'tom',
    });
    expect(await run('personas', 'delete', 'tom')).toMatchObject({ code: 0 });
    expect([...studio.personas.keys()]).toEqual(['maya']);
    expect((await run('scenarios', 'show', 'late-parcle')).stderr).toContain('Did you mean');
  });

  it('go out as YAML and come back', async () => {
    const { stdout } = await run('personas', 'export', 'maya');
    await writeFile(join(directory, 'one.yaml'), stdout.replace('id: maya', 'id: maya-two'));
    const imported = await run('personas', 'import', 'one.yaml', '--json');
    expect(imported.code).toBe(0);
    expect(json(imported.stdout)).toMatchObject([{ id: 'maya-two', name: 'Maya Lindholm' }]);
    expect(studio.personas.get('maya-two')).toEqual({
      ...studio.personas.get('maya'),
      id: 'maya-two',
    });
  });

  it('never replace a file or a document without --force', async () => {
    const out = join(directory, 'maya.yaml');
    expect((await run('personas', 'export', 'maya', '--out', 'maya.yaml')).stdout).toBe(
      `wrote ${out}\n`,
    );
    const again = await run('personas', 'export', 'tom', '--out', out);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('--force');
    expect(await readFile(out, 'utf8')).toContain('id: maya');
    expect((await run('personas', 'export', 'tom', '--out', out, '--force')).code).toBe(0);
    expect(await readFile(out, 'utf8')).toContain('id: tom');
    expect(await readdir(directory)).toEqual(['maya.yaml']);
    expect((await run('personas', 'import', out)).stderr).toContain('already');
    expect((await run('personas', 'import', out, '--force')).code).toBe(0);
  });

  it('come in all together or not at all', async () => {
    await run('personas', 'export', 'maya', '--out', 'good.yaml');
    studio.personas.clear();
    await writeFile(join(directory, 'bad.yaml'), 'id: bad\nname: 3\n');
    const refused = await run('personas', 'import', 'good.yaml', 'bad.yaml', '--json');
    expect(refused).toMatchObject({ code: 1, opened: [] });
    expect(refused.stderr).toContain(join(directory, 'bad.yaml'));
    expect(refused.stderr).toContain('name');
    const twice = await run('personas', 'import', 'good.yaml', 'good.yaml');
    expect(twice).toMatchObject({ code: 1 });
    expect(studio.personas.size).toBe(0);
    expect((await run('personas', 'import', 'none.yaml')).stderr).toContain('none.yaml');
  });

  it('tell when a file cannot be written', async () => {
    await writeFile(join(directory, 'file'), '');
    const { code, stderr } = await run('personas', 'export', 'maya', '--out', 'file/maya.yaml');
    expect(code).toBe(1);
    expect(stderr).toContain('a part of the path is a file');
  });
});
