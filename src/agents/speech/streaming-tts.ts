import { APIConnectionError, shortuuid, tts, type APIConnectOptions } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { OpenAI } from 'openai';
import { Stream } from 'openai/streaming';
import { assertNever } from '../../contract/kind.ts';
import type { TtsStage } from '../../contract/provider.ts';
import { toApiError } from './api-errors.ts';
import { patiently } from './patiently.ts';
import { PcmFramer } from './pcm-framer.ts';
import { parseSpeechEvent } from './speech-events.ts';
import { attachNote, type SynthesisNote } from './synthesis-note.ts';

/** The rate of OpenAI's `pcm` format (API reference, "Create speech"). */
export const SPEECH_RATE = 24_000;
const FRAME_MS = 40;

/**
 * Speech from an OpenAI-compatible `/v1/audio/speech` that plays from the first bytes on; the
 * plugin's own class waits for the whole response. An interruption cancels the request.
 */
export class StreamingTts extends tts.TTS {
  override label = 'duologue.StreamingTts';
  readonly client: OpenAI;
  readonly stage: TtsStage;

  constructor(client: OpenAI, stage: TtsStage) {
    super(SPEECH_RATE, 1, { streaming: false });
    this.client = client;
    this.stage = stage;
  }

  override synthesize(
    text: string,
    options?: APIConnectOptions,
    signal?: AbortSignal,
  ): tts.ChunkedStream {
    return new SpeechRequest(this, text, options, signal);
  }

  override stream(): tts.SynthesizeStream {
    throw new Error('StreamingTts works sentence by sentence: the framework wraps it');
  }
}

/** The response broke off after its first audio: what was said stands, the rest is missing. */
class CutShort extends APIConnectionError {
  constructor(cause: Error) {
    super({ message: `speech was cut short: ${cause.message}`, options: { retryable: false } });
  }
}

class SpeechRequest extends tts.ChunkedStream {
  override label = 'duologue.SpeechRequest';
  private readonly owner: StreamingTts;
  private readonly framer = new PcmFramer(SPEECH_RATE, FRAME_MS);
  private readonly requestId = shortuuid();
  private note: SynthesisNote | undefined;
  private started = false;
  /** One frame is held back, so that the last one can be marked as final. */
  private held: AudioFrame | undefined;

  constructor(owner: StreamingTts, text: string, o?: APIConnectOptions, signal?: AbortSignal) {
    super(text, owner, o, signal);
    this.owner = owner;
  }

  /**
   * Retries are ours and errors are told here: one that left this method would end as a rejection that
   * the framework leaves unhandled.
   */
  protected override async run(): Promise<void> {
    try {
      await patiently(() => this.attempt(), this.abortSignal);
    } catch (error) {
      if (!this.abortSignal.aborted) this.tell(toApiError(error)); // else: nobody waits for the rest
    } finally {
      this.release(true);
      if (!this.queue.closed) this.queue.close();
    }
  }

  private async attempt(): Promise<void> {
    this.note = { text: this.inputText };
    try {
      if (this.owner.stage.provider === 'rehearsal') await this.readEvents();
      else await this.readBytes();
    } catch (error) {
      // A second try would say the beginning again.
      throw this.started ? new CutShort(toApiError(error)) : error;
    }
    for (const frame of this.framer.flush()) this.put(frame);
  }

  private tell(error: Error): void {
    const recoverable = error instanceof CutShort;
    const { label } = this.owner;
    this.owner.emit('error', {
      type: 'tts_error',
      timestamp: Date.now(),
      label,
      error,
      recoverable,
    });
  }

  private request(extra: { stream_format?: 'sse' }): Promise<Response> {
    const { model, voice, speed } = this.owner.stage;
    return this.owner.client.audio.speech.create(
      { model, voice, input: this.inputText, response_format: 'pcm', speed, ...extra },
      { signal: this.abortSignal },
    );
  }

  private async readBytes(): Promise<void> {
    const response = await this.request({});
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (!body) return;
    for await (const bytes of body) this.take(bytes);
  }

  private async readEvents(): Promise<void> {
    const response = await this.request({ stream_format: 'sse' });
    for await (const raw of Stream.fromSSEResponse(response, new AbortController())) {
      const event = parseSpeechEvent(raw);
      if (!event) continue;
      switch (event.type) {
        case 'speech.audio.delta':
          this.take(Buffer.from(event.audio, 'base64'));
          break;
        case 'speech.audio.words':
          this.noteWords(event.words);
          break;
        case 'speech.audio.done':
          return;
        default:
          assertNever(event);
      }
    }
  }

  private noteWords(words: { text: string; startMs: number; endMs: number }[]): void {
    const exact = words.map((word) => ({ ...word, origin: 'provider' as const }));
    this.note = { ...this.note, words: [...(this.note?.words ?? []), ...exact] };
  }

  private take(bytes: Uint8Array): void {
    for (const frame of this.framer.push(bytes)) this.put(frame);
  }

  private put(frame: AudioFrame): void {
    this.started = true;
    this.release(false);
    this.held = frame;
  }

  private release(final: boolean): void {
    if (!this.held) return;
    if (this.note) attachNote(this.held, this.note);
    this.note = undefined;
    const { requestId } = this;
    this.queue.put({ requestId, segmentId: requestId, frame: this.held, final });
    this.held = undefined;
  }
}
