import { initializeLogger } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RealtimeStt } from '../../../../src/agents/speech/realtime-stt.ts';
import { StreamedWording } from '../../../../src/agents/turn-taking/streamed-wording.ts';
import type { Wording } from '../../../../src/agents/turn-taking/wording.ts';
import type { SttStage } from '../../../../src/contract/provider.ts';
import { FakeOpenAi, type FakeOptions } from '../../../support/fake-openai/index.ts';
import { speak } from '../../../support/fake-openai/voice.ts';

const KEY = 'sk-canary-0123456789abcdef';
const TEXT = 'The parcel is still in the depot in Leeds.';

describe('recognition while it is spoken', () => {
  const open: { close(): void | Promise<void> }[] = [];
  beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function stage(
    options: FakeOptions = {},
    more: Partial<SttStage> = {},
    timeoutMs = 30_000,
  ) {
    const fake = await FakeOpenAi.start(options);
    const usage: object[] = [];
    const unavailable = vi.fn<(error: Error) => void>();
    const stt = new RealtimeStt({
      stage: {
        ...{ provider: 'openai-compatible', baseUrl: fake.baseUrl, model: 'gpt-4o-transcribe' },
        ...{ language: 'en-GB', mode: 'realtime', prompt: 'Leeds', ...more },
      },
      key: KEY,
      timeoutMs,
      onUnavailable: unavailable,
      onUsage: (used) => usage.push(used),
    });
    open.push(fake, stt);
    const batch = vi.fn(async (pcm: Int16Array) => `whole ${pcm.length}`);
    return { fake, stt, usage, unavailable, batch };
  }

  /** The fake's ear knows only what its own voice said. */
  async function taught(fake: FakeOpenAi, text: string): Promise<Int16Array> {
    const body = JSON.stringify({
      model: 'tts',
      input: text,
      voice: 'alloy',
      response_format: 'pcm',
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
    const response = await fetch(`${fake.baseUrl}/audio/speech`, { method: 'POST', body, headers });
    await response.arrayBuffer();
    return await speak(text, 'alloy', { sampleRate: 16_000 });
  }

  function pour(wording: Wording, pcm: Int16Array): void {
    for (let at = 0; at < pcm.length; at += 512) {
      wording.add(pcm.subarray(at, at + 512));
      wording.goOn();
    }
  }
  const types = (fake: FakeOpenAi) =>
    (fake.of('realtime')[0]?.messages ?? [])
      .filter(({ from }) => from === 'client')
      .map(({ message }) => message['type']);

  it('sends the sound as it comes and has the words at the end', async () => {
    const { fake, stt, batch } = await stage({ keys: [KEY] });
    const pcm = await taught(fake, TEXT);
    const wording = new StreamedWording(stt, batch);
    pour(wording, pcm);
    await expect.poll(() => types(fake)).toContain('input_audio_buffer.append');
    expect(types(fake)).not.toContain('input_audio_buffer.commit');
    expect(await wording.text()).toBe(TEXT);
    expect(await wording.text()).toBe(TEXT);
    expect(types(fake).filter((type) => type === 'input_audio_buffer.commit')).toHaveLength(1);
    expect(batch).not.toHaveBeenCalled();
  });

  it('asks for a session that only transcribes and leaves turns to us; the key is in the header', async () => {
    const { fake, stt, batch } = await stage({ keys: [KEY] });
    const pcm = await taught(fake, TEXT);
    const wording = new StreamedWording(stt, batch);
    pour(wording, pcm);
    await wording.text();
    const [request] = fake.of('realtime');
    expect(request?.messages.find(({ from }) => from === 'client')?.message).toMatchObject({
      type: 'session.update',
      session: {
        type: 'transcription',
        audio: {
          input: {
            format: { type: 'audio/pcm', rate: 24_000 },
            transcription: { model: 'gpt-4o-transcribe', language: 'en', prompt: 'Leeds' },
            turn_detection: null,
          },
        },
      },
    });
    expect(request?.path).toBe('/v1/realtime?intent=transcription&model=gpt-4o-transcribe');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify([request?.path, request?.messages])).not.toContain(KEY);
  });

  it('goes on over the same connection; what followed a pause is added', async () => {
    const { fake, stt, batch } = await stage();
    const first = new StreamedWording(stt, batch);
    pour(first, await taught(fake, TEXT));
    await first.text();
    const more = 'Could you bring it on Saturday?';
    pour(first, await taught(fake, more));
    expect(await first.text()).toBe(`${TEXT} ${more}`);
    expect(fake.of('realtime')).toHaveLength(1);
  });

  it('falls back for good, and says so once, where there is no such thing', async () => {
    const { fake, stt, batch, unavailable } = await stage();
    fake.behave('realtime', { kind: 'status', status: 404 });
    const wording = new StreamedWording(stt, batch);
    pour(wording, new Int16Array(16_000));
    expect(await wording.text()).toMatch(/^whole 16\d\d\d$/);
    expect(unavailable).toHaveBeenCalledTimes(1);
    expect(stt.available).toBe(false);
  });

  it('falls back at once where a server takes the connection and stays silent', async () => {
    const { fake, stt, batch, unavailable } = await stage({}, {}, 200);
    fake.behave('realtime', { kind: 'silent' });
    const wording = new StreamedWording(stt, batch);
    pour(wording, new Int16Array(16_000));
    expect(await wording.text()).toMatch(/^whole/);
    expect(unavailable).toHaveBeenCalledTimes(1);
    expect(stt.available).toBe(false);
  });

  it('falls back at once where a server refuses the session', async () => {
    const { fake, stt, batch, unavailable } = await stage({ models: ['another'] });
    const wording = new StreamedWording(stt, batch);
    pour(wording, new Int16Array(16_000));
    expect(await wording.text()).toMatch(/^whole/);
    expect(unavailable).toHaveBeenCalledTimes(1);
    expect(fake.of('realtime')).toHaveLength(1);
  });

  it('recognises as a whole what a broken connection swallowed, and connects again', async () => {
    const { fake, stt, batch, unavailable } = await stage();
    const pcm = await taught(fake, TEXT);
    fake.behave('realtime', [{ kind: 'cut', afterBytes: 300 }, { kind: 'normal' }]);
    const first = new StreamedWording(stt, batch);
    pour(first, pcm);
    expect(await first.text()).toMatch(/^whole/);
    const second = new StreamedWording(stt, batch);
    pour(second, pcm);
    expect(await second.text()).toBe(TEXT);
    expect(fake.of('realtime')).toHaveLength(2);
    expect(unavailable).not.toHaveBeenCalled();
  });

  it('is given up after three failures in a row', async () => {
    const { fake, stt, batch, unavailable } = await stage();
    fake.behave('realtime', { kind: 'status', status: 503 });
    for (let i = 0; i < 3; i++) {
      const wording = new StreamedWording(stt, batch);
      pour(wording, new Int16Array(8000));
      await wording.text();
    }
    expect(unavailable).toHaveBeenCalledTimes(1);
    expect(stt.available).toBe(false);
  });
});
