import type { Sound } from '../../../src/rehearsal/ear/ear.ts';

/** What this server said lately. */
interface Said {
  text: string;
  seconds: number;
}

const MOST_KEPT = 12;
/** What is older has to fit so much better, s per utterance. */
const AGE_COST = 0.1;
/** Between two sentences that were asked for one by one, s. */
const SENTENCE_GAP = 0.1;
const FRAME_SECONDS = 0.02;
/** RMS of a frame that holds speech; full scale is 32 768. */
const SPEECH_RMS = 250;

/**
 * An ear that isn't one: it answers with what this server said lately and what has about the length of
 * the sound. Good enough for a conversation in which both sides speak through this server.
 */
export class FakeEar {
  private readonly said: Said[] = [];

  remember(text: string, seconds: number): void {
    this.said.push({ text, seconds });
    if (this.said.length > MOST_KEPT) this.said.shift();
  }

  /** The words of a sound; empty when it is silent or nothing has been said. */
  hear(sound: Sound): string {
    const seconds = speechSeconds(sound);
    if (seconds === 0) return '';
    let best = { text: '', cost: Infinity };
    for (let end = this.said.length; end > 0; end -= 1) {
      for (let start = end - 1; start >= Math.max(0, end - 6); start -= 1) {
        const run = this.said.slice(start, end);
        const length = run.reduce((sum, each) => sum + each.seconds + SENTENCE_GAP, -SENTENCE_GAP);
        const cost = Math.abs(length - seconds) + (this.said.length - end) * AGE_COST;
        if (cost < best.cost) best = { text: run.map(({ text }) => text).join(' '), cost };
      }
    }
    return best.text;
  }
}

/** From the first loud frame to the last one, s. */
export function speechSeconds({ pcm, sampleRate }: Sound): number {
  const length = Math.round(sampleRate * FRAME_SECONDS);
  const loud: number[] = [];
  for (let at = 0; at < pcm.length; at += length) {
    if (isSpeech(pcm.subarray(at, at + length))) loud.push(at / length);
  }
  const [first, last] = [loud[0], loud.at(-1)];
  return first === undefined || last === undefined ? 0 : (last - first + 1) * FRAME_SECONDS;
}

/** Whether there is anything but silence in a frame. */
export function isSpeech(frame: Int16Array): boolean {
  const squares = frame.reduce((sum, sample) => sum + sample * sample, 0);
  return Math.sqrt(squares / Math.max(1, frame.length)) > SPEECH_RMS;
}
