import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../src/contract/conversation.ts';
import { toErrorData, type ErrorData } from '../../src/contract/errors.ts';
import type { Pipeline } from '../../src/contract/provider.ts';
import { adaptedStages, preflight } from '../../src/main/engine/preflight.ts';
import { KnownAnswers } from '../../src/main/providers/known-answers.ts';
import { listModels } from '../../src/main/providers/model-lists.ts';
import { playersFor, type PlayersRequest } from '../../src/main/providers/players.ts';
import { askStage, testStage } from '../../src/main/providers/stage-test.ts';
import { FakeOpenAi, type FakeOptions } from '../support/fake-openai/index.ts';
import { config, persona } from '../unit/conversations/samples.ts';

const CANARY = 'sk-canary-preflight-123456';
const personas = { a: persona('maya', 'Maya Ortiz'), b: persona('dan', 'Dan Webb') };

let fake: FakeOpenAi;
let known: KnownAnswers;
let now: number;
/** Also of a server that was closed. */
let baseUrl: string;
beforeEach(async () => {
  now = 1;
  known = new KnownAnswers(askStage, () => now);
  fake = await FakeOpenAi.start({ keys: [CANARY] });
  baseUrl = fake.baseUrl;
});
afterEach(() => fake.close());

/** Another server, for what has to be there from the start. */
async function restart(options: FakeOptions): Promise<void> {
  await fake.close();
  fake = await FakeOpenAi.start(options);
  baseUrl = fake.baseUrl;
}

const env = (): NodeJS.ProcessEnv => ({ OPENAI_API_KEY: CANARY, OPENAI_BASE_URL: baseUrl });

function frozen(sides?: PlayersRequest['sides'], more: Partial<PlayersRequest> = {}) {
  const provider = 'openai-compatible' as const;
  const stages = playersFor({ provider, personas, env: env(), sides, ...more });
  return { ...config(), personas, stages } satisfies ConversationConfig;
}

const keys = () => ({ openai: CANARY, [new URL(baseUrl).origin]: CANARY });
/** So long that whoever answers does so in time, ms. */
const PATIENCE_MS = 60_000;
/** For who never answers; the others have to be through by then. */
const SHORT_MS = 3000;
const check = (run: ConversationConfig, timeoutMs = PATIENCE_MS) =>
  preflight(run, { keys: keys(), known, timeoutMs });
const refusal = async (run: ConversationConfig, timeoutMs?: number): Promise<ErrorData> =>
  await check(run, timeoutMs).then(
    () => expect.fail('it should be refused'),
    (thrown: unknown) => toErrorData(thrown),
  );
const adapt = (run: ConversationConfig) => adaptedStages(run, { keys: keys(), known });

describe('before a run', () => {
  it('every stage of both sides is asked once, with the key in its header alone', async () => {
    const findings = await check(frozen());
    // Two voices, but one mind and one ear.
    expect(findings.map(({ test }) => test.stage).toSorted()).toEqual(['llm', 'stt', 'tts', 'tts']);
    expect(fake.of('chat')).toHaveLength(1);
    expect(fake.of('transcriptions')).toHaveLength(1);
    for (const { headers, path, body } of fake.requests) {
      expect(headers.authorization).toBe(`Bearer ${CANARY}`);
      expect(path + JSON.stringify(body)).not.toContain(CANARY);
    }
  });

  it('nobody is asked for the rehearsal', async () => {
    expect(await check(frozen(undefined, { provider: 'rehearsal' }))).toEqual([]);
    expect(fake.requests).toEqual([]);
  });

  it('an answer holds for ten minutes, for several runs at once, and for one key', async () => {
    await Promise.all([check(frozen()), check(frozen())]);
    const asked = fake.requests.length;
    now += 9.9 * 60_000;
    await check(frozen());
    expect(fake.requests).toHaveLength(asked);
    now += 0.2 * 60_000;
    await check(frozen());
    expect(fake.of('chat')).toHaveLength(2);
    const wrong = { openai: 'sk-wrong', [new URL(fake.baseUrl).origin]: 'sk-wrong' };
    await expect(preflight(frozen(), { keys: wrong, known })).rejects.toThrow('refused the key');
  });

  it('a failure is forgotten at once', async () => {
    fake.behave('chat', [
      { kind: 'status', status: 404, code: 'model_not_found' },
      { kind: 'normal' },
    ]);
    await refusal(frozen());
    await check(frozen());
  });

  it('names stage, model and persona of what is missing', async () => {
    fake.behave('chat', { kind: 'status', status: 404, code: 'model_not_found' });
    const error = await refusal(
      frozen({ b: { kind: 'pipeline', llm: { model: 'gpt-9' }, stt: {}, tts: {} } }),
    );
    expect(error.code).toBe('provider-model-missing');
    expect(error.message).toBe(
      `${new URL(baseUrl).origin} does not know the model of LLM of Maya Ortiz (model "gpt-6-luna"). The same goes for LLM of Dan Webb (model "gpt-9").`,
    );
    const both = await refusal(frozen());
    expect(both.message).toContain('LLM of Maya Ortiz and Dan Webb (model "gpt-6-luna")');
  });

  it.each([
    ['a wrong key', { kind: 'status', status: 401 }, 'provider-unauthorized'],
    [
      'no quota',
      { kind: 'status', status: 429, code: 'insufficient_quota', message: 'quota' },
      'provider-quota',
    ],
    ['silence', { kind: 'silent' }, 'timeout'],
    ['a web page', { kind: 'garbage' }, 'provider-failed'],
  ] as const)('%s ends it', async (_what, behaviour, code) => {
    fake.behave('chat', behaviour);
    const error = await refusal(frozen(), behaviour.kind === 'silent' ? SHORT_MS : undefined);
    expect(error.code).toBe(code);
    expect(error.message).toContain('Maya Ortiz');
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });

  it('a model without tools is no reason to refuse it, and is told', async () => {
    await restart({ refuses: ['tools'] });
    await check(frozen());
    expect(adapt(frozen()).notices).toMatchObject([
      { message: expect.stringContaining('Maya Ortiz and Dan Webb take no tools') },
    ]);
    const test = { stage: 'llm', baseUrl, model: 'tiny', apiKey: CANARY } as const;
    expect(await testStage(test)).toMatchObject({
      ok: true,
      note: expect.stringContaining('takes no tools, so a persona can’t hang up by it'),
    });
  });

  it('a server that has too much to do is there all the same', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'retry-after-ms': '1' } } as const;
    fake.behave('chat', [busy, busy, { kind: 'normal' }]);
    const findings = await check(frozen());
    expect(findings.find(({ test }) => test.stage === 'llm')?.note).toContain('busy');
  });

  it('a server that is not there is told', async () => {
    const run = frozen();
    await fake.close();
    const error = await refusal(run);
    expect(error.code).toBe('provider-unreachable');
    expect(error.message).toMatch(
      /nothing listens there: LLM of Maya Ortiz and Dan Webb .*The same goes for STT .*, TTS .*, and TTS /,
    );
    fake = await FakeOpenAi.start();
  });
});

describe('what a server does differently is found out and kept', () => {
  const a = async (): Promise<Pipeline> => {
    const run = frozen();
    await check(run);
    const { stages } = adapt(run);
    return stages.a as Pipeline;
  };

  it('nothing where it is as OpenAI', async () => {
    const run = frozen();
    await check(run);
    expect(adapt(run)).toEqual({ stages: run.stages, notices: [] });
  });

  it.each(['wav', 'opus', 'flac'] as const)('it speaks %s only', async (format) => {
    await restart({ speech: { formats: [format] } });
    expect((await a()).tts).toMatchObject({ format });
  });

  it('its sound has another rate', async () => {
    await restart({ speech: { sampleRate: 16_000 } });
    expect((await a()).tts).toMatchObject({ sampleRate: 16_000 });
    expect((await a()).tts).not.toHaveProperty('format');
  });

  it('its model refuses a parameter', async () => {
    await restart({ refuses: ['temperature', 'max_tokens'] });
    const llm = { model: 'o9', temperature: 0.4 };
    const run = frozen({ a: { kind: 'pipeline', llm, stt: {}, tts: {} } });
    await check(run);
    const { stages, notices } = adapt(run);
    expect(stages.a).not.toHaveProperty('llm.temperature');
    expect(notices).toMatchObject([{ message: expect.stringContaining('takes no temperature') }]);
  });

  it('it listens to whole utterances only', async () => {
    fake.behave('realtime', { kind: 'status', status: 404 });
    const stt = { mode: 'realtime' } as const;
    const run = frozen({ a: { kind: 'pipeline', llm: {}, stt, tts: {} } });
    await check(run);
    const { stages, notices } = adapt(run);
    expect(stages.a).toMatchObject({ stt: { mode: 'batch' } });
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toContain('STT of Maya Ortiz');
  });

  it('its WebSocket opens and stays silent', async () => {
    fake.behave('realtime', { kind: 'silent' });
    const stt = { mode: 'realtime' } as const;
    const run = frozen({ a: { kind: 'pipeline', llm: {}, stt, tts: {} } });
    await check(run, SHORT_MS);
    expect(adapt(run).stages.a).toMatchObject({ stt: { mode: 'batch' } });
  });

  it('a model that listens over a WebSocket alone is asked there, and told when it stays silent', async () => {
    const stt = { model: 'gpt-live-transcribe' };
    const run = frozen({ a: { kind: 'pipeline', llm: {}, stt, tts: {} } });
    await check(run);
    expect(fake.of('realtime')).toHaveLength(1);
    known = new KnownAnswers(askStage, () => now);
    fake.behave('realtime', { kind: 'silent' });
    const error = await refusal(run, SHORT_MS);
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('STT of') });
    expect(error.message).toContain('took the connection but did not answer in time');
  });

  it('it listens while somebody speaks', async () => {
    const stt = { mode: 'realtime' } as const;
    const run = frozen({ a: { kind: 'pipeline', llm: {}, stt, tts: {} } });
    await check(run);
    expect(adapt(run)).toEqual({ stages: run.stages, notices: [] });
    const [request] = fake.of('realtime');
    expect(request?.path).toContain('intent=transcription');
    expect(request?.messages[1]?.message).toMatchObject({ session: { type: 'transcription' } });
  });
});

describe('a speech-to-speech model', () => {
  const test = () => ({
    ...{ stage: 'realtime' as const, baseUrl: fake.baseUrl, model: 'gpt-realtime' },
    ...{ apiKey: CANARY, voice: 'marin', timeoutMs: PATIENCE_MS },
  });

  it('is asked for a session and says nothing', async () => {
    const verdict = await testStage(test());
    expect(verdict).toMatchObject({ ok: true, note: expect.stringContaining('gpt-realtime') });
    const [request] = fake.of('realtime');
    expect(request?.path).toBe('/v1/realtime?model=gpt-realtime');
    const sent = request?.messages.filter(({ from }) => from === 'client');
    expect(sent?.map(({ message }) => message['type'])).toEqual(['session.update']);
  });

  it.each([
    [401, 'refused the key'],
    [404, 'no speech-to-speech under that address'],
    [503, 'failed'],
  ])('that answers %i is told', async (status, note) => {
    fake.behave('realtime', { kind: 'status', status });
    const verdict = await testStage(test());
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining(note) });
  });

  it('that stays silent is given up', async () => {
    fake.behave('realtime', { kind: 'silent' });
    const verdict = await testStage({ ...test(), timeoutMs: SHORT_MS });
    const server = new URL(baseUrl).origin;
    expect(verdict).toMatchObject({
      ok: false,
      note: `${server} took the connection but did not answer in time: speech-to-speech (model "gpt-realtime").`,
    });
  });

  it('stops a run that needs it', async () => {
    fake.behave('realtime', { kind: 'status', status: 401 });
    const run = frozen({ a: { kind: 'realtime', provider: 'openai-compatible' } });
    const error = await refusal(run);
    expect(error).toMatchObject({ code: 'provider-unauthorized' });
    expect(error.message).toContain('speech-to-speech of Maya Ortiz');
  });
});

describe('lists', () => {
  const list = (
    stage: 'llm' | 'stt' | 'tts' | 'realtime',
    provider: 'openai' | 'openai-compatible',
  ) => listModels({ provider, stage }, { env: env() }, { timeoutMs: PATIENCE_MS });

  it('come from the endpoint where it tells', async () => {
    const all = ['gpt-4.1-mini', 'gpt-4o-mini-transcribe', 'kokoro', 'gpt-realtime'];
    await restart({ models: all, voices: ['af_heart', 'bm_george'] });
    expect(await list('llm', 'openai-compatible')).toEqual({
      ...{ models: ['gpt-4.1-mini'], voices: [], source: 'endpoint' },
    });
    expect(await list('stt', 'openai')).toMatchObject({ models: ['gpt-4o-mini-transcribe'] });
    expect(await list('realtime', 'openai')).toMatchObject({ models: ['gpt-realtime'] });
    const { models, voices } = await list('tts', 'openai-compatible');
    expect([models, voices.map(({ id }) => id)]).toEqual([['kokoro'], ['af_heart', 'bm_george']]);
  });

  it('come from the table with its date where it doesn’t', async () => {
    await restart({ listsModels: false });
    const list1 = await list('stt', 'openai');
    expect(list1).toMatchObject({
      source: 'table',
      asOf: '2026-11-23',
      notice: { code: 'not-found' },
    });
    expect(list1.models).toContain('whisper-1');
    expect(await list('llm', 'openai-compatible')).toMatchObject({ models: [], source: 'table' });
  });

  it.each([
    ['a wrong key', { kind: 'status', status: 401 }, 'refused the key for its list of models.'],
    ['a web page', { kind: 'garbage' }, 'its list of models'],
    ['a redirect', { kind: 'status', status: 308 }, 'sends requests on to'],
  ] as const)('say why a server did not tell: %s', async (_what, behaviour, message) => {
    fake.behave('models', behaviour);
    const { notice, source } = await list('llm', 'openai');
    expect(notice?.message).toContain(message);
    expect(notice?.message).not.toContain('any');
    expect(source).toBe('table');
  });

  it('of hundreds of models are given whole', async () => {
    const models = Array.from({ length: 400 }, (_, nth) => `maker-${nth}/model`);
    await restart({ models });
    expect((await list('llm', 'openai-compatible')).models).toHaveLength(400);
  });

  it('say that a server is not there', async () => {
    await fake.close();
    const { notice, models } = await list('llm', 'openai');
    expect(notice).toMatchObject({ code: 'provider-unreachable' });
    expect(models).toContain('gpt-6-luna');
    fake = await FakeOpenAi.start();
  });

  it('send no key of OpenAI’s to an address that is only being typed', async () => {
    const keys = { openai: CANARY };
    const request = { provider: 'openai', stage: 'llm', baseUrl } as const;
    const list2 = await listModels(request, { env: {}, keys });
    expect(list2.notice).toMatchObject({ code: 'provider-unauthorized' });
    expect(JSON.stringify(fake.requests)).not.toContain(CANARY);
    await listModels(request, { env: { OPENAI_BASE_URL: baseUrl }, keys });
    expect(JSON.stringify(fake.requests)).not.toContain(CANARY);
    await listModels(request, { env: env() });
    expect(fake.requests.at(-1)?.headers.authorization).toBe(`Bearer ${CANARY}`);
  });

  it('need no key to show the table', async () => {
    const found = await listModels({ provider: 'openai', stage: 'tts' }, { env: {} });
    expect(found).toMatchObject({ source: 'table', notice: { code: 'provider-unauthorized' } });
    expect(found.voices.map(({ id }) => id)).toContain('marin');
  });
});
