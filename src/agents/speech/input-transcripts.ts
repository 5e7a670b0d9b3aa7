import { APIError } from '@livekit/agents';
import { z } from 'zod';
import type { Amounts } from '../../contract/usage.ts';

/** What the writing down of one piece of speech used, as the server tells. */
const transcriptionUsageSchema = z
  .union([
    z.object({ type: z.literal('duration'), seconds: z.number() }),
    z.object({
      input_tokens: z.number().default(0),
      output_tokens: z.number().default(0),
      input_token_details: z
        .object({ text_tokens: z.number().default(0), audio_tokens: z.number().default(0) })
        .optional(),
    }),
  ])
  .optional()
  .catch(undefined);
export type TranscriptionUsage = z.infer<typeof transcriptionUsageSchema>;

/** Server events about what was heard (OpenAI API reference, Realtime server events). */
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_audio_buffer.committed'), item_id: z.string() }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    item_id: z.string(),
    transcript: z.string(),
    usage: transcriptionUsageSchema,
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    item_id: z.string(),
    error: z.object({ message: z.string().optional() }).optional(),
  }),
  z.object({
    type: z.literal('error'),
    error: z.object({ message: z.string().default('refused'), event_id: z.string().nullish() }),
  }),
]);

interface Expected {
  eventId: string;
  resolve(text: string): void;
  reject(error: Error): void;
}

/** A transcript that takes longer is given up, ms. */
const PATIENCE_MS = 20_000;

/** Matches what was committed with the transcripts that come for it, in whatever order. */
export class InputTranscripts {
  private readonly onUsage: (usage: NonNullable<TranscriptionUsage>) => void;
  /** Committed, and not yet given an item by the server; in order. */
  private committed: Expected[] = [];
  private readonly items = new Map<string, Expected>();
  private count = 0;

  constructor(onUsage: (usage: NonNullable<TranscriptionUsage>) => void) {
    this.onUsage = onUsage;
  }

  /** For one more commit: under which id to send it, and its words once they are there. */
  expect(): { eventId: string; text: Promise<string> } {
    this.count += 1;
    const eventId = `commit_${this.count}`;
    const { promise: text, resolve, reject } = Promise.withResolvers<string>();
    const expected: Expected = { eventId, resolve, reject };
    this.committed.push(expected);
    const impatience = setTimeout(() => {
      this.drop(expected);
      reject(new APIError('no transcript came', { retryable: false }));
    }, PATIENCE_MS);
    const settled = (): void => clearTimeout(impatience);
    text.then(settled, settled);
    return { eventId, text };
  }

  /** One event of the server; those that are about something else are left alone. */
  take(raw: unknown): void {
    const parsed = eventSchema.safeParse(raw);
    if (!parsed.success) return;
    const event = parsed.data;
    switch (event.type) {
      case 'input_audio_buffer.committed':
        return this.name(event.item_id);
      case 'conversation.item.input_audio_transcription.completed':
        if (event.usage) this.onUsage(event.usage);
        return this.expected(event.item_id)?.resolve(event.transcript);
      case 'conversation.item.input_audio_transcription.failed':
        return this.expected(event.item_id)?.reject(
          new APIError(event.error?.message ?? 'not transcribed', { retryable: false }),
        );
      case 'error':
        return this.refuse(event.error.event_id ?? '', event.error.message);
    }
  }

  /** The connection is gone: nothing comes any more. */
  forget(error: Error): void {
    const all = [...this.committed, ...this.items.values()];
    this.committed = [];
    this.items.clear();
    for (const { reject } of all) reject(error);
  }

  private name(itemId: string): void {
    const expected = this.committed.shift();
    if (expected) this.items.set(itemId, expected);
  }

  /** Servers that don't say `committed` transcribe in the order of the commits. */
  private expected(itemId: string): Expected | undefined {
    const expected = this.items.get(itemId) ?? this.committed.shift();
    this.items.delete(itemId);
    return expected;
  }

  private refuse(eventId: string, message: string): void {
    const refused = this.committed.find((expected) => expected.eventId === eventId);
    if (!refused) return;
    this.drop(refused);
    refused.reject(new APIError(message, { retryable: false }));
  }

  private drop(expected: Expected): void {
    this.committed = this.committed.filter((other) => other !== expected);
    for (const [itemId, other] of this.items) if (other === expected) this.items.delete(itemId);
  }
}

/** As amounts of usage. Where the server tells no kind of token: what came in was sound. */
export function transcriptionAmounts(usage: NonNullable<TranscriptionUsage>): Partial<Amounts> {
  if ('seconds' in usage) return { requests: 1, audioInputSeconds: usage.seconds };
  const text = usage.input_token_details?.text_tokens ?? 0;
  return {
    requests: 1,
    inputTokens: text,
    audioInputTokens: Math.max(0, usage.input_tokens - text),
    outputTokens: usage.output_tokens,
  };
}
