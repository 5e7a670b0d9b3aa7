import { concat } from './utterance.ts';
import { joined, type Wording } from './wording.ts';

/** Turns 16 kHz mono audio into words. Empty when there are none. */
export type Recognise = (pcm: Int16Array, signal: AbortSignal) => Promise<string>;

/**
 * Sends each stretch as a whole when it has been said. Finished stretches are recognised at pauses, so
 * that at the end only the last one is missing.
 */
export class BatchWording implements Wording {
  private readonly recognise: Recognise;
  private readonly sealed: Promise<string>[] = [];
  private tail: Int16Array[] = [];
  private attempt: { text: Promise<string>; abort: AbortController } | undefined;

  constructor(recognise: Recognise) {
    this.recognise = recognise;
  }

  add(pcm: Int16Array): void {
    this.tail.push(pcm);
  }

  goOn(): void {
    this.attempt?.abort.abort();
    this.attempt = undefined;
  }

  seal(): void {
    this.sealed.push(this.tailText());
    this.attempt = undefined;
    this.tail = [];
  }

  text(voiced: boolean): Promise<string> {
    return joined(voiced ? [...this.sealed, this.tailText()] : this.sealed);
  }

  textSoFar(): Promise<string> {
    const tail = this.recognise(concat(this.tail), new AbortController().signal);
    return joined([...this.sealed, tail]);
  }

  private tailText(): Promise<string> {
    if (!this.attempt) {
      const abort = new AbortController();
      const text = this.recognise(concat(this.tail), abort.signal);
      text.catch(() => {}); // whoever awaits it handles it; an abandoned attempt has nobody
      this.attempt = { text, abort };
    }
    return this.attempt.text;
  }
}
