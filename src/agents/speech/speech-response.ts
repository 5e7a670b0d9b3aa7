import type { OpenAI } from 'openai';
import { Stream } from 'openai/streaming';
import { assertNever } from '../../contract/kind.ts';
import type { SpeechFormat, TtsStage } from '../../contract/provider.ts';
import { PcmDecoder } from './audio/pcm-decoder.ts';
import { SpeechDecoding } from './audio/speech-decoding.ts';
import { InvalidSpeech } from './invalid-speech.ts';
import { parseSpeechEvent, type SpeechEvent } from './speech-events.ts';
import { refusesFormat, type FormatMemory } from './speech-format.ts';

/** What comes of a request for speech, in order. */
export type SpeechPiece =
  | { kind: 'sound'; samples: Int16Array }
  /** Word times in ms from the first sample of the request. */
  | { kind: 'words'; words: Extract<SpeechEvent, { type: 'speech.audio.words' }>['words'] };

export interface SpeechOrder {
  client: OpenAI;
  stage: TtsStage;
  text: string;
  signal: AbortSignal;
  formats: FormatMemory;
  /** What comes out, Hz. */
  rate: number;
}

/** Less than this is no answer to a text that can be spoken. */
const LEAST_MS = 10;

/**
 * Asks for speech and gives it while it comes.
 *
 * @throws InvalidSpeech when the answer is no speech; errors of the client
 */
export async function* speechOf(order: SpeechOrder): AsyncGenerator<SpeechPiece> {
  const { provider } = order.stage;
  const pieces = provider === 'rehearsal' ? eventsOf(order) : bytesOf(order);
  let samples = 0;
  for await (const piece of pieces) {
    if (piece.kind === 'sound') samples += piece.samples.length;
    yield piece;
  }
  const isSpeakable = /[\p{L}\p{N}]/u.test(order.text);
  if (isSpeakable && samples < (order.rate * LEAST_MS) / 1000) throw new InvalidSpeech('no sound');
}

async function* bytesOf(order: SpeechOrder): AsyncGenerator<SpeechPiece> {
  const response = await requestAnyFormat(order);
  const decoding = new SpeechDecoding({
    contentType: response.headers.get('content-type'),
    sampleRate: order.stage.sampleRate,
    toRate: order.rate,
  });
  try {
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (!body) return;
    for await (const bytes of body) yield* sounds(await decoding.push(bytes));
    yield* sounds(await decoding.end());
  } finally {
    decoding.close();
  }
}

/** Asks for one format after the other, until the server takes one. */
async function requestAnyFormat(order: SpeechOrder): Promise<Response> {
  const { client, formats, stage } = order;
  const server = `${client.baseURL} ${stage.model}`;
  let refusal: unknown;
  for (const format of formats.order(server, stage.format)) {
    try {
      const response = await request(order, { response_format: format });
      if (refusal !== undefined) formats.remember(server, stage.format, format);
      return response;
    } catch (error) {
      if (!refusesFormat(error)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

async function* eventsOf(order: SpeechOrder): AsyncGenerator<SpeechPiece> {
  const response = await request(order, { response_format: 'pcm', stream_format: 'sse' });
  const pcm = new PcmDecoder({ sampleRate: order.rate, channels: 1, encoding: 'int16' });
  for await (const raw of Stream.fromSSEResponse(response, new AbortController())) {
    const event = parseSpeechEvent(raw);
    if (!event) continue;
    switch (event.type) {
      case 'speech.audio.delta': {
        const sound = pcm.decode(Buffer.from(event.audio, 'base64'));
        yield* sounds(sound.map(({ samples }) => samples));
        break;
      }
      case 'speech.audio.words':
        yield { kind: 'words', words: event.words };
        break;
      case 'speech.audio.done':
        return;
      default:
        assertNever(event);
    }
  }
}

function* sounds(pieces: readonly Int16Array[]): Generator<SpeechPiece> {
  for (const samples of pieces) if (samples.length > 0) yield { kind: 'sound', samples };
}

/** What isn't set isn't sent: not every server takes everything. */
function request(
  { client, stage, text, signal }: SpeechOrder,
  form: { response_format: SpeechFormat; stream_format?: 'sse' },
): Promise<Response> {
  const { model, voice, speed, instructions } = stage;
  return client.audio.speech.create(
    {
      model,
      voice,
      input: text,
      ...form,
      ...(speed === undefined ? {} : { speed }),
      ...(instructions ? { instructions } : {}),
    },
    { signal },
  );
}
