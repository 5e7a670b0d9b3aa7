import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Aligner } from '../../../src/rehearsal/align/aligner.ts';
import { Ear } from '../../../src/rehearsal/ear/ear.ts';
import { Mind } from '../../../src/rehearsal/mind/mind.ts';
import { rehearsalApp } from '../../../src/rehearsal/server.ts';
import { Speaker } from '../../../src/rehearsal/voice/speaker.ts';
import { fromWav, toWav } from '../../../src/rehearsal/wav.ts';
import { levelOf } from './support/sound.ts';

const speaker = new Speaker();
const ear = new Ear();
const aligner = new Aligner();
const failures: unknown[] = [];
let server: ServerType;
let base: string;
let openai: OpenAI;

beforeAll(async () => {
  const log = { error: (...all: unknown[]) => failures.push(all) };
  const { fetch } = rehearsalApp({ mind: new Mind(), speaker, ear, aligner, log });
  await speaker.ready;
  const address = await new Promise<AddressInfo>((resolve) => {
    server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, resolve);
  });
  base = `http://127.0.0.1:${address.port}/v1`;
  openai = new OpenAI({ baseURL: base, apiKey: 'none is needed', maxRetries: 0 });
}, 30_000);

afterAll(async () => {
  server.close();
  await Promise.all([speaker.close(), ear.close(), aligner.close()]);
});

const TEXT = "Good morning, you're through to Parcel Line.";
const from = (conversation: string, side: 'a' | 'b') => ({
  headers: { 'x-duologue-conversation': conversation, 'x-duologue-side': side },
});

type Format = 'pcm' | 'wav';

async function speech(
  input: string,
  format: Format,
  options?: OpenAI.RequestOptions,
): Promise<Buffer<ArrayBuffer>> {
  const request = { model: 'rehearsal-voice', voice: 'birch', input, response_format: format };
  const response = await openai.audio.speech.create(request, options);
  return Buffer.from(await response.arrayBuffer());
}

async function transcription(wav: Buffer<ArrayBuffer>, options?: OpenAI.RequestOptions) {
  const file = await toFile(wav, 'speech.wav', { type: 'audio/wav' });
  return openai.audio.transcriptions.create({ model: 'rehearsal-ear', file }, options);
}

interface SpeechEvent {
  readonly type: string;
  readonly audio?: string;
  readonly words?: { text: string; startMs: number; endMs: number }[];
}

async function speechEvents(input: string): Promise<SpeechEvent[]> {
  const response = await fetch(`${base}/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input, voice: 'oak', response_format: 'pcm', stream_format: 'sse' }),
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const lines = (await response.text()).split('\n\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line.replace(/^data: /, '')) as SpeechEvent);
}

describe('models', () => {
  it('are listed and described', async () => {
    const { data } = await openai.models.list();
    expect(data.map(({ id }) => id)).toEqual([
      'rehearsal-mind',
      'rehearsal-voice',
      'rehearsal-ear',
    ]);
    expect((await openai.models.retrieve('rehearsal-ear')).object).toBe('model');
    await expect(openai.models.retrieve('other')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });
});

describe('speech', () => {
  it('is 24 kHz PCM, or the same in a WAV file', async () => {
    const pcm = await speech(TEXT, 'pcm');
    const wav = fromWav(await speech(TEXT, 'wav'));
    expect(wav.sampleRate).toBe(24_000);
    expect(pcm.length / 48_000).toBeGreaterThan(2);
    // espeak-ng's noise and flutter go on from call to call: never twice the very same sound.
    expect(wav.pcm.length * 2).toBeGreaterThan(pcm.length * 0.98);
    expect(wav.pcm.length * 2).toBeLessThan(pcm.length * 1.02);
    expect(levelOf(Float32Array.from(wav.pcm, (sample) => sample / 32_768))).toBeGreaterThan(-26);
  });

  it('comes as events with the words before their sound', async () => {
    const events = await speechEvents(
      'Yes, of course. Let me check that for you, one moment please.',
    );
    expect(events.at(-1)).toEqual({ type: 'speech.audio.done' });
    let soundMs = 0;
    let knownMs = 0;
    const words = events.flatMap((event) => {
      knownMs = event.words?.at(-1)?.endMs ?? knownMs;
      soundMs += Buffer.from(event.audio ?? '', 'base64').length / 48;
      if (event.audio) expect(knownMs).toBeGreaterThanOrEqual(Math.min(soundMs - 900, knownMs));
      return event.words ?? [];
    });
    expect(words.map((word) => word.text).join(' ')).toBe(
      'Yes, of course. Let me check that for you, one moment please.',
    );
    expect(words.at(-1)!.endMs).toBeLessThanOrEqual(soundMs + 1);
  });

  it('serves several callers in turn', async () => {
    const long = `${TEXT} I have looked at it, and it will come tomorrow. `.repeat(12);
    const order: string[] = [];
    const slow = speech(long, 'pcm').then(() => order.push('long'));
    const quick = speech('Yes.', 'pcm').then(() => order.push('short'));
    await Promise.all([slow, quick]);
    expect(order).toEqual(['short', 'long']);
  });

  it('stops when the caller goes away, and goes on for others', async () => {
    const gone = new AbortController();
    const response = await fetch(`${base}/audio/speech`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: `${TEXT} `.repeat(80), voice: 'oak', response_format: 'pcm' }),
      signal: gone.signal,
    });
    await response.body!.getReader().read();
    gone.abort();
    expect((await speech('Yes.', 'pcm')).length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  it.each([
    ['voice', { voice: 'nobody' }],
    ['response_format', { response_format: 'mp3' }],
    ['input', { input: '' }],
    ['input', { input: 'x'.repeat(4097) }],
    ['speed', { speed: 9 }],
  ])('refuses a bad %s in words', async (param, wrong) => {
    const request = { model: 'rehearsal-voice', voice: 'ash', input: 'Yes.', ...wrong };
    const refusal = openai.audio.speech.create(request as OpenAI.Audio.SpeechCreateParams);
    await expect(refusal).rejects.toMatchObject({
      status: 400,
      param,
      type: 'invalid_request_error',
    });
  });
});

describe('transcription', () => {
  it('hears what the voice has said, with the times of the words', async () => {
    const wav = await speech(TEXT, 'wav');
    const file = await toFile(wav, 'speech.wav');
    const result = await openai.audio.transcriptions.create({
      model: 'rehearsal-ear',
      file,
      response_format: 'verbose_json',
      timestamp_granularities: ['word'],
    });
    expect(result.text).toBe(TEXT);
    expect(result.duration).toBeCloseTo(wav.length / 48_000, 1);
    expect(result.words).toHaveLength(7);
    expect(result.words!.at(-1)!.end).toBeLessThanOrEqual(result.duration);
    expect(result.words![1]!.start).toBeGreaterThan(result.words![0]!.start);
  });

  it('hears the other side of its own conversation only', async () => {
    const text = 'Nobody else can hear these words.';
    const wav = await speech(text, 'wav', from('one', 'a'));
    expect((await transcription(wav, from('one', 'b'))).text).toBe(text);
    expect((await transcription(wav, from('one', 'a'))).text).toBe('');
    expect((await transcription(wav, from('two', 'b'))).text).toBe('');
    expect((await transcription(wav)).text).toBe(text);
  });

  it('hears nothing in silence, nor after the conversation was forgotten', async () => {
    expect((await transcription(toWav(new Int16Array(48_000), 16_000))).text).toBe('');
    const wav = await speech('This will be forgotten soon.', 'wav', from('three', 'a'));
    ear.forget('three');
    expect((await transcription(wav, from('three', 'b'))).text).toBe('');
  });

  it('refuses what is no WAV file, in words', async () => {
    await expect(transcription(Buffer.from('hello'))).rejects.toMatchObject({
      status: 400,
      param: 'file',
    });
    const response = await fetch(`${base}/audio/transcriptions`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('error.message');
  });
});

describe('the rest', () => {
  it('answers chats', async () => {
    const chat = await openai.chat.completions.create({
      model: 'rehearsal-mind',
      messages: [
        { role: 'system', content: 'You are Sam, a customer.' },
        { role: 'user', content: 'Hello, how can I help?' },
      ],
    });
    expect(chat.choices[0]!.message.content).toBeTruthy();
  });

  it('refuses an unknown path in the shape of OpenAI', async () => {
    const response = await fetch(`${base}/images`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'unknown_url', param: null } });
  });
});
