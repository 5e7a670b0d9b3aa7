import { initializeLogger } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { initVad } from '../../../../src/agents/turn-taking/models.ts';
import { OPENING_INSTRUCTION } from '../../../../src/contract/instructions.ts';
import { WRAP_UP_INSTRUCTION } from '../../../../src/contract/provider.ts';
import { FakeOpenAi, type FakeOptions } from '../../../support/fake-openai/index.ts';
import { KEY, RealtimeSide } from '../../../support/realtime-side.ts';

const LONG =
  'I have been waiting for this parcel for nine days now, and every single time that I call you, somebody tells me something entirely different about where it is.';

describe('a side that is played by a speech-to-speech model', () => {
  const open: { close(): Promise<void> }[] = [];
  beforeAll(() => {
    initializeLogger({ pretty: false, level: process.env['LK_LEVEL'] ?? 'silent' });
    initVad();
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function stage(options: FakeOptions = {}) {
    const fake = await FakeOpenAi.start(options);
    open.push(fake);
    const side = new RealtimeSide(fake);
    open.push(side);
    return { fake, side };
  }

  /** What the client sent on its WebSockets, but for the sound. */
  function sent(fake: FakeOpenAi): Record<string, unknown>[] {
    return fake
      .of('realtime')
      .flatMap(({ messages }) =>
        messages.flatMap(({ from, message }) =>
          from === 'client' && message['type'] !== 'input_audio_buffer.append' ? [message] : [],
        ),
      );
  }
  const ofType = (fake: FakeOpenAi, type: string) =>
    sent(fake).filter((message) => message['type'] === type);
  const until = (condition: () => void) => vi.waitFor(condition, { timeout: 15_000, interval: 20 });

  it('hears a turn, answers it when it is over, and says what was heard and spoken', async () => {
    const { fake, side } = await stage({
      reply: () => ({ text: 'Good morning, how can I help?' }),
    });
    await side.start();
    await side.line.say('Hello is anybody there?');
    await until(() => expect(side.turns).toHaveLength(1));
    const [turn] = side.turns;
    expect(turn).toMatchObject({ text: 'Good morning, how can I help?', interrupted: false });
    expect(turn?.intended).toBe(turn?.text);
    expect(turn?.words.map(({ text }) => text).join(' ')).toBe(turn?.text);
    expect(turn?.words.at(-1)?.endMs).toBeLessThanOrEqual((turn?.playedMs ?? 0) + 50);
    expect(side.words.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(
      turn?.words.map(({ text }) => text),
    );
    await until(() => expect(side.heard).toHaveLength(1));
    expect(ofType(fake, 'input_audio_buffer.commit')).toHaveLength(1);
    expect(ofType(fake, 'response.create')).toHaveLength(1);
    expect(side.faults).toEqual([]);
    expect(side.preparing).toEqual([true]);
  });

  it('hears the answers of a server that does not repeat what it was asked', async () => {
    const { side } = await stage({
      repeatsMetadata: false,
      reply: () => ({ text: 'Good morning, how can I help?' }),
    });
    await side.start();
    for (const turns of [1, 2]) {
      side.performer.speak('Hello.');
      await until(() => expect(side.turns).toHaveLength(turns));
      expect(side.turns.at(-1)?.text).toBe('Good morning, how can I help?');
    }
    expect(side.faults).toEqual([]);
  });

  it('leaves turn-taking to us, and has persona, voice, tool and transcription', async () => {
    const { fake, side } = await stage();
    await side.start();
    await until(() => expect(ofType(fake, 'session.update').length).toBeGreaterThanOrEqual(3));
    const updates = ofType(fake, 'session.update').map(({ session }) => session);
    expect(updates[0]).toMatchObject({
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          transcription: { model: 'gpt-4o-mini-transcribe', language: 'en' },
          turn_detection: null,
        },
        output: { voice: 'marin' },
      },
    });
    expect(updates).toContainEqual(expect.objectContaining({ instructions: 'You are Maya.' }));
    const tools = [expect.objectContaining({ name: 'end_call' })];
    expect(updates).toContainEqual(expect.objectContaining({ tools }));
  });

  it('shows the key in the Authorization header and nowhere else', async () => {
    const { fake, side } = await stage({ keys: [KEY] });
    await side.start();
    await until(() => expect(fake.of('realtime')[0]?.messages.length).toBeGreaterThan(0));
    const [request] = fake.of('realtime');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    const { authorization: _, ...headers } = request?.headers ?? {};
    expect(JSON.stringify([request?.path, headers, request?.messages])).not.toContain(KEY);
    expect(request?.path).toBe('/v1/realtime?model=gpt-realtime');
  });

  it('speaks first with the opening instruction beside its own', async () => {
    const { fake, side } = await stage();
    await side.start();
    side.performer.speak(OPENING_INSTRUCTION);
    await until(() => expect(side.turns).toHaveLength(1));
    expect(ofType(fake, 'response.create')[0]).toMatchObject({
      response: { instructions: `You are Maya.\n${OPENING_INSTRUCTION}` },
    });
  });

  it('cut off, it believes to have said what was audible', async () => {
    const { fake, side } = await stage({ reply: () => ({ text: LONG }) });
    await side.start();
    side.performer.speak('Complain.');
    await until(() => expect(side.words.flatMap(({ words }) => words).length).toBeGreaterThan(5));
    await side.line.say('Let me stop you there for a moment please.');
    await until(() => expect(side.turns.length).toBeGreaterThanOrEqual(1));
    const [turn] = side.turns;
    expect(turn?.interrupted).toBe(true);
    expect(LONG.startsWith(turn?.text ?? '-')).toBe(true);
    expect(turn?.text.length).toBeGreaterThan(0);
    expect(turn?.text.length).toBeLessThan(LONG.length);
    expect(turn?.intended).toBe(LONG);
    await until(() => expect(ofType(fake, 'conversation.item.truncate')).toHaveLength(1));
    const [cut] = ofType(fake, 'conversation.item.truncate');
    expect(Math.abs(Number(cut?.['audio_end_ms']) - (turn?.playedMs ?? 0))).toBeLessThan(50);
  });

  it('hangs up by its tool when the goodbye has been played', async () => {
    const { side } = await stage({ reply: () => ({ text: 'Goodbye then.', hangUp: true }) });
    await side.start();
    side.performer.speak('Say goodbye.');
    await until(() => expect(side.hungUp).toBe(1));
    expect(side.turns.map(({ text }) => text)).toEqual(['Goodbye then.']);
    expect(side.agent.isHushed).toBe(true);
  });

  it('told to wrap up it asks for a goodbye; hushed it answers nothing', async () => {
    const { fake, side } = await stage();
    await side.start();
    side.agent.wrapUp();
    await side.line.say('Anything else that I can do for you today?');
    await until(() => expect(side.turns).toHaveLength(1));
    expect(ofType(fake, 'response.create')[0]).toMatchObject({
      response: { instructions: expect.stringContaining(WRAP_UP_INSTRUCTION) as string },
    });
    side.agent.hush();
    await side.line.say('Have a nice day then.');
    await until(() => expect(side.heard).toHaveLength(2));
    expect(ofType(fake, 'response.create')).toHaveLength(1);
  });

  it('tells what it used', async () => {
    const { side } = await stage();
    await side.start();
    side.performer.speak('Hello.');
    await until(() => expect(side.usage).toHaveLength(1));
    const [{ model, amounts } = { model: '', amounts: {} }] = side.usage;
    expect(model).toBe('gpt-realtime');
    expect(amounts.requests).toBe(1);
    expect(amounts.audioOutputTokens).toBeGreaterThan(0);
    expect(amounts.outputTokens).toBeGreaterThan(0);
  });

  describe('when the server fails', () => {
    const stageName = 'Speech-to-speech of Maya';

    it.each([
      ['a refused key', { kind: 'status', status: 401 }, 'provider-unauthorized'],
      ['an unknown model', { kind: 'status', status: 404 }, 'provider-model-missing'],
      ['a server that is down', { kind: 'status', status: 503 }, 'provider-failed'],
    ] as const)('says so: %s', async (_what, behaviour, code) => {
      const { fake, side } = await stage();
      fake.behave('realtime', behaviour);
      await side.start();
      await until(() => expect(side.faults.some(({ fatal }) => fatal)).toBe(true));
      const fault = side.faults.find(({ fatal }) => fatal)?.error;
      expect(fault).toMatchObject({ code, details: { stage: stageName, model: 'gpt-realtime' } });
      expect(fault?.message).toContain(stageName);
      expect(JSON.stringify(side.faults)).not.toContain(KEY);
      expect(fake.of('realtime').length).toBeLessThanOrEqual(3);
    });

    it('a model that is refused over the WebSocket ends it, with no further try', async () => {
      const { fake, side } = await stage({ models: ['another'] });
      await side.start();
      await until(() => expect(side.faults.some(({ fatal }) => fatal)).toBe(true));
      expect(side.faults[0]).toMatchObject({ error: { code: 'provider-model-missing' } });
      expect(fake.of('realtime')).toHaveLength(1);
    });

    it('a connection that breaks again and again is given up', async () => {
      const { fake, side } = await stage();
      fake.behave('realtime', { kind: 'cut', afterBytes: 100 });
      await side.start();
      await until(() => expect(side.faults.some(({ fatal }) => fatal)).toBe(true));
      expect(fake.of('realtime')).toHaveLength(4);
      expect(side.faults.filter(({ fatal }) => fatal)).toHaveLength(1);
    });

    it('cut in mid-sentence, what was heard of it counts, and it goes on', async () => {
      const { fake, side } = await stage({ reply: () => ({ text: LONG }) });
      fake.behave('realtime', [{ kind: 'cut', afterBytes: 60_000 }, { kind: 'normal' }]);
      await side.start();
      side.performer.speak('Complain.');
      await until(() => expect(side.turns).toHaveLength(1));
      expect(side.turns[0]?.text.length).toBeGreaterThan(0);
      expect(side.turns[0]?.playedMs).toBeGreaterThan(300);
      expect(side.turns[0]?.interrupted).toBe(true);
      expect(side.faults.map(({ fatal }) => fatal)).toEqual([false]);
      side.performer.speak('Go on.');
      await until(() => expect(side.started).toBe(2));
    });

    it('rubbish ends the connection and not the process', async () => {
      const { fake, side } = await stage();
      fake.behave('realtime', { kind: 'garbage' });
      await side.start();
      await until(() => expect(side.faults.some(({ fatal }) => fatal)).toBe(true));
    });

    it('a reply that does not come is told', async () => {
      const { fake, side } = await stage();
      fake.behave('realtime', { kind: 'empty' });
      await side.start();
      side.performer.speak('Hello.');
      await until(() => expect(side.faults).toHaveLength(1));
      expect(side.faults[0]).toMatchObject({ error: { code: 'provider-failed' }, fatal: false });
      expect(side.preparing).toEqual([true, false]);
    });

    it.each([true, false])(
      'replies that fail one after the other are given up (metadata repeated: %s)',
      async (repeatsMetadata) => {
        const reply = () => ({ text: '', fails: true });
        const { side } = await stage({ repeatsMetadata, reply });
        await side.start();
        for (const told of [1, 2, 3]) {
          side.performer.speak('Hello.');
          await until(() => expect(side.faults.length).toBeGreaterThanOrEqual(told));
        }
        await until(() => expect(side.faults.filter(({ fatal }) => fatal)).toHaveLength(1));
      },
    );
  });
});
