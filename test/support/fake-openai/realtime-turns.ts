import { FAKE_RATE } from './voice.ts';
import { isSpeech } from './ear.ts';

const FRAME = FAKE_RATE / 50;
const FRAME_MS = 20;
/** Speech that begins has to last so long, ms. */
const ONSET_MS = 60;

export type TurnEvent = { kind: 'started' | 'stopped'; atMs: number };

/** A server's turn detection, by loudness alone and in the time of the sound that it got. */
export class TurnDetector {
  private rest = new Int16Array(0);
  private atMs = 0;
  private loudMs = 0;
  private quietMs = 0;
  private speaking = false;
  private readonly silenceMs: number;

  /** @param silenceMs so much silence ends a turn */
  constructor(silenceMs: number) {
    this.silenceMs = silenceMs;
  }

  push(pcm: Int16Array): TurnEvent[] {
    const samples = new Int16Array(this.rest.length + pcm.length);
    samples.set(this.rest);
    samples.set(pcm, this.rest.length);
    const events: TurnEvent[] = [];
    let at = 0;
    for (; at + FRAME <= samples.length; at += FRAME) {
      const event = this.take(isSpeech(samples.subarray(at, at + FRAME)));
      if (event) events.push(event);
    }
    this.rest = samples.slice(at);
    return events;
  }

  private take(loud: boolean): TurnEvent | undefined {
    this.atMs += FRAME_MS;
    this.loudMs = loud ? this.loudMs + FRAME_MS : 0;
    this.quietMs = loud ? 0 : this.quietMs + FRAME_MS;
    const turns = this.speaking ? this.quietMs >= this.silenceMs : this.loudMs >= ONSET_MS;
    if (!turns) return undefined;
    this.speaking = !this.speaking;
    return { kind: this.speaking ? 'started' : 'stopped', atMs: this.atMs };
  }
}
