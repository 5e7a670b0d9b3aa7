import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewVoiceSchema, type PreviewVoice } from '../../../src/contract/document-api.ts';
import { sampleSentence } from '../../../src/main/tryout/samples.ts';
import { VoicePreview } from '../../../src/main/tryout/voice-preview.ts';
import { FakeProvider } from './fake-provider.ts';

const PCM = new Uint8Array(new Int16Array(4800).fill(1000).buffer);

describe('the preview of a voice', () => {
  let provider: FakeProvider;
  let starts: number;
  let timeoutMs: number;
  let voices: VoicePreview;

  beforeEach(async () => {
    provider = await FakeProvider.open();
    provider.answer = () => new Response(PCM);
    starts = 0;
    const port = { baseUrl: provider.baseUrl, open() {}, close() {}, onDown: () => () => {} };
    timeoutMs = 10_000;
    voices = new VoicePreview({
      get timeoutMs() {
        return timeoutMs;
      },
      engine: {
        rehearsal: async () => {
          starts += 1;
          return { port, note: '' };
        },
      },
      sources: () => ({
        env: { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-test-1' },
      }),
    });
  });
  afterEach(() => provider.close());

  const speak = (request: PreviewVoice) => voices.speak(previewVoiceSchema.parse(request));

  it('is a whole WAV file of what the voice says', async () => {
    const { mimeType, base64 } = await speak({ voice: 'birch', text: 'Hello.' });
    const bytes = Buffer.from(base64, 'base64');
    expect(mimeType).toBe('audio/wav');
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
    expect(bytes.readUInt32LE(24)).toBe(24_000);
    expect(bytes.readUInt32LE(40)).toBe(PCM.length);
    expect(bytes.subarray(44)).toEqual(Buffer.from(PCM));
    expect(starts).toBe(1);
    expect(provider.requests[0]?.body).toMatchObject({
      model: 'rehearsal-voice',
      voice: 'birch',
      input: 'Hello.',
      response_format: 'pcm',
    });
  });

  it('asks once for the same, and again for anything else', async () => {
    const first = await speak({ voice: 'birch' });
    expect(await speak({ voice: 'birch' })).toEqual(first);
    expect(provider.requests).toHaveLength(1);
    await speak({ voice: 'oak' });
    await speak({ voice: 'birch', text: 'Something else.' });
    await speak({ voice: 'birch', provider: 'openai' });
    expect(provider.requests).toHaveLength(4);
  });

  it('speaks the language of the persona where the voice can', async () => {
    await speak({ provider: 'openai', voice: 'ash', language: 'de-AT' });
    await speak({ provider: 'openai', voice: 'ash', language: 'xx' });
    await speak({ voice: 'ash', language: 'de' });
    expect(provider.requests.map(({ body }) => body['input'])).toEqual([
      sampleSentence('de'),
      sampleSentence('en'),
      sampleSentence('en'),
    ]);
    expect(sampleSentence('de')).not.toBe(sampleSentence('en'));
    expect(provider.requests[0]?.authorization).toBe('Bearer sk-test-1');
  });

  it('forgets the oldest when it has kept much', async () => {
    const minute = new Uint8Array(24_000 * 2 * 60);
    provider.answer = () => new Response(minute);
    for (const voice of ['birch', 'hazel', 'willow', 'maple', 'juniper']) await speak({ voice });
    await speak({ voice: 'juniper' });
    expect(provider.requests).toHaveLength(5);
    await speak({ voice: 'birch' });
    expect(provider.requests).toHaveLength(6);
  });

  it('does not wait for ever for a sound that dribbles', async () => {
    provider.answer = () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1)) }));
    timeoutMs = 150;
    await expect(speak({ voice: 'birch' })).rejects.toMatchObject({ data: { code: 'timeout' } });
  });

  it('says what is wrong: no such voice, no sound, a refusal', async () => {
    await expect(speak({ voice: 'nobody' })).rejects.toMatchObject({
      data: { code: 'invalid-input', remedy: expect.stringContaining('birch') as unknown },
    });
    expect(provider.requests).toEqual([]);
    provider.answer = () => new Response(new Uint8Array(10));
    await expect(speak({ voice: 'birch' })).rejects.toThrow('gave no sound');
    provider.answer = () => Response.json({ error: { message: 'no' } }, { status: 401 });
    await expect(speak({ voice: 'ash', provider: 'openai' })).rejects.toMatchObject({
      data: { code: 'provider-unauthorized' },
    });
  });
});
