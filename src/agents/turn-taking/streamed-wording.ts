import type { Transcriber } from '../speech/transcriber.ts';
import type { Recognise } from './batch-wording.ts';
import { concat } from './utterance.ts';
import { VoicedStretches } from './voiced-stretches.ts';
import type { Wording } from './wording.ts';

/**
 * Sends the audio while it is spoken and asks for the words at pauses. What the stream did not give is
 * recognised as a whole: its audio is kept until its words are there.
 */
export class StreamedWording implements Wording {
  private readonly transcriber: Transcriber;
  private readonly recognise: Recognise;
  private readonly stretches = new VoicedStretches();
  private audio: Int16Array[] = [];

  constructor(transcriber: Transcriber, recognise: Recognise) {
    this.transcriber = transcriber;
    this.recognise = recognise;
    transcriber.begin();
  }

  add(pcm: Int16Array): void {
    this.audio.push(pcm);
    this.transcriber.append(pcm);
  }

  goOn(): void {
    this.stretches.hear();
  }

  seal(): void {
    this.stretches.end(() => this.commit());
  }

  text(): Promise<string> {
    this.seal();
    return this.stretches.text();
  }

  textSoFar(): Promise<string> {
    return this.text();
  }

  private commit(): Promise<string> {
    const { audio } = this;
    this.audio = [];
    return this.transcriber
      .commit()
      .catch(() => this.recognise(concat(audio), new AbortController().signal));
  }
}
