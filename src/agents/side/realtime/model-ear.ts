import type { voice } from '@livekit/agents';
import type { BargeInPlan } from '../../turn-taking/barge-in.ts';
import { Listener, type Heard, type ListenerPorts } from '../../turn-taking/listener.ts';
import { createVad } from '../../turn-taking/models.ts';
import { Windows } from '../../turn-taking/windows.ts';
import { InputAudio, type InputEvent } from '../../speech/input-audio.ts';
import { InputTranscripts, type TranscriptionUsage } from '../../speech/input-transcripts.ts';
import { ModelWording } from './model-wording.ts';

export interface ModelEarOptions {
  plan: BargeInPlan;
  ports: Omit<ListenerPorts, 'wording' | 'onStart' | 'onGuess' | 'onTurn' | 'onError'>;
  send(event: InputEvent): void;
  /** The other side's turn is over, or this side takes the floor; the model has what was said. */
  onTurn(): void;
  onUsage(usage: NonNullable<TranscriptionUsage>): void;
  /** The words of an utterance are known. */
  onTranscript(): void;
  /** The words of an utterance stay unknown, or the end-of-turn model failed. */
  onError(from: 'transcript' | 'end-model', error: unknown): void;
}

/** Hears for a speech-to-speech model: whose turn it is is our decision, as with a pipeline. */
export class ModelEar {
  readonly transcripts: InputTranscripts;
  private readonly options: ModelEarOptions;
  private readonly audio: InputAudio;
  private readonly listener: Listener;
  private readonly vad = createVad();
  private readonly windows = new Windows();
  /** Of the utterances that were not told as heard yet, in order. */
  private readonly wordings: ModelWording[] = [];
  private telling: Promise<void> = Promise.resolve();

  constructor(options: ModelEarOptions) {
    this.options = options;
    this.transcripts = new InputTranscripts(options.onUsage);
    this.audio = new InputAudio(options.send);
    this.listener = new Listener(
      {
        ...options.ports,
        wording: () => this.wording(),
        onStart: () => {},
        onTurn: () => options.onTurn(),
        onHeard: (heard) => this.tell(heard),
        onError: (_from, error) => options.onError('end-model', error),
      },
      options.plan,
    );
  }

  /** Listens until the input ends. */
  async listen(input: voice.AudioInput): Promise<void> {
    for await (const { data } of input.stream) {
      for (const window of this.windows.cut(data)) {
        this.listener.handleWindow(window, await this.vad.predict(window));
      }
    }
    this.audio.close();
  }

  private wording(): ModelWording {
    const wording = new ModelWording(this.audio, this.transcripts);
    this.wordings.push(wording);
    return wording;
  }

  /** In the order of the utterances, however long each transcript takes. */
  private tell(heard: Heard): void {
    const text = this.wordings.shift()?.transcript() ?? Promise.resolve('');
    text.catch(() => {}); // awaited below, perhaps later
    this.telling = this.telling
      .then(() => text)
      .then((words) => {
        this.options.ports.onHeard({ ...heard, text: words });
        this.options.onTranscript();
      })
      .catch((error: unknown) => {
        this.options.ports.onHeard(heard);
        this.options.onError('transcript', error);
      });
  }
}
