import { initializeLogger, tts } from '@livekit/agents';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientFor } from '../../../src/agents/speech/clients.ts';
import { StreamingTts } from '../../../src/agents/speech/streaming-tts.ts';
import { noteOf } from '../../../src/agents/speech/synthesis-note.ts';
import type { TtsStage } from '../../../src/contract/provider.ts';

type SpeechFailure = Parameters<tts.TTSCallbacks['error']>[0];
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

describe('StreamingTts', () => {
  let server: Server;
  let answer: Answer;
  const requests: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    initializeLogger({ pretty: false, level: 'silent' });
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        requests.push({
          headers: request.headers,
          body: JSON.parse(body) as Record<string, unknown>,
        });
        answer(request, response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => (requests.length = 0));

  function voice(provider: TtsStage['provider']): StreamingTts {
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const stage = { provider, baseUrl: `${origin}/v1`, model: 'm', voice: 'v' };
    const keys = { [origin]: 'a-secret-key' };
    const speaker = new StreamingTts(
      clientFor(stage, { conversationId: 'c1', side: 'a', keys }),
      stage,
    );
    return speaker;
  }

  async function collect(stream: tts.ChunkedStream) {
    const audio: tts.SynthesizedAudio[] = [];
    for await (const piece of stream) audio.push(piece);
    return audio;
  }

  it('plays from the first bytes on, while the response is still under way', async () => {
    let finish = () => {};
    answer = (_request, response) => {
      response.write(Buffer.alloc(24_000 * 2 * 0.2));
      finish = () => response.end(Buffer.alloc(4800));
    };
    const stream = voice('openai').synthesize('Hello.');
    const first = await stream.next();
    expect(first.done).toBe(false);
    finish();
    const rest = await collect(stream);
    expect(rest.at(-1)?.final).toBe(true);
    expect(requests[0]?.body).toMatchObject({
      input: 'Hello.',
      voice: 'v',
      response_format: 'pcm',
    });
    expect(requests[0]?.headers.authorization).toBe('Bearer a-secret-key');
    expect(requests[0]?.headers['x-duologue-conversation']).toBeUndefined();
  });

  it('reads words and audio of the rehearsal provider, in pieces of any size', async () => {
    const words = [{ text: 'Hi.', startMs: 0, endMs: 90 }];
    answer = (_request, response) => {
      const events = [
        { type: 'speech.audio.words', words },
        { type: 'speech.audio.delta', audio: Buffer.alloc(4801, 1).toString('base64') },
        { type: 'speech.audio.delta', audio: Buffer.alloc(1, 1).toString('base64') },
        { type: 'a.later.invention' },
        { type: 'speech.audio.done' },
      ];
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.end();
    };
    const audio = await collect(voice('rehearsal').synthesize('Hi.'));
    const samples = audio.reduce((sum, { frame }) => sum + frame.samplesPerChannel, 0);
    expect(samples).toBe(2640); // 2401 samples, filled up to 10 ms
    expect(noteOf(audio[0]!.frame)).toEqual({
      text: 'Hi.',
      words: [{ ...words[0], origin: 'provider' }],
    });
    expect(requests[0]?.headers).toMatchObject({
      'x-duologue-conversation': 'c1',
      'x-duologue-side': 'a',
    });
  });

  it('cancels the request when the turn is interrupted', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.write(Buffer.alloc(48_000));
      response.on('close', closed.resolve);
    };
    const abort = new AbortController();
    const speaker = voice('openai');
    const errors: unknown[] = [];
    speaker.on('error', (event) => errors.push(event));
    const stream = speaker.synthesize('Hello.', undefined, abort.signal);
    await stream.next();
    abort.abort();
    await closed.promise;
    expect(errors).toEqual([]);
  });

  it('asks again after a passing fault, and then says the text once', async () => {
    let asked = 0;
    answer = (_request, response) => {
      asked += 1;
      if (asked > 1) return void response.end(Buffer.alloc(4800));
      response.writeHead(503).end();
    };
    const audio = await collect(voice('openai').synthesize('Hello.'));
    expect(asked).toBe(2);
    expect(audio.reduce((sum, { frame }) => sum + frame.samplesPerChannel, 0)).toBe(2400);
  });

  it('keeps what was said when the response breaks off, and does not begin again', async () => {
    answer = (_request, response) => {
      response.write(Buffer.alloc(9600));
      setImmediate(() => response.destroy());
    };
    const speaker = voice('openai');
    const failed = new Promise<SpeechFailure>((resolve) => speaker.on('error', resolve));
    const [event, audio] = await Promise.all([failed, collect(speaker.synthesize('Hello.'))]);
    expect(event.recoverable).toBe(true);
    expect(requests).toHaveLength(1);
    expect(audio.map(({ frame }) => noteOf(frame)?.end)).toEqual([
      ...Array<undefined>(audio.length - 1).fill(undefined),
      'cut',
    ]);
  });

  it('says of its last frame that it was the last', async () => {
    answer = (_request, response) => void response.end(Buffer.alloc(9600));
    const audio = await collect(voice('openai').synthesize('Hello.'));
    const ends = audio.map(({ frame }) => noteOf(frame)?.end);
    expect(ends.at(-1)).toBe('whole');
    expect(ends.filter((end) => end !== undefined)).toHaveLength(1);
  });

  it('in sentences tells all its listeners of an error, once each', async () => {
    answer = (_request, response) => void response.writeHead(500).end();
    const speaker = voice('openai');
    const [first, second] = [vi.fn(), vi.fn()];
    speaker.on('error', first);
    const turn = speaker.stream();
    speaker.on('error', second);
    turn.updateInputStream(ReadableStream.from(['It is only one sentence that fails here. ']));
    for await (const piece of turn) expect(piece).toBe(tts.SynthesizeStream.END_OF_STREAM);
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('does not ask again after a refusal that waiting can not mend', async () => {
    answer = (_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'bad key a-secret-key' } }));
    };
    const speaker = voice('openai');
    const failed = new Promise<SpeechFailure>((resolve) => speaker.on('error', resolve));
    const stream = speaker.synthesize('Hello.');
    const [event] = await Promise.all([failed, collect(stream)]);
    expect(event.recoverable).toBe(false);
    expect(event.error.message).not.toContain('a-secret-key');
    expect(requests).toHaveLength(1);
  });
});
