import { once } from 'node:events';
import { OpenAI, toFile } from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { toWav } from '../../../src/rehearsal/wav.ts';
import { FakeOpenAi, type FakeOptions } from '../../support/fake-openai/index.ts';
import { speak } from '../../support/fake-openai/voice.ts';

let fake: FakeOpenAi;
afterEach(() => fake.close());

async function open(options: FakeOptions = {}, apiKey = 'a-key'): Promise<OpenAI> {
  fake = await FakeOpenAi.start(options);
  return new OpenAI({ baseURL: fake.baseUrl, apiKey, maxRetries: 0 });
}

const END_CALL = {
  type: 'function',
  function: { name: 'end_call', parameters: { type: 'object', properties: {} } },
} as const;
const hello = { model: 'm', messages: [{ role: 'user', content: 'Hello.' }] } as const;

describe('the fake of OpenAI', () => {
  it('chats in pieces, hangs up by a tool, and counts', async () => {
    const client = await open({ reply: () => ({ text: 'Good bye then.', hangUp: true }) });
    const stream = await client.chat.completions.create({
      ...hello,
      messages: [...hello.messages],
      tools: [END_CALL],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let called = '';
    let tokens = 0;
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? '';
      called += choices[0]?.delta.tool_calls?.[0]?.function?.name ?? '';
      tokens += usage?.completion_tokens ?? 0;
    }
    expect({ text, called, tokens }).toEqual({
      text: 'Good bye then.',
      called: 'end_call',
      tokens: 3,
    });
    expect(fake.of('chat')[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer a-key' },
      body: { model: 'm', stream: true },
    });
  });

  it('hears what it said', async () => {
    const client = await open();
    const said = ['This is the first sentence of the two.', 'And this one is the second.'];
    const files = [];
    for (const input of said) {
      const speech = await client.audio.speech.create({
        ...{ model: 'm', voice: 'v', input, response_format: 'wav' },
      });
      files.push(new Uint8Array(await speech.arrayBuffer()));
    }
    for (const [at, bytes] of files.entries()) {
      const file = await toFile(bytes, 'a.wav');
      expect(await client.audio.transcriptions.create({ model: 'm', file })).toMatchObject({
        text: said[at],
      });
    }
    const silence = await toFile(toWav(new Int16Array(24_000), 24_000), 'a.wav');
    expect((await client.audio.transcriptions.create({ model: 'm', file: silence })).text).toBe('');
    expect(fake.of('transcriptions')[0]?.body).toMatchObject({
      model: 'm',
      file: { name: 'a.wav' },
    });
  });

  it('refuses keys, models, parameters and formats that it is told to', async () => {
    const options = {
      models: ['m'],
      refuses: ['temperature'],
      speech: { formats: ['wav' as const] },
    };
    const client = await open({ ...options, keys: ['a-key'] });
    const { baseUrl } = fake;
    const status = (error: unknown) => (error as { status: number }).status;
    const chat = (extra: object) =>
      client.chat.completions
        .create({ ...hello, messages: [...hello.messages], ...extra })
        .catch(status);
    expect(await chat({ model: 'other' })).toBe(404);
    expect(await chat({ temperature: 1 })).toBe(400);
    const speech = { model: 'm', voice: 'v', input: 'Hi.', response_format: 'pcm' } as const;
    expect(await client.audio.speech.create(speech).catch(status)).toBe(400);
    const stranger = new OpenAI({ baseURL: baseUrl, apiKey: 'other', maxRetries: 0 });
    expect(await stranger.models.list().catch(status)).toBe(401);
  });

  it('misbehaves once per request, and the last way stays', async () => {
    const client = await open();
    fake.behave('models', [
      { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
      { kind: 'garbage' },
      { kind: 'normal' },
    ]);
    const seen = [];
    for (let at = 0; at < 4; at++) {
      seen.push(
        await client.models.list().then(
          ({ data }) => data.length > 0,
          (error: unknown) => (error as { status?: number }).status ?? 'broken',
        ),
      );
    }
    expect(seen).toEqual([429, 'broken', true, true]);
  });

  it('cuts a stream, and knows who went away', async () => {
    const client = await open();
    fake.behave('speech', { kind: 'cut', afterBytes: 4800 });
    const speech = {
      model: 'm',
      voice: 'v',
      input: 'Hello there.',
      response_format: 'pcm',
    } as const;
    const response = await client.audio.speech.create(speech);
    await expect(response.arrayBuffer()).rejects.toThrow();
    fake.behave('speech', { kind: 'slow', rate: 0.5 });
    const abort = new AbortController();
    const slow = await client.audio.speech.create(speech, { signal: abort.signal });
    const first = await (slow.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().next();
    expect(first.done).toBe(false);
    abort.abort();
    await expect.poll(() => fake.of('speech')[1]?.aborted).toBe(true);
  });
});

describe('its realtime sessions', () => {
  async function connect(query: string): Promise<WebSocket> {
    fake = await FakeOpenAi.start({ reply: () => ({ text: 'Good bye then.', hangUp: true }) });
    const url = `${fake.baseUrl.replace('http', 'ws')}/realtime${query}`;
    const socket = new WebSocket(url, { headers: { authorization: 'Bearer a-key' } });
    await once(socket, 'open');
    return socket;
  }

  const types = () => fake.of('realtime')[0]?.messages.map(({ message }) => message['type']) ?? [];
  const audioOf = (pcm: Int16Array) => Buffer.from(pcm.buffer).toString('base64');

  it('hears the end of a turn and answers with sound, words, a call and usage', async () => {
    const socket = await connect('?model=m');
    const tools = [{ type: 'function', name: 'end_call', parameters: {} }];
    const send = (message: object) => socket.send(JSON.stringify(message));
    send({ type: 'session.update', session: { type: 'realtime', tools } });
    const speech = await speak('Is anybody there?', 'v');
    send({ type: 'input_audio_buffer.append', audio: audioOf(speech) });
    send({ type: 'input_audio_buffer.append', audio: audioOf(new Int16Array(24_000)) });
    await expect.poll(types, { timeout: 5000 }).toContain('response.done');
    expect(types()).toEqual(
      expect.arrayContaining([
        ...['input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped'],
        ...['response.output_audio.delta', 'response.function_call_arguments.done'],
      ]),
    );
    const done = fake.of('realtime')[0]?.messages.at(-1)?.message;
    expect(done).toMatchObject({
      response: { status: 'completed', usage: { output_tokens: expect.any(Number) } },
    });
    socket.close();
  });

  it('transcribes what is committed', async () => {
    const socket = await connect('?intent=transcription');
    const send = (message: object) => socket.send(JSON.stringify(message));
    const input = { transcription: { model: 'm' }, turn_detection: null };
    send({ type: 'session.update', session: { type: 'transcription', audio: { input } } });
    const audio = audioOf(await speak('Hello.', 'v'));
    send({ type: 'input_audio_buffer.append', audio });
    send({ type: 'input_audio_buffer.commit' });
    const completed = 'conversation.item.input_audio_transcription.completed';
    await expect.poll(types, { timeout: 5000 }).toContain(completed);
    expect(types()).not.toContain('response.created');
    socket.close();
  });
});
