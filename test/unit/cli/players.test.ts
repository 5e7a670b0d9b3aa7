import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelList } from '../../../src/contract/settings.ts';
import { startConversationSchema } from '../../../src/contract/studio-api.ts';
import { call, FakeStudio } from './fakes.ts';

let studio: FakeStudio;
let directory: string;
beforeEach(async () => {
  studio = new FakeStudio();
  directory = await mkdtemp(join(tmpdir(), 'duologue-players-'));
});
afterEach(() => rm(directory, { recursive: true }));

const run = (...argv: string[]) =>
  call(['run', '--scenario', 'late-parcel', ...argv], { studio, cwd: directory });

/** What the engine was asked for; a valid request. */
async function asked(...argv: string[]) {
  const { code, stderr } = await run(...argv);
  expect(stderr).not.toContain('error');
  expect(code).toBe(0);
  const [request] = studio.requests;
  startConversationSchema.parse(request);
  return request;
}

describe('who plays, by the command line', () => {
  it('is the usual provider without a word', async () => {
    expect(await asked()).toMatchObject({ provider: 'rehearsal' });
    studio = new FakeStudio();
    studio.provider = 'openai';
    const request = await asked();
    expect(request).toMatchObject({ provider: 'openai' });
    expect(request).not.toHaveProperty('sides');
    expect(request).not.toHaveProperty('preflight');
  });

  it('takes a server of one’s own', async () => {
    const request = await asked('--provider', 'openai-compatible', '--no-preflight');
    expect(request).toMatchObject({ provider: 'openai-compatible', preflight: false });
  });

  it('takes providers, models and voices of each side', async () => {
    const request = await asked(
      ...['--provider', 'rehearsal', '--b-provider', 'openai', '--llm-model', 'gpt-4.1'],
      ...['--b-llm-model', 'gpt-5', '--stt-model', 'whisper-1', '--b-tts-model', 'tts-1'],
      ...['--b-voice', 'nova'],
    );
    expect(request?.sides).toEqual({
      a: { kind: 'pipeline', llm: { model: 'gpt-4.1' }, stt: { model: 'whisper-1' }, tts: {} },
      b: {
        ...{ kind: 'pipeline', provider: 'openai', llm: { model: 'gpt-5' } },
        ...{ stt: { model: 'whisper-1' }, tts: { model: 'tts-1', voice: 'nova' } },
      },
    });
  });

  it('plays a side by a speech-to-speech model', async () => {
    const request = await asked('--realtime', 'a', '--realtime-model', 'm', '--a-voice', 'marin');
    expect(request?.sides).toEqual({ a: { kind: 'realtime', model: 'm', voice: 'marin' } });
  });

  it('plays both sides by it, from the server that is usual', async () => {
    studio.provider = 'openai-compatible';
    const choice = { kind: 'realtime', provider: 'openai-compatible' };
    expect((await asked('--realtime', 'both'))?.sides).toEqual({ a: choice, b: choice });
  });

  it('calls an agent of one’s own with metadata from a file', async () => {
    await writeFile(join(directory, 'call.json'), '{"tenant": 7}');
    const metadata = ['--b-agent-metadata', '@call.json'];
    const request = await asked('--provider', 'openai', '--b-agent', 'desk', ...metadata);
    expect(request?.sides).toEqual({
      b: { kind: 'external', agentName: 'desk', metadata: '{"tenant": 7}' },
    });
  });

  it.each([
    [['--b-agent', 'desk', '--b-voice', 'nova'], 'your own agent'],
    [['--b-agent', 'desk', '--b', 'tom'], 'your own agent'],
    [['--b-agent', 'desk', '--realtime', 'both'], 'your own agent'],
    [['--b-agent-metadata', '{}'], '--b-agent'],
    [['--realtime-model', 'm'], '--realtime'],
    [['--realtime', 'a', '--a-llm-model', 'gpt-4.1'], '--a-llm-model is for a side in three'],
    [['--realtime', 'both', '--b-tts-model', 'tts-1'], '--b-tts-model'],
    [['--realtime', 'both', '--stt-model', 'whisper-1'], '--stt-model'],
    [['--realtime', 'a', '--b-agent', 'desk', '--llm-model', 'm'], '--llm-model'],
    [['--realtime', 'a', '--a-provider', 'rehearsal'], 'no speech-to-speech model'],
    [['--realtime', 'both', '--provider', 'rehearsal'], '--provider rehearsal is for sides in'],
    [
      ['--llm-model', ''],
      "option '--llm-model <name>' argument '' is invalid. It must name a model",
    ],
    [['--b-voice', ' '], 'It must name a voice'],
    [['--b-agent', ''], "'--b-agent <name>' argument '' is invalid. It must name your agent"],
    [['--a', ''], 'It must name a persona or its file.'],
  ])('%j is wrong usage, before an engine is opened', async (argv, told) => {
    const { code, stderr, opened } = await run(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
    expect(opened).toEqual([]);
  });

  it('takes no more than a run takes', async () => {
    const metadata = await run('--b-agent', 'desk', '--b-agent-metadata', 'm'.repeat(50_001));
    expect(metadata.code).toBe(2);
    expect(metadata.stderr).toContain('at most 50000 characters');
    const name = await run('--a-tts-model', 'm'.repeat(201));
    expect(name.code).toBe(2);
    expect(name.stderr).toContain('It must name a model, in at most 200 characters.');
  });

  it('refuses metadata that can’t be read', async () => {
    const { code, stderr } = await run('--b-agent', 'desk', '--b-agent-metadata', '@nowhere.json');
    expect(code).toBe(1);
    expect(stderr).toContain('nowhere.json');
  });

  it('takes models of both sides for the side that has three stages', async () => {
    const request = await asked('--realtime', 'a', '--llm-model', 'gpt-4.1');
    expect(request?.sides?.b).toMatchObject({ llm: { model: 'gpt-4.1' } });
  });

  it('names the variable that holds no provider', async () => {
    const env = { DUOLOGUE_PROVIDER: 'foo' };
    const { code, stderr, opened } = await call(['list'], { studio, env });
    expect([code, opened]).toEqual([2, []]);
    expect(stderr).toBe(
      'error: DUOLOGUE_PROVIDER in the environment is “foo”, which is no provider.\n  → Set it to rehearsal, openai, or openai-compatible, or leave it out.\n',
    );
  });
});

describe('duologue models', () => {
  it('lists every stage of the usual provider', async () => {
    studio.provider = 'openai';
    studio.models = {
      models: ['tiny', 'large'],
      voices: [{ id: 'nova', label: 'Nova', description: '' }],
      source: 'table',
      asOf: '2026-11-23',
      notice: { code: 'not-found', message: 'It tells no models.' },
    };
    const { code, stdout, stderr } = await call(['models'], { studio });
    expect([code, stderr]).toEqual([0, '']);
    expect(studio.listed.map(({ stage }) => stage)).toEqual(['llm', 'stt', 'tts', 'realtime']);
    for (const text of [
      'tiny',
      'large',
      'nova',
      'Duologue’s own list, of 2026-11-23',
      'It tells no',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  it('lists one stage of a server as JSON', async () => {
    const baseUrl = 'http://localhost:11434/v1';
    const argv = ['--provider', 'openai-compatible', '--stage', 'llm', '--base-url', baseUrl];
    const { stdout } = await call(['models', ...argv, '--json'], { studio });
    expect(studio.listed).toEqual([{ provider: 'openai-compatible', stage: 'llm', baseUrl }]);
    expect(JSON.parse(stdout)).toMatchObject([{ stage: 'llm', models: ['tiny'] }]);
  });

  it.each(['provider-unauthorized', 'provider-unreachable', 'timeout'] as const)(
    'fails by %s, told once with its remedy',
    async (code) => {
      const notice = { code, message: 'OpenAI did not take the key.', remedy: 'Check the key.' };
      studio.models = {
        models: ['gpt-4.1'],
        voices: [],
        source: 'table',
        asOf: '2026-11-23',
        notice,
      };
      const called = await call(['models', '--provider', 'openai'], { studio });
      expect(called.code).toBe(1);
      expect(called.stderr).toBe('error: OpenAI did not take the key.\n  → Check the key.\n');
      expect(called.stdout).toContain('Duologue’s own list, of 2026-11-23\n  gpt-4.1\n');
      expect(called.stdout).not.toContain('the key');
      const json = await call(['models', '--provider', 'openai', '--json'], { studio });
      expect(json.code).toBe(1);
      expect(JSON.parse(json.stdout)).toMatchObject([{ notice }, {}, {}, {}]);
    },
  );

  it('is no failure for a stage without a server beside others that have one', async () => {
    studio.provider = 'openai-compatible';
    studio.settings.compatible.llm.baseUrl = 'http://localhost:11434/v1';
    const none = (stage: string) =>
      ({ code: 'provider-unreachable', message: `No address for ${stage}.` }) as const;
    studio.listModels = ({ stage }) =>
      Promise.resolve<ModelList>({
        ...{ models: stage === 'llm' ? ['tiny'] : [], voices: [], source: 'table' },
        ...(stage === 'llm' ? {} : { notice: none(stage) }),
      });
    const { code, stdout, stderr } = await call(['models'], { studio });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('speaking (tts)\n  No address for tts.\n  not known');
    studio.settings.compatible.llm = {};
    const unset = await call(['models', '--stage', 'tts'], { studio });
    expect([unset.code, unset.stderr]).toEqual([1, 'error: No address for tts.\n']);
  });

  it.each([
    [['--base-url', '127.0.0.1:18451/v1'], "'--base-url <url>' argument '127.0.0.1:18451/v1'"],
    [['--base-url', 'http://me:pass@host/v1'], 'without a name or password'],
    [['--provider', 'rehearsal', '--base-url', 'http://localhost/v1'], 'has no address'],
  ])('takes %j as wrong usage', async (argv, told) => {
    const { code, stderr } = await call(['models', ...argv], { studio });
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});
