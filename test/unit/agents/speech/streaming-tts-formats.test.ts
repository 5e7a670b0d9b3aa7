import { initializeLogger, type tts } from '@livekit/agents';
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor } from '../../../../src/agents/speech/clients.ts';
import { InvalidSpeech } from '../../../../src/agents/speech/invalid-speech.ts';
import { FormatMemory } from '../../../../src/agents/speech/speech-format.ts';
import { StreamingTts } from '../../../../src/agents/speech/streaming-tts.ts';
import type { TtsStage } from '../../../../src/contract/provider.ts';
import {
  bytesOf,
  encodedTone,
  judgeTone,
  mp3Tone,
  tone,
  TONE,
  wav,
} from '../../../support/tones.ts';

type Failure = Parameters<tts.TTSCallbacks['error']>[0];
type Answer = (response: ServerResponse, body: Record<string, unknown>) => void;

const RATE = 24_000;

describe('StreamingTts and what servers give', () => {
  let server: Server;
  let answer: Answer;
  let formats: FormatMemory;
  const bodies: Record<string, unknown>[] = [];

  beforeAll(async () => {
    initializeLogger({ pretty: false, level: 'silent' });
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (piece: Buffer) => (text += piece.toString()));
      request.on('end', () => {
        const body = JSON.parse(text) as Record<string, unknown>;
        bodies.push(body);
        answer(response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    bodies.length = 0;
    formats = new FormatMemory();
  });

  function voice(more: Partial<TtsStage> = {}): StreamingTts {
    const { port } = server.address() as AddressInfo;
    const stage: TtsStage = {
      provider: 'openai-compatible',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      model: 'm',
      voice: 'v',
      ...more,
    };
    const client = clientFor(stage, { conversationId: 'c1', side: 'a', keys: {} });
    return new StreamingTts(client, stage, formats);
  }

  async function say(speaker: StreamingTts, text = 'Hello there.') {
    const failures: Failure[] = [];
    speaker.on('error', (failure) => failures.push(failure));
    const samples: number[] = [];
    for await (const { frame } of speaker.synthesize(text)) samples.push(...frame.data);
    return { samples: Int16Array.from(samples), failures };
  }

  const refuse = (response: ServerResponse, status: number, error: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(error));
  };

  /** A server that knows one format only. */
  const only = (format: string, bytes: Buffer, status = 400): Answer => {
    return (response, { response_format: asked }) => {
      if (asked === format) response.end(bytes);
      else refuse(response, status, { detail: `response_format ${String(asked)} not supported` });
    };
  };

  it.each([
    [
      'wav',
      () => wav(bytesOf(tone(22_050, 0.4)), { bits: 16, code: 1, sampleRate: 22_050, channels: 1 }),
    ],
    ['mp3', () => mp3Tone('tone-24000-mono')],
    ['opus', () => encodedTone(48_000, 0.4, ['-c:a', 'libopus', '-f', 'ogg'])],
    ['flac', () => encodedTone(44_100, 0.4, ['-c:a', 'flac', '-f', 'flac'])],
  ] as const)(
    'falls back to %s where a server gives nothing else, and remembers it',
    async (format, file) => {
      answer = only(format, file(), format === 'flac' ? 422 : 400);
      const speaker = voice();
      const { samples, failures } = await say(speaker);
      expect(failures).toEqual([]);
      const middle = samples.subarray(RATE * 0.1, RATE * 0.3);
      expect(Math.abs(judgeTone(middle, RATE).level - TONE.level)).toBeLessThan(0.04);
      bodies.length = 0;
      await say(voice());
      expect(bodies.map(({ response_format: asked }) => asked)).toEqual([format]);
    },
  );

  it('forgets nothing, but tries again when the server changes its mind', async () => {
    answer = only('mp3', mp3Tone('tone-24000-mono'));
    await say(voice());
    answer = only('pcm', bytesOf(tone(RATE, 0.4)));
    expect((await say(voice())).failures).toEqual([]);
    bodies.length = 0;
    await say(voice());
    expect(bodies).toHaveLength(1);
  });

  it('asks for the format and sends the delivery that are set, and nothing that is not', async () => {
    answer = (response) => response.end(bytesOf(tone(16_000, 0.4)));
    const set = { format: 'wav', speed: 1.2, instructions: 'Tired.', sampleRate: 16_000 } as const;
    const { samples } = await say(voice(set));
    expect(bodies[0]).toEqual({
      model: 'm',
      voice: 'v',
      input: 'Hello there.',
      response_format: 'wav',
      speed: 1.2,
      instructions: 'Tired.',
    });
    expect(Math.abs(samples.length / RATE - 0.4)).toBeLessThan(0.015);
    await say(voice());
    expect(Object.keys(bodies[1]!).sort()).toEqual(['input', 'model', 'response_format', 'voice']);
  });

  it('asks for no other format when something else is refused', async () => {
    answer = (response) =>
      refuse(response, 400, { error: { message: 'unknown voice "v"', param: 'voice' } });
    const { samples, failures } = await say(voice());
    expect(samples).toHaveLength(0);
    expect(failures).toHaveLength(1);
    expect(bodies).toHaveLength(1);
  });

  it('tells the first refusal when all formats are refused', async () => {
    answer = only('none of them', Buffer.alloc(0));
    const { failures } = await say(voice());
    expect(bodies).toHaveLength(5);
    expect(failures).toHaveLength(1);
    expect(failures[0]!.error).toMatchObject({ statusCode: 400 });
    expect(failures[0]!.recoverable).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'audio/pcm'],
    ['half a sample', Buffer.alloc(1), 'audio/pcm'],
    [
      'a WAV without sound',
      wav(Buffer.alloc(0), { bits: 16, code: 1, sampleRate: RATE, channels: 1 }),
      'audio/wav',
    ],
    ['random bytes', randomBytes(9_601), 'audio/pcm'],
    ['random bytes as MP3', randomBytes(9_601), 'audio/mpeg'],
    ['a page', Buffer.from('<html><body>Welcome to nginx!</body></html>'), 'text/html'],
    ['JSON', Buffer.from('{"error":"out of memory"}'), 'application/json'],
    ['JSON that calls itself sound', Buffer.from('{"error":"out of memory"}'), 'audio/pcm'],
  ])('plays nothing of %s, and says so', async (_, bytes, type) => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': type });
      response.end(bytes);
    };
    const { samples, failures } = await say(voice());
    expect(samples).toHaveLength(0);
    expect(failures).toHaveLength(1);
    expect(failures[0]!.error).toBeInstanceOf(InvalidSpeech);
    expect(failures[0]!.recoverable).toBe(true);
    expect(bodies).toHaveLength(1);
  });

  it('takes no sound for the answer to a text without a letter', async () => {
    answer = (response) => response.end();
    expect((await say(voice(), '… —')).failures).toEqual([]);
  });

  it('ends softly where good sound turns into noise, or breaks off', async () => {
    const good = bytesOf(tone(RATE, 0.3));
    const limit = TONE.level * 32_767 * ((2 * Math.PI * TONE.hz) / RATE) * 1.2 + 4;
    const endings: ((response: ServerResponse) => void)[] = [
      (response) => response.end(randomBytes(20_000)),
      (response) => setImmediate(() => response.destroy()),
    ];
    for (const end of endings) {
      answer = (response) => {
        response.write(good);
        setTimeout(() => end(response), 50);
      };
      const { samples, failures } = await say(voice());
      expect(failures.map(({ recoverable }) => recoverable)).toEqual([true]);
      expect(samples.length).toBeGreaterThan(RATE * 0.2);
      expect(samples.length).toBeLessThanOrEqual(RATE * 0.3);
      const steps = samples.map((value, i) => Math.abs(value - (samples[i - 1] ?? 0)));
      expect(Math.max(...steps)).toBeLessThan(limit);
      expect(samples.at(-1)).toBe(0);
    }
  });

  it.each([
    ['samples', () => bytesOf(tone(RATE, 1))],
    ['Ogg Opus', () => encodedTone(48_000, 4, ['-c:a', 'libopus', '-f', 'ogg'])],
  ])('cancels the request at once when the turn is cut: %s', async (_, file) => {
    const closed = Promise.withResolvers<void>();
    answer = (response) => {
      response.write(file());
      response.on('close', closed.resolve);
    };
    const abort = new AbortController();
    const speaker = voice();
    const failures: unknown[] = [];
    speaker.on('error', (failure) => failures.push(failure));
    const stream = speaker.synthesize('Hello.', undefined, abort.signal);
    expect((await stream.next()).done).toBe(false);
    abort.abort();
    await closed.promise;
    expect(failures).toEqual([]);
  });

  it('cancels all requests of a turn, those of later sentences too, and begins none after that', async () => {
    const closed: Promise<void>[] = [];
    const asked = Promise.withResolvers<void>();
    answer = (response) => {
      response.write(bytesOf(tone(RATE, 1)));
      closed.push(new Promise((resolve) => response.on('close', resolve)));
      if (closed.length === 2) asked.resolve();
    };
    const speaker = voice();
    const failures: unknown[] = [];
    speaker.on('error', (failure) => failures.push(failure));
    const turn = speaker.stream();
    const text = 'This is the first of the sentences. And this one follows it a little later. ';
    turn.updateInputStream(ReadableStream.from([text]));
    await turn.next();
    await asked.promise;
    turn.close();
    await Promise.all(closed);
    const late = speaker.synthesize('Too late.', undefined, AbortSignal.abort());
    expect((await late.next()).done).toBe(true);
    expect(bodies).toHaveLength(2);
    expect(failures).toEqual([]);
  });
});
