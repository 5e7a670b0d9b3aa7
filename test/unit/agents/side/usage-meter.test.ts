import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amountsSchema, type Amounts } from '../../../../src/contract/usage.ts';
import { meteredFetch } from '../../../../src/agents/side/usage-meter.ts';
import { realtimeAmounts, wholeAmounts } from '../../../../src/agents/side/usage-reports.ts';
import { ChatTally, transcriptionAmounts } from '../../../../src/agents/side/usage-answers.ts';
import { toWav } from '../../../../src/rehearsal/wav.ts';
import { FakeOpenAi } from '../../../support/fake-openai/index.ts';

type Report = { stage: string; model: string; amounts: Partial<Amounts> };

let fake: FakeOpenAi;
let reports: Report[];
let onReport: () => void;
beforeEach(async () => {
  fake = await FakeOpenAi.start({ reply: () => ({ text: 'one two three four' }) });
  reports = [];
  onReport = () => undefined;
});
afterEach(() => fake.close());

const metered = meteredFetch((stage, model, amounts) => {
  reports.push({ stage, model, amounts });
  onReport();
});

/** Resolves when so many reports have come. */
function reported(count = 1): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onReport = () => {
    if (reports.length >= count) resolve();
  };
  onReport();
  return promise;
}

const POST = { method: 'POST', body: '{"model":"some-mind","messages":[]}' };
const messages = [{ role: 'system', content: 'You are Ann.' }];
function chat(more: object = {}, signal?: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ model: 'some-mind', messages, stream: true, ...more });
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body, ...(signal ? { signal } : {}) };
  return metered(`${fake.baseUrl}/chat/completions`, init);
}
const wanted = { stream_options: { include_usage: true } };

describe('a language model', () => {
  it('used what the server says, streamed or not, and the answer is whole', async () => {
    const text = await (await chat(wanted)).text();
    expect(text).toContain('[DONE]');
    await reported();
    const whole = await (await chat({ stream: false })).json();
    expect(whole).toMatchObject({ usage: { completion_tokens: 4 } });
    expect(reports[0]).toMatchObject({
      ...{ stage: 'llm', model: 'some-mind' },
      amounts: { requests: 1, outputTokens: 4, cachedInputTokens: 0 },
    });
    await reported(2);
    expect(reports[1]?.amounts).toEqual(reports[0]?.amounts);
  });

  it('used about as much as the text has when the server doesn’t say', async () => {
    await (await chat()).text();
    await reported();
    const sent = JSON.stringify([messages, undefined]).length;
    expect(reports[0]?.amounts).toEqual({
      ...{ requests: 1, inputTokens: Math.ceil(sent / 4) },
      outputTokens: Math.ceil('one two three four'.length / 4),
    });
  });

  it('used what was said until it was cancelled', async () => {
    fake.behave('chat', { kind: 'slow', rate: 20 });
    const control = new AbortController();
    const response = await chat(wanted, control.signal);
    const reader = response.body?.getReader();
    let seen = '';
    while (!seen.includes('one'))
      seen += Buffer.from((await reader?.read())?.value ?? []).toString();
    control.abort();
    await reported();
    const { inputTokens, outputTokens, requests } = reports[0]?.amounts ?? {};
    expect(requests).toBe(1);
    expect(inputTokens).toBeGreaterThan(5);
    expect(outputTokens).toBeGreaterThan(0);
    expect(outputTokens).toBeLessThan(5);
  });

  it('used its prompt when it was cancelled before the first word', async () => {
    fake.behave('chat', { kind: 'silent' });
    const control = new AbortController();
    const asked = chat(wanted, control.signal);
    control.abort();
    await expect(asked).rejects.toThrow();
    expect(reports[0]?.amounts).toMatchObject({ requests: 1, outputTokens: 0 });
    expect(reports[0]?.amounts.inputTokens).toBeGreaterThan(5);
  });

  it('used nothing when it was refused or not there', async () => {
    fake.behave('chat', { kind: 'status', status: 429 });
    expect((await chat(wanted)).status).toBe(429);
    await expect(metered('http://127.0.0.1:1/v1/chat/completions', POST)).rejects.toThrow();
    expect(reports).toEqual([]);
  });

  it('is read in whatever pieces it comes, and what is no answer is passed over', () => {
    const tally = new ChatTally('{"messages":[]}');
    const told = { prompt_tokens: 9, completion_tokens: 3 };
    const details = { prompt_tokens_details: { cached_tokens: 8 } };
    const text = `: ping\n\ndata: {"choices": [\n\ndata: ${JSON.stringify({ choices: [], usage: { ...told, ...details } })}\n\n`;
    for (const character of text) tally.add(character);
    expect(tally.amounts()).toEqual({
      ...{ requests: 1, inputTokens: 9, cachedInputTokens: 8, outputTokens: 3 },
    });
  });
});

describe('what a server makes up', () => {
  const made = (usage: object) =>
    `data: ${JSON.stringify({ choices: [{ delta: { content: 'one two three' } }], usage })}\n`;

  it.each([
    { prompt_tokens: -5, completion_tokens: 3 },
    { prompt_tokens: 1e300, completion_tokens: 3 },
    { prompt_tokens: 'many', completion_tokens: 3 },
    { prompt_tokens: 5 },
    { completion_tokens: null },
  ])('%j is estimated instead', (usage) => {
    const tally = new ChatTally(JSON.stringify({ messages }));
    tally.add(made(usage));
    const sent = JSON.stringify([messages, undefined]).length;
    expect(tally.amounts()).toEqual({
      ...{ requests: 1, inputTokens: Math.ceil(sent / 4), outputTokens: 4 },
    });
  });

  it('counts as not told in whatever it reports', () => {
    const amounts = { requests: 1, inputTokens: -1, outputTokens: Infinity, characters: NaN };
    expect(wholeAmounts({ ...amounts, audioInputTokens: 1e12, audioInputSeconds: 2 })).toEqual(
      amountsSchema.parse({ requests: 1, audioInputSeconds: 2 }),
    );
    expect(wholeAmounts({ inputTokens: NaN })).toBeUndefined();
    const absurd = '{"text":"a","usage":{"type":"duration","seconds":1e99}}';
    expect(transcriptionAmounts(absurd, 2.2)).toEqual({ requests: 1, audioInputSeconds: 2.2 });
    const negative = '{"usage":{"type":"tokens","input_tokens":-4,"output_tokens":1}}';
    expect(transcriptionAmounts(negative, 2.2)).toEqual({ requests: 1, audioInputSeconds: 2.2 });
  });

  it('text that isn’t in Latin letters is estimated by its bytes', () => {
    const tally = new ChatTally('{"messages":[]}');
    tally.add(`data: ${JSON.stringify({ choices: [{ delta: { content: '你好吗' } }] })}\n`);
    expect(tally.amounts().outputTokens).toBe(3);
  });
});

describe('a recogniser', () => {
  it('used the sound that was sent, and the tokens that it says', async () => {
    const form = new FormData();
    form.set('model', 'some-ear');
    const wav = toWav(new Int16Array(24_000), 16_000);
    form.set('file', new File([new Uint8Array(wav)], 'audio.wav'));
    const url = `${fake.baseUrl}/audio/transcriptions`;
    await (await metered(url, { method: 'POST', body: form })).json();
    await reported();
    expect(reports[0]).toMatchObject({
      ...{ stage: 'stt', model: 'some-ear' },
      amounts: { requests: 1, audioInputSeconds: 1.5, audioInputTokens: 15, inputTokens: 0 },
    });
  });

  it('may be paid by the second, or say nothing', () => {
    const byTime = '{"text":"a","usage":{"type":"duration","seconds":3}}';
    expect(transcriptionAmounts(byTime, 2.2)).toEqual({ requests: 1, audioInputSeconds: 3 });
    expect(transcriptionAmounts('{"text":"a"}', 2.2).audioInputSeconds).toBe(2.2);
    expect(transcriptionAmounts('nonsense', 2.2).audioInputSeconds).toBe(2.2);
  });
});

const VOICE = { model: 'some-voice', voice: 'alloy', response_format: 'pcm' };

describe('a voice', () => {
  it('used the characters that it was given to say', async () => {
    const body = JSON.stringify({ ...VOICE, input: 'Grüß dich 🙂' });
    await metered(`${fake.baseUrl}/audio/speech`, { method: 'POST', body });
    await reported();
    expect(reports).toEqual([
      { stage: 'tts', model: 'some-voice', amounts: { requests: 1, characters: 11 } },
    ]);
  });
});

describe('a speech-to-speech model', () => {
  it('used text and sound, each from the cache or not', () => {
    const tokens = {
      ...{ inputTokens: 100, outputTokens: 60 },
      inputTokenDetails: {
        ...{ audioTokens: 70, textTokens: 30, cachedTokens: 50 },
        cachedTokensDetails: { audioTokens: 40, textTokens: 10 },
      },
      outputTokenDetails: { audioTokens: 45, textTokens: 15 },
    };
    expect(realtimeAmounts(tokens)).toEqual({
      ...{ requests: 1, inputTokens: 30, cachedInputTokens: 10, outputTokens: 15 },
      ...{ audioInputTokens: 70, cachedAudioInputTokens: 40, audioOutputTokens: 45 },
    });
  });
});
