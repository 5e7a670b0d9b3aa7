import { z } from 'zod';
import type { Amounts } from '../../contract/usage.ts';
import { MOST_OF_ONE_REQUEST } from './usage-reports.ts';

/**
 * Text in the tokens of today's models, roughly (OpenAI's help: "one token is about 4 characters"). Bytes,
 * not characters: what isn't written in Latin letters has more tokens than letters / 4.
 */
const BYTES_PER_TOKEN = 4;

/** A server that tells anything else is not believed. */
const tokens = z.number().min(0).max(MOST_OF_ONE_REQUEST);

const chunkSchema = z.object({
  choices: z
    .array(z.object({ delta: z.unknown(), message: z.unknown() }).partial())
    .catch([])
    .default([]),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/**
 * Reads what `/v1/chat/completions` answers (an event stream, or one JSON object) for what it used: as
 * the server says, else (it was cancelled, or the server doesn't say) estimated by length.
 */
export class ChatTally {
  readonly #prompt: string;
  #rest = '';
  #outputBytes = 0;
  #told: Partial<Amounts> | undefined;

  /** @param body the request, as JSON */
  constructor(body: string) {
    this.#prompt = body;
  }

  /** The next piece of the answer. */
  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#readLine(line);
  }

  /** What was used, when nothing more comes. */
  amounts(): Partial<Amounts> {
    this.#readLine(this.#rest);
    this.#rest = '';
    return (
      this.#told ?? {
        requests: 1,
        inputTokens: promptTokens(this.#prompt),
        outputTokens: tokensIn(this.#outputBytes),
      }
    );
  }

  #readLine(line: string): void {
    const chunk = chunkSchema.safeParse(parsed(line.replace(/^data:/, '')));
    if (!chunk.success) return;
    const { choices, usage } = chunk.data;
    for (const { delta, message } of choices) this.#outputBytes += bytesOf(delta ?? message);
    if (!usage) return;
    this.#told = {
      requests: 1,
      inputTokens: usage.prompt_tokens,
      cachedInputTokens: Math.min(
        usage.prompt_tokens_details?.cached_tokens ?? 0,
        usage.prompt_tokens,
      ),
      outputTokens: usage.completion_tokens,
    };
  }
}

const spokenSchema = z.object({
  content: z.string().nullish().catch(null),
  tool_calls: z
    .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }).partial() }))
    .nullish()
    .catch(null),
});

function bytesOf(delta: unknown): number {
  const read = spokenSchema.safeParse(delta);
  if (!read.success) return 0;
  const calls = (read.data.tool_calls ?? []).map(
    ({ function: call }) => (call.name ?? '') + (call.arguments ?? ''),
  );
  return Buffer.byteLength((read.data.content ?? '') + calls.join(''));
}

/** Tokens of a chat request's JSON, estimated. */
function promptTokens(body: string): number {
  const request = parsed(body);
  const isObject = typeof request === 'object' && request !== null;
  if (!isObject) return 0;
  const { messages, tools } = request as { messages?: unknown; tools?: unknown };
  return tokensIn(Buffer.byteLength(JSON.stringify([messages, tools])));
}

function tokensIn(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

const transcriptionSchema = z.object({
  usage: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('tokens'),
      input_tokens: tokens,
      output_tokens: tokens,
      input_token_details: z.object({ audio_tokens: tokens }).nullish().catch(null),
    }),
    z.object({ type: z.literal('duration'), seconds: z.number().min(0).max(MOST_OF_ONE_REQUEST) }),
  ]),
});

/** What `/v1/audio/transcriptions` says that it used; of sound that was sent for `seconds`. */
export function transcriptionAmounts(text: string, seconds: number): Partial<Amounts> {
  const sent = { requests: 1, audioInputSeconds: seconds };
  const answer = transcriptionSchema.safeParse(parsed(text));
  if (!answer.success) return sent;
  const { usage } = answer.data;
  if (usage.type === 'duration') return { ...sent, audioInputSeconds: usage.seconds };
  const audio = usage.input_token_details?.audio_tokens ?? usage.input_tokens;
  return {
    ...sent,
    inputTokens: Math.max(0, usage.input_tokens - audio),
    audioInputTokens: audio,
    outputTokens: usage.output_tokens,
  };
}

/** Length of a PCM WAV file, s; 0 for anything else. */
export function wavSeconds(head: Uint8Array, fileBytes: number): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const isWav = head.length >= WAV_HEADER && view.getUint32(0) === RIFF;
  const bytesPerSecond = isWav ? view.getUint32(BYTE_RATE_AT, true) : 0;
  return bytesPerSecond > 0 ? Math.max(0, fileBytes - WAV_HEADER) / bytesPerSecond : 0;
}

/** "RIFF"; a header without extra chunks has this many bytes, the byte rate at this place (WAVE format). */
const RIFF = 0x5249_4646;
export const WAV_HEADER = 44;
const BYTE_RATE_AT = 28;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
