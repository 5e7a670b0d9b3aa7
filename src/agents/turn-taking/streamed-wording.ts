import type { Transcriber } from '../speech/transcriber.ts';
import type { Recognise } from './batch-wording.ts';
import { concat } from './utterance.ts';
import { joined, type Wording } from './wording.ts';

/**
 * Sends the audio while it is spoken and asks for the words at pauses. What the stream did not give is
 * recognised as a whole: its audio is kept until its words are there.
 */
export class StreamedWording implements Wording {
  private readonly transcriber: Transcriber;
  private readonly recognise: Recognise;
  private readonly parts: Promise<string>[] = [];
  private stretch: Int16Array[] = [];
  /** There was voice since the last commit. */
  private voiced = false;

  constructor(transcriber: Transcriber, recognise: Recognise) {
    this.transcriber = transcriber;
    this.recognise = recognise;
    transcriber.begin();
  }

  add(pcm: Int16Array): void {
    this.stretch.push(pcm);
    this.transcriber.append(pcm);
  }

  goOn(): void {
    this.voiced = true;
  }

  seal(): void {
    this.commit();
  }

  text(): Promise<string> {
    this.commit();
    return joined(this.parts);
  }

  textSoFar(): Promise<string> {
    return this.text();
  }

  private commit(): void {
    if (!this.voiced) return;
    this.voiced = false;
    const audio = this.stretch;
    this.stretch = [];
    const text = this.transcriber
      .commit()
      .catch(() => this.recognise(concat(audio), new AbortController().signal));
    text.catch(() => {}); // whoever asks for the words gets the error
    this.parts.push(text);
  }
}
