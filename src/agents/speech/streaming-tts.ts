import {
  APIConnectionError,
  shortuuid,
  tokenize,
  tts,
  type APIConnectOptions,
} from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { OpenAI } from 'openai';
import type { TtsStage } from '../../contract/provider.ts';
import { toApiError } from './api-errors.ts';
import { fadeOut } from './fade.ts';
import { InvalidSpeech } from './invalid-speech.ts';
import { patiently } from './patiently.ts';
import { PcmFramer } from './pcm-framer.ts';
import { FormatMemory } from './speech-format.ts';
import { speechOf } from './speech-response.ts';
import { attachNote, type SynthesisNote } from './synthesis-note.ts';

/** What all voices are brought to, Hz: the rate of OpenAI's `pcm` (API reference, "Create speech"). */
export const SPEECH_RATE = 24_000;
const FRAME_MS = 20;

/** All voices of this process learn from each other which formats a server gives. */
const FORMATS = new FormatMemory();

/**
 * Speech from an OpenAI-compatible `/v1/audio/speech` that plays from the first bytes on, in whatever
 * format the server gives; the plugin's own class waits for the whole response. An interruption
 * cancels the request.
 */
export class StreamingTts extends tts.TTS {
  override label = 'duologue.StreamingTts';
  readonly client: OpenAI;
  readonly stage: TtsStage;
  readonly formats: FormatMemory;
  /** What is asked for and hasn't come to its end. */
  readonly requests = new Set<tts.ChunkedStream>();

  constructor(client: OpenAI, stage: TtsStage, formats: FormatMemory = FORMATS) {
    super(SPEECH_RATE, 1, { streaming: true });
    this.client = client;
    this.stage = stage;
    this.formats = formats;
  }

  override synthesize(
    text: string,
    options?: APIConnectOptions,
    signal?: AbortSignal,
  ): tts.ChunkedStream {
    return new SpeechRequest(this, text, options, signal);
  }

  /**
   * Nothing of what was asked for is wanted any more. The framework looks for the end of its session only when
   * the next sound comes: of a server that is silent there is none.
   */
  abandon(): void {
    for (const request of this.requests) request.close();
  }

  /**
   * Sentence by sentence. The framework would wrap it for that in an adapter of its own, which passes errors
   * on to nobody, and so throws them.
   */
  override stream(options?: { connOptions?: APIConnectOptions }): tts.SynthesizeStream {
    const sentences = new tokenize.basic.SentenceTokenizer();
    return new tts.StreamAdapterWrapper(this, sentences, options?.connOptions);
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
  private readonly requestId = shortuuid();
  private framer = new PcmFramer(SPEECH_RATE, FRAME_MS);
  private note: SynthesisNote | undefined;
  private started = false;
  /** One frame is held back, so that the last one can be marked as final. */
  private held: AudioFrame | undefined;

  constructor(owner: StreamingTts, text: string, o?: APIConnectOptions, signal?: AbortSignal) {
    super(text, owner, o, signal);
    this.owner = owner;
    // The framework hears of an interruption only while it listens.
    if (signal?.aborted) this.abortController.abort();
  }

  /**
   * Retries are ours and errors are told here: one that left this method would end as a rejection that
   * the framework leaves unhandled.
   */
  protected override async run(): Promise<void> {
    this.owner.requests.add(this);
    try {
      await patiently(() => this.attempt(), this.abortSignal);
    } catch (error) {
      if (!this.abortSignal.aborted) this.tell(toApiError(error)); // else: nobody waits for the rest
    } finally {
      this.owner.requests.delete(this);
      this.release(true);
      if (!this.queue.closed) this.queue.close();
    }
  }

  private async attempt(): Promise<void> {
    this.note = { text: this.inputText };
    this.framer = new PcmFramer(SPEECH_RATE, FRAME_MS);
    try {
      await this.read();
    } catch (error) {
      if (!this.started) throw error;
      // What is there breaks off in the middle of a sound.
      if (this.held) fadeOut(this.held.data, this.held.data.length);
      this.note = { ...this.note, end: 'cut' };
      // A second try would say the beginning again.
      throw new CutShort(toApiError(error));
    }
    for (const frame of this.framer.flush()) this.put(frame);
    this.note = { ...this.note, end: 'whole' };
  }

  private async read(): Promise<void> {
    const { client, stage, formats } = this.owner;
    const { inputText: text, abortSignal: signal } = this;
    const order = { client, stage, formats, text, signal, rate: SPEECH_RATE };
    for await (const piece of speechOf(order)) {
      if (piece.kind === 'words') this.noteWords(piece.words);
      else for (const frame of this.framer.push(piece.samples)) this.put(frame);
    }
  }

  private tell(error: Error): void {
    const recoverable = error instanceof CutShort || error instanceof InvalidSpeech;
    const { label } = this.owner;
    const timestamp = Date.now();
    this.owner.emit('error', { type: 'tts_error', timestamp, label, error, recoverable });
  }

  private noteWords(words: { text: string; startMs: number; endMs: number }[]): void {
    const exact = words.map((word) => ({ ...word, origin: 'provider' as const }));
    this.note = { ...this.note, words: [...(this.note?.words ?? []), ...exact] };
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
    const { requestId, held: frame } = this;
    this.held = undefined;
    if (this.queue.closed) return; // nobody listens any more
    this.queue.put({ requestId, segmentId: requestId, frame, final });
  }
}
