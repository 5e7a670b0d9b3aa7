import { stt, type AudioBuffer } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { patiently } from '../speech/patiently.ts';
import type { Transcriber } from '../speech/transcriber.ts';
import { Listener, type ListenerPorts } from './listener.ts';
import type { BargeInPlan } from './barge-in.ts';
import { BatchWording, type Recognise } from './batch-wording.ts';
import { LISTENING_RATE } from './listening-rate.ts';
import { createVad } from './models.ts';
import { StreamedWording } from './streamed-wording.ts';
import { Windows } from './windows.ts';
import type { Wording } from './wording.ts';

/** What a model gets for a turn in which sound was heard but no word was understood. */
export const INAUDIBLE = '[inaudible]';

export interface TurnSttOptions {
  /** The recogniser behind it: any batch STT. */
  recogniser: stt.STT;
  /** Hears the words while they are spoken; what it can't do, the recogniser does. */
  transcriber?: Transcriber | undefined;
  plan: BargeInPlan;
  language: string;
  ports: Omit<ListenerPorts, 'wording' | 'onStart' | 'onGuess' | 'onTurn'>;
}

/**
 * A streaming STT for the framework's `turnDetection: 'stt'`: it listens with the bundled voice
 * activity model, lets the Listener decide on turns and asks a recogniser for the words.
 */
export class TurnStt extends stt.STT {
  override label = 'duologue.TurnStt';
  private readonly options: TurnSttOptions;

  constructor(options: TurnSttOptions) {
    super({ streaming: true, interimResults: true });
    this.options = options;
  }

  override stream(): stt.SpeechStream {
    return new TurnStream(this, this.options);
  }

  protected override _recognize(
    frame: AudioBuffer,
    signal?: AbortSignal,
  ): Promise<stt.SpeechEvent> {
    return this.options.recogniser.recognize(frame, signal);
  }
}

class TurnStream extends stt.SpeechStream {
  override label = 'duologue.TurnStream';
  private readonly options: TurnSttOptions;
  private readonly vad = createVad();
  private readonly listener: Listener;
  private readonly windows = new Windows();

  constructor(owner: TurnStt, options: TurnSttOptions) {
    super(owner, LISTENING_RATE);
    this.options = options;
    this.listener = new Listener(
      {
        ...options.ports,
        wording: () => this.wording(),
        onStart: () => this.put({ type: stt.SpeechEventType.START_OF_SPEECH }),
        onGuess: (text) => this.putText(stt.SpeechEventType.PREFLIGHT_TRANSCRIPT, text),
        onTurn: (text) => this.putTurn(text),
      },
      options.plan,
    );
  }

  protected override async run(): Promise<void> {
    for await (const frame of this.input) {
      if (!(frame instanceof AudioFrame)) continue; // a flush mark: turns are not cut by the framework
      for (const window of this.windows.cut(frame.data)) {
        this.listener.handleWindow(window, await this.vad.predict(window));
      }
    }
    await this.listener.drain();
  }

  private wording(): Wording {
    const recognise: Recognise = (pcm, signal) => this.recognise(pcm, signal);
    const { transcriber } = this.options;
    return transcriber?.available
      ? new StreamedWording(transcriber, recognise)
      : new BatchWording(recognise);
  }

  private async recognise(pcm: Int16Array, signal: AbortSignal): Promise<string> {
    const frame = new AudioFrame(pcm, LISTENING_RATE, 1, pcm.length);
    const event = await patiently(() => this.options.recogniser.recognize(frame, signal), signal);
    return event.alternatives?.[0]?.text.trim() ?? '';
  }

  private putTurn(text: string): void {
    this.putText(stt.SpeechEventType.FINAL_TRANSCRIPT, text || INAUDIBLE);
    this.put({ type: stt.SpeechEventType.END_OF_SPEECH });
  }

  private putText(type: stt.SpeechEventType, text: string): void {
    const language = this.options.language as stt.SpeechData['language'];
    this.put({
      type,
      alternatives: [{ text, language, startTime: 0, endTime: 0, confidence: 1 }],
    });
  }

  private put(event: stt.SpeechEvent): void {
    if (!this.queue.closed) this.queue.put(event);
  }
}
