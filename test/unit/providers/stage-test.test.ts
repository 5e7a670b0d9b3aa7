import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StageName } from '../../../src/contract/settings.ts';
import { testStage } from '../../../src/main/providers/stage-test.ts';

interface Seen {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let seen: Seen[];
/** Answers the n-th request. */
let answer: (response: ServerResponse, request: Seen, nth: number) => void;

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/v1/chat/completions': (response) =>
    json(response, 200, { model: 'tiny-2026', choices: [{ message: { content: 'Yes' } }] }),
  '/v1/audio/speech': (response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' });
    response.end(Buffer.alloc(2048));
  },
  '/v1/audio/transcriptions': (response) => json(response, 200, { text: '' }),
};

beforeEach(async () => {
  seen = [];
  answer = (response, { path }) => ANSWERS[path]?.(response);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1');
      const one = { path: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      answer(response, one, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const baseUrl = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const test = (stage: StageName, more: { baseUrl?: string; timeoutMs?: number } = {}) =>
  testStage({
    ...{ stage, model: 'tiny', apiKey: 'sk-canary-key', ...more },
    baseUrl: more.baseUrl ?? baseUrl(),
  });

describe('a tiny request', () => {
  it('asks a language model for one token', async () => {
    const verdict = await test('llm');
    expect(verdict).toMatchObject({
      ok: true,
      note: expect.stringMatching(/^answered in \d+ ms, model tiny-2026$/),
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ model: 'tiny', max_tokens: 1 });
    expect(seen[0]?.headers.authorization).toBe('Bearer sk-canary-key');
  });

  it('does without the limit where a model refuses it', async () => {
    answer = (response, { path }, nth) =>
      nth === 1
        ? json(response, 400, { error: { message: "Unsupported parameter: 'max_tokens'" } })
        : ANSWERS[path]?.(response);
    expect((await test('llm')).ok).toBe(true);
    expect(JSON.parse(seen[1]?.body ?? '')).not.toHaveProperty('max_tokens');
  });

  it('has a voice say a word', async () => {
    expect(await test('tts')).toMatchObject({ ok: true, note: expect.stringContaining('2 kB') });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ input: 'Yes.', voice: 'alloy' });
  });

  it('gives an ear a tone', async () => {
    expect((await test('stt')).ok).toBe(true);
    expect(seen[0]?.body).toContain('WAVEfmt ');
  });
});

describe('a verdict tells apart', () => {
  const refusing = (status: number, error: object | string) => {
    answer = (response) =>
      typeof error === 'string'
        ? response.writeHead(status, { 'content-type': 'text/html' }).end(error)
        : json(response, status, { error });
  };

  it.each<[string, number, object | string, string, string]>([
    [
      'a wrong key',
      401,
      { message: 'Incorrect API key provided: sk-canary-key' },
      'refused the key',
      'Check the key of 127.0.0.1',
    ],
    [
      'an unknown model',
      404,
      { message: 'no', code: 'model_not_found' },
      'does not know the model',
      'model',
    ],
    [
      'a model that is not pulled',
      404,
      { message: 'model "tiny" not found' },
      'does not know the model',
      'model',
    ],
    ['a wrong address', 404, '<h1>Not Found</h1>', 'no LLM under that address', '/v1'],
    ['no quota', 429, { message: 'quota', code: 'insufficient_quota' }, 'quota', 'billing'],
    [
      'a fault of the server',
      500,
      { message: 'Bearer sk-canary-key broke' },
      'failed',
      'Try again',
    ],
  ])('%s', async (_what, status, error, note, remedy) => {
    refusing(status, error);
    const verdict = await test('llm');
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining(note) });
    expect(verdict.remedy).toContain(remedy);
    expect(JSON.stringify(verdict)).not.toContain('canary');
    expect(seen).toHaveLength(1);
  });

  it('a server that is not there', async () => {
    const gone = baseUrl();
    await new Promise((resolve) => server.close(resolve));
    const verdict = await test('llm', { baseUrl: gone });
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining('nothing listens') });
  });

  it('an answer that is none of this API', async () => {
    refusing(200, '<h1>Welcome</h1>');
    for (const stage of ['llm', 'tts', 'stt'] as const) {
      const verdict = await test(stage);
      expect(verdict).toMatchObject({ ok: false, remedy: expect.stringContaining('/v1') });
    }
  });

  it('a server that stays silent, or dribbles for ever', async () => {
    answer = () => undefined;
    const silent = await test('llm', { timeoutMs: 150 });
    expect(silent).toMatchObject({ ok: false, note: expect.stringContaining('in time') });
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' });
      response.write('x');
    };
    const dribbling = await test('tts', { timeoutMs: 150 });
    expect(dribbling).toMatchObject({ ok: false, note: expect.stringContaining('in time') });
  });
});
