import { pcmBytes } from '../../../src/rehearsal/wav.ts';
import { hangsUp, wordsIn } from './replies.ts';
import type { ChatBody, Reply } from './types.ts';
import { FAKE_RATE } from './voice.ts';

export type RealtimeEvent = { type: string } & Record<string, unknown>;

/** An event, and how much sound is in it, s. */
export interface Timed {
  event: RealtimeEvent;
  seconds: number;
}

export interface Spoken {
  responseId: string;
  itemId: string;
  reply: Reply;
  /** Empty: it says nothing. */
  pcm: Int16Array;
  chat: ChatBody;
  /** The last item of the conversation before it. */
  previousItemId: string | null;
  metadata: unknown;
}

const DELTA_SECONDS = 0.1;

/** What comes after `response.created`, in order, the names being those of the API since 2025. */
export function* responseEvents(spoken: Spoken): Generator<Timed> {
  const { responseId, itemId, reply, chat } = spoken;
  if (reply.text !== '' && spoken.pcm.length > 0) yield* messageEvents(spoken);
  if (hangsUp(reply, chat.tools)) yield* callEvents(responseId, `${itemId}_call`, itemId);
  yield plain(doneEvent(spoken, 'completed'));
}

const plain = (event: RealtimeEvent): Timed => ({ event, seconds: 0 });

function* messageEvents({
  responseId,
  itemId,
  reply,
  pcm,
  previousItemId,
}: Spoken): Generator<Timed> {
  const item = (status: string, content: object[]): object => ({
    ...{ id: itemId, object: 'realtime.item', type: 'message', role: 'assistant', status, content },
  });
  const at = { response_id: responseId, item_id: itemId, output_index: 0, content_index: 0 };
  const of = { response_id: responseId, output_index: 0 };
  const said = { type: 'output_audio', transcript: reply.text };
  const empty = item('in_progress', []);
  yield plain({ type: 'response.output_item.added', ...of, item: empty });
  yield plain({ type: 'conversation.item.added', previous_item_id: previousItemId, item: empty });
  yield plain({
    type: 'response.content_part.added',
    ...at,
    part: { type: 'audio', transcript: '' },
  });
  const words = reply.text.match(/\s*\S+/g) ?? [];
  const length = Math.round(FAKE_RATE * DELTA_SECONDS);
  for (let from = 0; from < pcm.length; from += length) {
    const delta = words
      .splice(0, Math.ceil((words.length * length) / (pcm.length - from)))
      .join('');
    if (delta) yield plain({ type: 'response.output_audio_transcript.delta', ...at, delta });
    const piece = pcm.slice(from, from + length);
    const audio = Buffer.from(pcmBytes(piece)).toString('base64');
    const event = { type: 'response.output_audio.delta', ...at, delta: audio };
    yield { event, seconds: piece.length / FAKE_RATE };
  }
  yield plain({ type: 'response.output_audio.done', ...at });
  yield plain({ type: 'response.output_audio_transcript.done', ...at, transcript: reply.text });
  yield plain({ type: 'response.content_part.done', ...at, part: said });
  yield plain({ type: 'response.output_item.done', ...of, item: item('completed', [said]) });
}

function* callEvents(responseId: string, id: string, previous: string): Generator<Timed> {
  const call = { type: 'function_call', name: 'end_call', call_id: `${id}_id`, arguments: '{}' };
  const item = { id, object: 'realtime.item', status: 'completed', ...call };
  const at = { response_id: responseId, output_index: 1 };
  yield plain({ type: 'response.output_item.added', ...at, item });
  yield plain({ type: 'conversation.item.added', previous_item_id: previous, item });
  const args = { ...at, item_id: id, call_id: call.call_id };
  yield plain({ type: 'response.function_call_arguments.done', ...args, arguments: '{}' });
  yield plain({ type: 'response.output_item.done', ...at, item });
}

/** What each thing that was heard stands for as input, in tokens of sound. */
const HEARD_TOKENS = 25;

/**
 * The end of a response, with its usage: words stand for tokens of text, tenths of a second for sound. A
 * third of what goes in comes from the cache.
 */
/** A response that fails at once. */
export function failedEvents(id: string, metadata: unknown): RealtimeEvent[] {
  const response = { id, object: 'realtime.response', output: [], metadata };
  const error = { type: 'server_error', code: 'internal', message: 'The model is out of order.' };
  const status_details = { type: 'failed', error };
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress' } },
    { type: 'response.done', response: { ...response, status: 'failed', status_details } },
  ];
}

export function doneEvent(spoken: Spoken, status: 'completed' | 'cancelled'): RealtimeEvent {
  const { responseId, reply, pcm, chat, metadata } = spoken;
  const read = wordsIn(JSON.stringify(chat.messages));
  const heard = HEARD_TOKENS * chat.messages.filter(({ role }) => role === 'user').length;
  const [cachedText, cachedAudio] = [Math.floor(read / 3), Math.floor(heard / 3)];
  const [text, audio] = [wordsIn(reply.text), Math.round((pcm.length / FAKE_RATE) * 10)];
  return {
    type: 'response.done',
    response: {
      ...{ id: responseId, object: 'realtime.response', status, output: [], metadata },
      status_details: status === 'cancelled' ? { type: status, reason: 'client_cancelled' } : null,
      usage: {
        total_tokens: read + heard + text + audio,
        input_tokens: read + heard,
        output_tokens: text + audio,
        input_token_details: {
          ...{ text_tokens: read, audio_tokens: heard, cached_tokens: cachedText + cachedAudio },
          cached_tokens_details: { text_tokens: cachedText, audio_tokens: cachedAudio },
        },
        output_token_details: { text_tokens: text, audio_tokens: audio },
      },
    },
  };
}
