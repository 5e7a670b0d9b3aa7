import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    [['--b-agent', 'desk', '--b-agent-metadata', '@nowhere.json'], 'nowhere.json'],
  ])('%j is refused before an engine is opened', async (argv, told) => {
    const { code, stderr, opened } = await run(...argv);
    expect(code).toBe(1);
    expect(stderr).toContain(told);
    expect(opened).toEqual([]);
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
      notice: { code: 'provider-unreachable', message: 'Nothing listens there.' },
    };
    const { code, stdout } = await call(['models'], { studio });
    expect(code).toBe(0);
    expect(studio.listed.map(({ stage }) => stage)).toEqual(['llm', 'stt', 'tts', 'realtime']);
    for (const text of ['tiny', 'large', 'nova', 'as known on 2026-11-23', 'Nothing listens']) {
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
});
