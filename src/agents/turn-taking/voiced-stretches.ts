import { joined } from './wording.ts';

/** The words of an utterance that is handed over in stretches, at its pauses; only those that hold voice are. */
export class VoicedStretches {
  private readonly texts: Promise<string>[] = [];
  private voiced = false;

  /** The stretch that is being heard holds voice. */
  hear(): void {
    this.voiced = true;
  }

  /** Ends the stretch. @param handOver gives what has come of it away, for its words */
  end(handOver: () => Promise<string>): void {
    if (!this.voiced) return;
    this.voiced = false;
    const text = handOver();
    text.catch(() => {}); // whoever asks for the words gets the error
    this.texts.push(text);
  }

  /** The words of all stretches that have ended. */
  text(): Promise<string> {
    return joined(this.texts);
  }
}
