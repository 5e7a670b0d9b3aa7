import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import type { StartConversation } from '../../src/contract/studio-api.ts';
import { FakeOpenAi, type ChatBody } from '../support/fake-openai/index.ts';
import { levelDb } from '../support/sound.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/* Providers that fail in the middle of a call, with a real livekit-server and real workers. */

const KEY = 'sk-canary-0123456789abcdef';

describe('a provider that fails in a call', () => {
  let fixture: StudioFixture;
  let fake: FakeOpenAi;

  beforeAll(async () => {
    fake = await FakeOpenAi.start();
    fixture = await StudioFixture.open({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: fake.baseUrl });
  });
  afterAll(async () => {
    await fixture.close();
    await fake.close();
  });
  beforeEach(() => (fake.requests.length = 0));
  afterEach(() => {
    for (const route of ['chat', 'speech', 'transcriptions'] as const) {
      fake.behave(route, { kind: 'normal' });
    }
  });

  /** Nobody asks the provider beforehand: it is to fail in the call. */
  function request(): StartConversation {
    return { ...fixtureRequest('tiny'), provider: 'openai', preflight: false };
  }

  function expectFailed(conversation: Conversation, code: string, ...says: string[]): void {
    expect(conversation).toMatchObject({ status: 'failed', endReason: 'fault', error: { code } });
    for (const words of says) expect(conversation.error?.message).toContain(words);
    expect(JSON.stringify(conversation)).not.toContain(KEY);
  }

  /** What the sides' models were told that they have said. */
  function remembered(): unknown[] {
    const chats = fake.of('chat').map(({ body }) => body as unknown as ChatBody);
    const messages = chats.flatMap((chat) => chat.messages);
    return messages.filter(({ role }) => role === 'assistant').map(({ content }) => content);
  }

  it('refuses the key: whose key is to be checked, and nobody asks twice', async () => {
    fake.behave('chat', { kind: 'status', status: 401, message: `Incorrect API key: ${KEY}` });
    const conversation = await fixture.run(request());
    expectFailed(conversation, 'provider-unauthorized', 'LLM of Sam Reed');
    const { host } = new URL(fake.baseUrl);
    expect(conversation.error?.remedy).toContain(`Check the key of ${host}`);
    expect(fake.of('chat')).toHaveLength(1);
  });

  it('does not know the model: model, stage and persona are named', async () => {
    fake.behave('speech', { kind: 'status', status: 404, code: 'model_not_found' });
    const conversation = await fixture.run(request());
    const { model } = fake.of('speech')[0]?.body ?? {};
    expectFailed(conversation, 'provider-model-missing', 'TTS of Sam Reed', String(model));
  });

  it('wants a pause (429 with Retry-After): the call waits and goes on', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const;
    fake.behave('chat', [busy, busy, { kind: 'normal' }]);
    const conversation = await fixture.run({ ...request(), limits: { maxTurns: 2 } });
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
  });

  it('has no quota left: fails at once and says so', async () => {
    fake.behave('chat', {
      kind: 'status',
      status: 429,
      code: 'insufficient_quota',
      message: 'No.',
    });
    expectFailed(await fixture.run(request()), 'provider-quota', 'quota', 'Sam Reed');
    expect(fake.of('chat')).toHaveLength(1);
  });

  it('answers 500 from the second turn on: a few tries, and what was said is kept', async () => {
    const { id } = await fixture.studio.startConversation(request());
    await fixture.next((event) => event.kind === 'turn' && event.conversationId === id);
    const before = fake.of('chat').length;
    fake.behave('chat', { kind: 'status', status: 500 });
    const conversation = await fixture.studio.waitForConversation(id);
    expectFailed(conversation, 'provider-failed', 'LLM of');
    expect(fake.of('chat').length - before).toBeLessThanOrEqual(9);
    expect(conversation.turns.length).toBeGreaterThanOrEqual(1);
    const recording = conversation.recordings[0];
    expect(recording && existsSync(path.resolve(fixture.directory, recording.path))).toBe(true);
  });

  it.each(['chat', 'speech'] as const)(
    'breaks off in the middle of a sentence (%s): the turn is partial, the call goes on',
    async (route) => {
      fake.behave(route, [
        { kind: 'cut', afterBytes: route === 'chat' ? 500 : 48_000 },
        { kind: 'normal' },
      ]);
      const conversation = await fixture.run({ ...request(), limits: { maxTurns: 3 } });
      expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
      const [cut] = conversation.turns;
      expect(cut).toMatchObject({ interrupted: true });
      // Of a voice that broke off the text is what was heard, a thought that broke off was said whole.
      if (route === 'speech') {
        expect(cut?.text).not.toBe(cut?.intended);
        // As it was known while they talked: in the end the recording tells to the word what was audible.
        const [known] = fixture.events.flatMap((event) =>
          event.kind === 'turn' && event.conversationId === conversation.id ? [event.turn] : [],
        );
        expect(known).toMatchObject({ id: cut?.id, interrupted: true });
        expect(known?.text).not.toBe(cut?.intended);
        expect(remembered()).toContain(known?.text);
      }
      expect(cut?.intended.startsWith(cut.text)).toBe(true);
      expect(cut?.words.map(({ text }) => text).join(' ')).toBe(cut?.text);
      expect(conversation.turns.slice(1).every(({ interrupted }) => !interrupted)).toBe(true);
    },
  );

  it.each(['garbage', 'empty'] as const)(
    'sends %s instead of speech: an error, and no noise in the recording',
    async (kind) => {
      fake.behave('speech', { kind });
      const conversation = await fixture.run(request());
      expectFailed(conversation, 'provider-failed', 'TTS of');
      expect(conversation.turns).toEqual([]);
      if (conversation.recordings.length === 0) return;
      for (const channel of fixture.sound(conversation).channels) {
        expect(channel.length === 0 ? -100 : levelDb(channel)).toBeLessThan(-80);
      }
    },
  );

  it('knows no tools: nobody hangs up, and the call goes on to its limit, with a notice', async () => {
    const message = 'The model "m" does not support tools';
    const refusal = { kind: 'status', status: 400, message } as const;
    fake.behave('chat', [refusal, { kind: 'normal' }]);
    const conversation = await fixture.run({ ...request(), limits: { maxTurns: 3 } });
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    const notices = fixture.events.flatMap((event) =>
      event.kind === 'notice' && event.conversationId === conversation.id ? [event.error] : [],
    );
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining("can't use tools, so Sam Reed can't hang up"),
    ]);
  });

  it('sends no valid JSON: a typed error that does not repeat it', async () => {
    fake.behave('chat', { kind: 'garbage' });
    const conversation = await fixture.run(request());
    expectFailed(conversation, 'provider-failed', 'LLM of Sam Reed', 'no valid JSON');
    expect(conversation.error?.message).not.toContain('delta');
  });

  it('does so when it should tell what was heard: the call ends with the reason', async () => {
    fake.behave('transcriptions', { kind: 'garbage' });
    expectFailed(await fixture.run(request()), 'provider-failed', 'STT of', 'no valid JSON');
  });
});

describe('a provider of which nothing comes any more', () => {
  /** More than the framework itself would wait for a voice, without a word: 10 s. */
  const TIMEOUT_S = 12;
  let fixture: StudioFixture;
  let fake: FakeOpenAi;

  beforeAll(async () => {
    vi.stubEnv('DUOLOGUE_PROVIDER_TIMEOUT', String(TIMEOUT_S));
    fake = await FakeOpenAi.start();
    fixture = await StudioFixture.open({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: fake.baseUrl });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fixture.close();
    await fake.close();
  });

  it.each([
    ['chat', 'LLM of Sam Reed'],
    ['speech', 'TTS of Sam Reed'],
    ['transcriptions', 'STT of'],
  ] as const)(
    'has failed after its time (%s): the call ends, and says of whom',
    async (route, who) => {
      for (const each of ['chat', 'speech', 'transcriptions'] as const) {
        fake.behave(each, { kind: each === route ? 'silent' : 'normal' });
      }
      const conversation = await fixture.run({
        ...fixtureRequest('tiny'),
        provider: 'openai',
        preflight: false,
      });
      expect(conversation).toMatchObject({
        status: 'failed',
        endReason: 'fault',
        error: { code: 'timeout' },
      });
      expect(conversation.error?.message).toContain(who);
      expect(conversation.turns.length > 0).toBe(route === 'transcriptions');
    },
  );
});
