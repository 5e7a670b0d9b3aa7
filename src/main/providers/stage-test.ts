import { APIError, OpenAI } from 'openai';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import type { StageName, Verdict } from '../../contract/settings.ts';
import { stageFault } from './stage-fault.ts';
import { testTone } from './test-tone.ts';

/** A verdict comes within this time. */
const LONGEST_MS = 14_000;

export interface StageTest {
  stage: StageName;
  /** With `/v1`. Without it: OpenAI's own. */
  baseUrl: string | undefined;
  model: string;
  /** Servers without keys want the header, not its value. */
  apiKey: string | undefined;
  headers?: Record<string, string>;
  /** Default: 14 000. */
  timeoutMs?: number;
}

/**
 * Sends one stage a tiny real request: one token of chat, one spoken word, a tone to listen to. Never
 * rejects; the verdict holds no key.
 */
export async function testStage(test: StageTest): Promise<Verdict> {
  const began = monotonicMs();
  const took = (): number => Math.round(monotonicMs() - began);
  try {
    const found = await request(test, clientOf(test));
    return { ok: true, note: `answered in ${took()} ms, ${found}`, tookMs: took() };
  } catch (thrown) {
    const { message, remedy } = stageFault(thrown, test).data;
    return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs: took() };
  }
}

function clientOf({ baseUrl, apiKey, headers, timeoutMs = LONGEST_MS }: StageTest): OpenAI {
  return new OpenAI({
    // Given, so that the client does not look into the environment by itself.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    defaultHeaders: headers ?? {},
  });
}

/** What was found, for the verdict. */
async function request(test: StageTest, client: OpenAI): Promise<string> {
  const { stage, model, timeoutMs = LONGEST_MS } = test;
  // The client's own time-out ends with the headers; a body may dribble for ever.
  const signal = AbortSignal.timeout(timeoutMs);
  switch (stage) {
    case 'llm':
      return await chat(client, model, signal);
    case 'tts':
      return await speak(client, model, signal);
    case 'stt':
      return await listen(client, model, signal);
    default:
      return assertNever(stage);
  }
}

async function chat(client: OpenAI, model: string, signal: AbortSignal): Promise<string> {
  const messages = [{ role: 'user' as const, content: 'Say yes.' }];
  const ask = (limit: { max_tokens?: number }) =>
    client.chat.completions.create({ model, messages, ...limit }, { signal });
  const completion = await ask({ max_tokens: 1 }).catch((thrown: unknown) => {
    // Reasoning models refuse this very limit; they answer a short question shortly.
    const isLimit = thrown instanceof APIError && thrown.status === 400;
    if (isLimit && /max_(completion_)?tokens/.test(thrown.message)) return ask({});
    throw thrown;
  });
  if (!Array.isArray(completion.choices)) throw strange('chat completion');
  return `model ${completion.model || model}`;
}

async function speak(client: OpenAI, model: string, signal: AbortSignal): Promise<string> {
  const speech = {
    model,
    voice: usualVoice(model),
    input: 'Yes.',
    response_format: 'wav',
  } as const;
  const response = await client.audio.speech.create(speech, { signal });
  const sound = await response.arrayBuffer();
  const type = response.headers.get('content-type') ?? '';
  if (sound.byteLength === 0 || /json|html/.test(type)) throw strange('sound');
  return `model ${model}, ${Math.ceil(sound.byteLength / 1024)} kB of sound`;
}

async function listen(client: OpenAI, model: string, signal: AbortSignal): Promise<string> {
  const heard = await client.audio.transcriptions.create({ model, file: testTone() }, { signal });
  if (typeof heard.text !== 'string') throw strange('transcript');
  return `model ${model}`;
}

/** A voice that a model of this name is likely to have. */
function usualVoice(model: string): string {
  if (/rehearsal/i.test(model)) return 'birch';
  if (/kokoro/i.test(model)) return 'af_heart';
  return /orpheus/i.test(model) ? 'autumn' : 'alloy';
}

function strange(what: string): StudioError {
  return new StudioError({
    code: 'provider-failed',
    message: `The server answered, but not with a ${what} as OpenAI’s API gives it.`,
    remedy: 'Check that the base URL is that of an OpenAI-compatible API; most end in /v1.',
  });
}
