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

  it('limits a model that reasons by the name that it takes', async () => {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    answer = (response, { path }, nth) =>
      nth === 1 ? json(response, 400, { error: { message } }) : ANSWERS[path]?.(response);
    expect((await test('llm')).ok).toBe(true);
    const body: unknown = JSON.parse(seen[1]?.body ?? '');
    expect(body).not.toHaveProperty('max_tokens');
    expect(body).toMatchObject({ max_completion_tokens: 16 });
  });

  it('has an answer of a model that used the limit up by reasoning', async () => {
    const message =
      'Could not finish the message because max_tokens or model output limit was reached.';
    answer = (response) => json(response, 400, { error: { message } });
    expect(await test('llm')).toMatchObject({ ok: true });
    expect(seen).toHaveLength(1);
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
      'Check the key of http://127.0.0.1',
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
    [
      'a page of a proxy',
      502,
      '<html><h1>Bad gateway</h1></html>',
      '502 (a web page)',
      'Try again',
    ],
    ['no credits', 402, { message: 'Insufficient credits' }, 'is used up', 'billing'],
    [
      'a model that was taken away',
      400,
      { message: 'The model `tiny` has been decommissioned', code: 'model_decommissioned' },
      'does not know the model',
      'model',
    ],
    ['a page that is not there and speaks of models', 404, '<html>Our models', 'no LLM', '/v1'],
  ])('%s', async (_what, status, error, note, remedy) => {
    refusing(status, error);
    const verdict = await test('llm');
    expect(verdict).toMatchObject({ ok: false, note: expect.stringContaining(note) });
    expect(verdict.remedy).toContain(remedy);
    expect(JSON.stringify(verdict)).not.toContain('canary');
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['the form of FastAPI', { detail: "Model 'tiny' is not installed locally." }, 404],
    ['an object within it', { detail: { error: 'invalid_model', message: 'Unsupported' } }, 400],
    ['a bare message', { message: 'model tiny not found' }, 404],
    ['a bare error', { error: 'model tiny not found' }, 404],
  ])('a model that is missing, in %s', async (_what, body, status) => {
    answer = (response) => json(response, status, body);
    expect(await test('llm')).toMatchObject({
      ok: false,
      note: expect.stringMatching(/^http:.* does not know the model of LLM \(model "tiny"\)\.$/),
    });
  });

  it('a voice that is missing', async () => {
    const message = "Voice 'zoe' not found. Available voices: af_heart";
    answer = (response) => json(response, 400, { detail: { error: 'validation_error', message } });
    const verdict = await testStage({
      ...{ stage: 'tts', model: 'kokoro', apiKey: undefined, baseUrl: baseUrl(), voice: 'zoe' },
    });
    expect(verdict).toMatchObject({
      ok: false,
      note: expect.stringContaining('does not take the voice "zoe" for TTS (model "kokoro")'),
    });
  });

  it('an address without its version', async () => {
    refusing(404, { message: 'Not Found' });
    const bare = baseUrl().replace('/v1', '');
    const verdict = await test('llm', { baseUrl: bare });
    expect(verdict.remedy).toContain(`try ${bare}/v1.`);
  });

  it('an address that sends on: the key goes nowhere else', async () => {
    answer = (response) =>
      response.writeHead(307, { location: 'https://elsewhere.test/v1/chat/completions' }).end();
    const verdict = await test('llm');
    expect(verdict).toMatchObject({
      ok: false,
      note: expect.stringContaining('sends requests on to https://elsewhere.test'),
    });
    expect(seen).toHaveLength(1);
  });

  it('a server that speaks no TLS', async () => {
    const verdict = await test('llm', { baseUrl: baseUrl().replace('http:', 'https:') });
    expect(verdict).toMatchObject({ ok: false, remedy: expect.stringContaining('http://') });
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
      expect(verdict.note).toContain(`${stage.toUpperCase()} (model "tiny")`);
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
