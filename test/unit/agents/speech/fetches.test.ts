import { initializeLogger, llm } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isCutShort, providerFault } from '../../../../src/agents/speech/api-errors.ts';
import { clientFor } from '../../../../src/agents/speech/clients.ts';
import { lenientFetch } from '../../../../src/agents/speech/lenient-fetch.ts';
import { Mind } from '../../../../src/agents/speech/mind.ts';
import { patientFetch } from '../../../../src/agents/speech/patient-fetch.ts';
import { retryAfterMs } from '../../../../src/agents/speech/patiently.ts';
import type { LlmStage } from '../../../../src/contract/provider.ts';
import {
  FakeOpenAi,
  type Behaviour,
  type FakeOptions,
} from '../../../support/fake-openai/index.ts';

let fake: FakeOpenAi | undefined;
beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
afterEach(() => fake?.close());

/** What a mind said, what went wrong, and which parameters were left out. */
async function ask(options: FakeOptions, stage: Partial<LlmStage>, ...behaviours: Behaviour[]) {
  fake = await FakeOpenAi.start({ reply: () => ({ text: 'Yes, of course.' }), ...options });
  if (behaviours.length > 0) fake.behave('chat', behaviours);
  const leftOut: string[] = [];
  const whole: LlmStage = { provider: 'openai', baseUrl: fake.baseUrl, model: 'm', ...stage };
  const keys = { [new URL(fake.baseUrl).origin]: 'sk-canary-0123456789' };
  const client = clientFor(
    whole,
    { conversationId: 'c', side: 'a', keys, timeoutMs: 300 },
    (fetch) => lenientFetch(patientFetch(fetch), (name) => leftOut.push(name)),
  );
  const mind = new Mind(client, whole);
  const faults: Error[] = [];
  mind.on('error', ({ error }) => faults.push(error));
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: 'May I?' });
  const tool = llm.tool({
    name: 'end_call',
    description: 'Ends.',
    parameters: z.object({}),
    execute: async () => '',
  });
  let text = '';
  for await (const chunk of mind.chat({ chatCtx, toolCtx: new llm.ToolContext([tool]) })) {
    text += chunk.delta?.content ?? '';
  }
  const told = faults.map((error) => providerFault(error, { stage: 'LLM of Maya', model: 'm' }));
  return { text, leftOut, faults, told, mind, asked: fake.of('chat').length };
}

const status = (code: number, more: object = {}): Behaviour => ({
  ...{ kind: 'status', status: code },
  ...more,
});

describe('the options of a language model', () => {
  it('are sent, a temperature of 0 too', async () => {
    const { text } = await ask({}, { temperature: 0, maxTokens: 99, reasoningEffort: 'low' });
    expect(text).toBe('Yes, of course.');
    expect(fake!.of('chat')[0]?.body).toMatchObject({
      ...{ temperature: 0, max_completion_tokens: 99, reasoning_effort: 'low' },
    });
  });

  it('are left out one by one when the model refuses them', async () => {
    const refuses = ['temperature', 'reasoning_effort'];
    const stage = { temperature: 1, reasoningEffort: 'low' } as const;
    const { text, leftOut, told } = await ask({ refuses }, stage);
    expect({ text, leftOut, told }).toEqual({
      ...{ text: 'Yes, of course.', leftOut: refuses, told: [] },
    });
  });

  it('get their older name where the server knows only that', async () => {
    const { text } = await ask({ refuses: ['max_completion_tokens'] }, { maxTokens: 99 });
    expect(text).toBe('Yes, of course.');
    expect(fake!.of('chat')[1]?.body).toMatchObject({ max_tokens: 99 });
  });

  it.each([
    [400, 'registry.ollama.ai/library/gemma:2b does not support tools'],
    [400, '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'],
    [400, '`tool calling` is not supported with this model'],
    [400, 'Function calling is not enabled for this model'],
    [404, 'No endpoints found that support tool use.'],
    [500, 'tools param requires --jinja flag'],
  ])('are asked without tools where there are none: %i %s', async (code, message) => {
    const refusal = status(code, { message });
    const tries = code === 500 ? 3 : 1;
    const behaviours = [...Array<Behaviour>(tries).fill(refusal), { kind: 'normal' } as const];
    const { text, leftOut, told } = await ask({}, {}, ...behaviours);
    expect({ text, leftOut, told }).toEqual({
      text: 'Yes, of course.',
      leftOut: ['tools'],
      told: [],
    });
    const last = fake!.of('chat').at(-1)?.body ?? {};
    expect(Object.keys(last)).not.toContain('tools');
    expect(Object.keys(last)).not.toContain('tool_choice');
    expect(Object.keys(last)).not.toContain('parallel_tool_calls');
  });

  it('are not said to be left out when that does not help', async () => {
    const missing = status(404, {
      code: 'model_not_found',
      message: 'The model tool-1 was not found.',
    });
    const { leftOut, told } = await ask({}, {}, missing);
    expect(leftOut).toEqual([]);
    expect(told).toMatchObject([{ code: 'provider-model-missing' }]);
  });

  it('stay when the 400 is about something else', async () => {
    const { told, asked } = await ask({}, { temperature: 1 }, status(400, { message: 'No.' }));
    expect(asked).toBe(1);
    expect(told).toMatchObject([{ code: 'provider-failed' }]);
  });
});

describe('a language model that fails', () => {
  it('is asked again after the pause that it wants', async () => {
    const busy = status(429, { headers: { 'retry-after-ms': '20' } });
    const { text, told, asked } = await ask({}, {}, busy, busy, { kind: 'normal' });
    expect({ text, told, asked }).toEqual({ text: 'Yes, of course.', told: [], asked: 3 });
  });

  it('is asked three times at most, and that is told once', async () => {
    const { told, asked } = await ask({}, {}, status(503));
    expect(asked).toBe(3);
    expect(told).toMatchObject([{ code: 'provider-failed', details: { status: 503 } }]);
  });

  it.each([
    [status(401, { message: 'Incorrect API key: sk-canary-0123456789' }), 'provider-unauthorized'],
    [status(404, { code: 'model_not_found' }), 'provider-model-missing'],
    [status(429, { code: 'insufficient_quota', message: 'Pay.' }), 'provider-quota'],
    [status(429, { headers: { 'retry-after': '3600' } }), 'provider-failed'],
    [{ kind: 'silent' } as const, 'timeout'],
    [{ kind: 'garbage' } as const, 'provider-failed'],
  ])('%o: is not asked again', async (behaviour, code) => {
    const { text, told, asked } = await ask({}, {}, behaviour);
    expect({ text, asked }).toEqual({ text: '', asked: 1 });
    expect(told).toMatchObject([{ code }]);
    expect(JSON.stringify(told)).not.toContain('canary');
  });

  it('that can not be reached is called that', async () => {
    const gone = await FakeOpenAi.start();
    const { baseUrl } = gone;
    await gone.close();
    const { told, asked } = await ask({}, { baseUrl });
    expect(asked).toBe(0);
    expect(told).toMatchObject([{ code: 'provider-unreachable' }]);
  });

  it('keeps what came before the connection broke', async () => {
    const { text, faults } = await ask({}, {}, { kind: 'cut', afterBytes: 500 });
    expect(text).toMatch(/^Yes/);
    expect(faults.map(isCutShort)).toEqual([true]);
  });

  it('knows whether its last answer broke off, and forgets it with the next one', async () => {
    const { mind } = await ask({}, {}, { kind: 'cut', afterBytes: 500 }, { kind: 'normal' });
    expect(mind.isCutShort).toBe(true);
    const next = mind.chat({ chatCtx: llm.ChatContext.empty() });
    expect(mind.isCutShort).toBe(false);
    for await (const { delta } of next) expect(delta?.content ?? '').not.toContain('undefined');
    expect(mind.isCutShort).toBe(false);
  });

  it('that stalls after its first words has timed out', async () => {
    const { text, told } = await ask({}, {}, { kind: 'slow', rate: 0.5 });
    expect(text.length).toBeLessThan('Yes, of course.'.length);
    expect(told).toMatchObject([{ code: 'timeout' }]);
  });
});

it('reads the pause that a server wants, in seconds or as a date', () => {
  const error = (headers: Record<string, string>) =>
    Object.assign(new Error('busy'), { headers: new Headers(headers) });
  const now = Date.UTC(2026, 0, 1);
  expect(retryAfterMs(error({ 'retry-after': '2' }), now)).toBe(2000);
  expect(retryAfterMs(error({ 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' }), now)).toBe(3000);
  expect(retryAfterMs(error({ 'retry-after': 'soon' }), now)).toBe(0);
  expect(retryAfterMs(new Error('busy'), now)).toBe(0);
});
