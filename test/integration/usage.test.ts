import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { settingsSchema } from '../../src/contract/settings.ts';
import { SIDES } from '../../src/contract/side.ts';
import type { StartConversation } from '../../src/contract/studio-api.ts';
import type { Amounts, ModelPrice, PriceTable } from '../../src/contract/usage.ts';
import { USUAL_TRANSCRIPTION_MODEL } from '../../src/main/providers/models.ts';
import { FakeOpenAi, type RecordedRequest, type Reply } from '../support/fake-openai/index.ts';
import { wordsIn } from '../support/fake-openai/replies.ts';
import { fixtureCast } from '../support/fixture-cast.ts';
import { StudioFixture } from '../support/studio-fixture.ts';

/** Of the sound that is sent to be recognised: 16 kHz, 16 bit, and its header. */
const HEARD_BYTES_PER_SECOND = 32_000;
const WAV_HEADER = 44;

/** The fake stands on this machine, and so would be free without prices of the user's own. */
const PRICES: PriceTable = {
  asOf: '2026-09-20',
  prices: [
    { model: 'gpt-4.1-mini', inputTokens: 1, outputTokens: 2 },
    { model: 'gpt-4o-mini-transcribe', audioInputMinutes: 0.01 },
    { model: 'gpt-4o-mini-tts', characters: 1000 },
  ],
};
/** Those that have a price above, whatever is usual by now. */
const MODELS = {
  kind: 'pipeline' as const,
  llm: { model: 'gpt-4.1-mini' },
  stt: { model: 'gpt-4o-mini-transcribe' },
  tts: { model: 'gpt-4o-mini-tts' },
};
const REQUEST: StartConversation = {
  scenario: 'late-parcel',
  sides: { a: MODELS, b: MODELS },
  provider: 'openai',
  preflight: false,
};

let fake: FakeOpenAi;
let fixture: StudioFixture;
let reply: ((said: number) => Reply) | undefined;

/** What a studio with these prices makes of a run. */
async function open(): Promise<StudioFixture> {
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: fake.baseUrl };
  const opened = await StudioFixture.open(env);
  await opened.studio.saveSettings(settingsSchema.parse({ prices: PRICES }));
  return opened;
}

beforeAll(async () => {
  fake = await FakeOpenAi.start({
    reply: ({ messages }) => {
      const said = messages.filter(({ role, content }) => role === 'assistant' && content).length;
      if (messages.at(-1)?.role === 'tool') return { text: '' };
      const goodbye = { text: 'Thank you very much. Goodbye.', hangUp: true };
      const talk = { text: 'Yes, I understand very well what you mean by that.' };
      return reply?.(said) ?? (said >= 2 ? goodbye : talk);
    },
  });
  fixture = await open();
});
afterAll(async () => {
  await fixture.close();
  await fake.close();
});

/** Of both sides together. */
function totals({ usage }: Conversation, stage: string): Amounts {
  const entries = usage?.entries.filter((entry) => entry.stage === stage) ?? [];
  const [first] = entries;
  if (!first) throw new Error(`nothing used ${stage}`);
  const sum = { ...first.amounts };
  for (const { amounts } of entries.slice(1))
    for (const key of Object.keys(sum) as (keyof Amounts)[]) sum[key] += amounts[key];
  return sum;
}

function textOf({ body }: RecordedRequest, field: string): string {
  return String(body[field]);
}

/** Prompt tokens as the fake tells them, and as they are estimated when a request was cancelled. */
function promptTokens({ body }: RecordedRequest): [told: number, estimated: number] {
  const { messages, tools } = body;
  const estimated = Math.ceil(JSON.stringify([messages, tools]).length / 4);
  return [wordsIn(JSON.stringify(messages)), estimated];
}

describe('a conversation over a provider that is paid', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    conversation = await fixture.run(REQUEST);
  }, 240_000);

  it('goes well', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  });

  it('used what the server was asked for', () => {
    const chats = fake.of('chat');
    const spoken = fake.of('speech');
    const llm = totals(conversation, 'llm');
    expect(llm.requests).toBe(chats.length);
    const sums = (pick: (...of: [number, number]) => number) =>
      chats.map((chat) => pick(...promptTokens(chat))).reduce((x, y) => x + y, 0);
    expect(llm.inputTokens).toBeGreaterThanOrEqual(sums(Math.min));
    expect(llm.inputTokens).toBeLessThanOrEqual(sums(Math.max));
    if (!chats.some(({ aborted }) => aborted)) expect(llm.inputTokens).toBe(sums((told) => told));

    const tts = totals(conversation, 'tts');
    expect(tts.requests).toBe(spoken.length);
    const characters = spoken.map((each) => Array.from(textOf(each, 'input')).length);
    expect(tts.characters).toBe(characters.reduce((x, y) => x + y, 0));
    const played = conversation.turns.map(({ startMs, endMs }) => endMs - startMs);
    const playedSeconds = played.reduce((x, y) => x + y, 0) / 1000;
    expect(tts.audioOutputSeconds).toBeGreaterThan(playedSeconds * 0.8);
    // What was made and not said: answers prepared while the other went on.
    expect(tts.audioOutputSeconds / playedSeconds).toBeLessThan(
      spoken.length / conversation.turns.length + 0.5,
    );

    const heard = fake.of('transcriptions');
    const stt = totals(conversation, 'stt');
    expect(stt.requests).toBe(heard.length);
    const bytes = heard.map(({ body }) => (body['file'] as { bytes: number }).bytes - WAV_HEADER);
    const seconds = bytes.reduce((x, y) => x + y, 0) / HEARD_BYTES_PER_SECOND;
    expect(stt.audioInputSeconds).toBeCloseTo(seconds, 3);
  });

  it('is accounted for by side, with who served it, and costs what that costs', () => {
    const { entries = [], cost } = conversation.usage ?? {};
    expect(entries.map(({ side, stage }) => `${side} ${stage}`).toSorted()).toEqual(
      SIDES.flatMap((side) => ['llm', 'stt', 'tts'].map((stage) => `${side} ${stage}`)),
    );
    for (const entry of entries)
      expect(entry).toMatchObject({ provider: 'openai', baseUrl: fake.baseUrl });
    const [llm, stt, tts] = ['llm', 'stt', 'tts'].map((stage) => totals(conversation, stage));
    const usd =
      ((llm?.inputTokens ?? 0) + 2 * (llm?.outputTokens ?? 0)) / 1e6 +
      ((stt?.audioInputSeconds ?? 0) / 60) * 0.01 +
      (tts?.characters ?? 0) / 1000;
    expect(cost?.usd).toBeCloseTo(usd, 9);
    expect(cost).toMatchObject({ unpriced: [], pricesAsOf: '2026-09-20' });
  });

  it('told its cost while it ran, growing', () => {
    const told = fixture.events.flatMap((event) => (event.kind === 'cost' ? event.cost.usd : []));
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((x, y) => x - y));
    expect(told.at(-1)).toBeLessThanOrEqual(conversation.usage?.cost.usd ?? 0);
  });
});

describe('a budget', () => {
  it('ends the conversation after a turn, before it is exceeded', async () => {
    reply = () => ({ text: 'Yes, I understand very well what you mean by that.' });
    const budgetUsd = 1.4;
    const conversation = await fixture.run({ ...REQUEST, budgetUsd });
    reply = undefined;
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'budget', error: null });
    expect(conversation.endMessage).toContain('The budget of $1.40 allowed no further turn');
    expect(conversation.turns.length).toBeGreaterThan(1);
    expect(conversation.turns.at(-1)).toMatchObject({ interrupted: false });
    const spent = conversation.usage?.cost.usd ?? 0;
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(budgetUsd);
  });

  it('is refused at the start when it is too small for two turns', async () => {
    const { studio } = fixture;
    const before = await studio.listConversations({});
    const { leastBudgetUsd } = await studio.estimateRun({ request: REQUEST, count: 1 });
    const refused = studio.startConversation({ ...REQUEST, budgetUsd: leastBudgetUsd / 2 });
    await expect(refused).rejects.toMatchObject({
      data: { code: 'invalid-input', details: { leastUsd: leastBudgetUsd } },
    });
    expect((await studio.listConversations({})).total).toBe(before.total);
  });

  it('is refused at the start over a model whose price isn’t known', async () => {
    const llm = { model: 'gpt-9', baseUrl: 'https://models.example.com/v1' };
    const a = {
      kind: 'pipeline' as const,
      llm: { provider: 'openai-compatible' as const, ...llm },
    };
    const { studio } = fixture;
    const before = await studio.listConversations({});
    const refused = studio.startConversation({ ...REQUEST, sides: { a }, budgetUsd: 1 });
    await expect(refused).rejects.toMatchObject({
      data: { code: 'invalid-input', message: expect.stringContaining('“gpt-9”') },
    });
    expect((await studio.listConversations({})).total).toBe(before.total);
  });
});

describe('a speech-to-speech model', () => {
  type Tokens = Record<string, number>;
  interface Told {
    usage: {
      input_token_details: Tokens & { cached_tokens_details: Tokens };
      output_token_details: Tokens;
    };
  }
  const SPEECH: ModelPrice = {
    ...{ model: 'gpt-realtime', inputTokens: 4, cachedInputTokens: 0.4, outputTokens: 16 },
    ...{ audioInputTokens: 32, cachedAudioInputTokens: 0.4, audioOutputTokens: 64 },
  };
  const EAR: ModelPrice = {
    ...{ model: USUAL_TRANSCRIPTION_MODEL, audioInputTokens: 1.25, outputTokens: 5 },
  };

  it('is paid to the token for text, sound and what was cached, and so is its transcript', async () => {
    const prices = { asOf: '2026-09-20', prices: [SPEECH, EAR] };
    await fixture.studio.saveSettings(settingsSchema.parse({ prices }));
    const { scenario, personas } = fixtureCast('barge-in');
    const from = fake.requests.length;
    const conversation = await fixture.run({
      scenario: {
        ...scenario,
        opener: 'b',
        rehearsal: {
          lines: [
            { side: 'b', say: 'Hello, I need a taxi to the station.', hangUp: false },
            { side: 'b', say: 'That is fine, thank you.', hangUp: false },
            { side: 'b', say: 'Goodbye.', hangUp: true },
          ],
        },
      },
      ...{ personaA: personas.b, personaB: personas.a, provider: 'rehearsal', preflight: false },
      sides: {
        a: {
          ...{ kind: 'realtime', provider: 'openai-compatible', baseUrl: fake.baseUrl },
          ...{ model: 'gpt-realtime', voice: 'marin' },
        },
      },
    });
    await fixture.studio.saveSettings(settingsSchema.parse({ prices: PRICES }));
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });

    const said = fake.requests
      .slice(from)
      .flatMap(({ messages }) => messages)
      .filter((each) => each.from === 'server')
      .map(({ message }) => message);
    const answers = said
      .filter(({ type }) => type === 'response.done')
      .map(({ response }) => (response as Told).usage);
    const sum = (pick: (told: Told['usage']) => number | undefined): number =>
      answers.reduce((total, told) => total + (pick(told) ?? 0), 0);
    const amounts = {
      requests: answers.length,
      inputTokens: sum((told) => told.input_token_details['text_tokens']),
      cachedInputTokens: sum(
        (told) => told.input_token_details.cached_tokens_details['text_tokens'],
      ),
      outputTokens: sum((told) => told.output_token_details['text_tokens']),
      audioInputTokens: sum((told) => told.input_token_details['audio_tokens']),
      cachedAudioInputTokens: sum(
        (told) => told.input_token_details.cached_tokens_details['audio_tokens'],
      ),
      audioOutputTokens: sum((told) => told.output_token_details['audio_tokens']),
    };
    expect(amounts.requests).toBeGreaterThanOrEqual(2);
    expect(amounts.cachedAudioInputTokens).toBeGreaterThan(0);
    expect(totals(conversation, 'realtime')).toMatchObject(amounts);
    const usdOf = (stage: string): number =>
      conversation.usage?.entries.find((each) => each.side === 'a' && each.stage === stage)?.usd ??
      -1;
    const inUsd =
      (amounts.inputTokens - amounts.cachedInputTokens) * 4 + amounts.cachedInputTokens * 0.4;
    const audioIn =
      (amounts.audioInputTokens - amounts.cachedAudioInputTokens) * 32 +
      amounts.cachedAudioInputTokens * 0.4;
    const out = amounts.outputTokens * 16 + amounts.audioOutputTokens * 64;
    expect(usdOf('realtime')).toBeCloseTo((inUsd + audioIn + out) / 1e6, 12);

    const heard = said
      .filter(({ type }) => String(type).endsWith('input_audio_transcription.completed'))
      .map(({ usage }) => usage as Tokens);
    expect(heard.length).toBeGreaterThanOrEqual(2);
    const [tokensIn, tokensOut] = ['input_tokens', 'output_tokens'].map((key) =>
      heard.reduce((total, told) => total + (told[key] ?? 0), 0),
    );
    expect(usdOf('stt')).toBeCloseTo(((tokensIn ?? 0) * 1.25 + (tokensOut ?? 0) * 5) / 1e6, 12);
    expect(conversation.usage?.cost.usd).toBeCloseTo(usdOf('realtime') + usdOf('stt'), 12);
  });
});

describe('an estimate', () => {
  it('tells what conversations would cost, and starts nothing', async () => {
    const asked = fake.requests.length;
    const { studio } = fixture;
    const estimate = await studio.estimateRun({ request: REQUEST, count: 20 });
    expect(estimate.perConversation.lowUsd).toBeGreaterThan(0);
    expect(estimate.total.highUsd).toBeCloseTo(20 * estimate.perConversation.highUsd);
    expect(estimate).toMatchObject({ unpriced: [], pricesAsOf: '2026-09-20' });
    expect(fake.requests.length).toBe(asked);
  });
});
