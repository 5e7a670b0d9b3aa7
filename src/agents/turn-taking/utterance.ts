import type { Wording } from './wording.ts';

/** Audio that the end-of-turn model takes at most: 1200 ms. */
const RECENT_SAMPLES = 1200 * 16;
/** A stretch this long and voiced is worth recognising while the speaker still goes on, ms. */
const CHUNK_VOICED_MS = 1500;

/** The audio of one utterance of the other side while it arrives, and its words. */
export class Utterance {
  /** When its first sound was heard, monotonic ms. */
  readonly startedAtMs: number;
  voicedMs = 0;
  endedAtMs: number;

  private readonly wording: Wording;
  /** The newest pieces; together at least RECENT_SAMPLES, where there are as many. */
  private readonly newest: Int16Array[] = [];
  private newestSamples = 0;
  /** Voice since the last seal. */
  private tailVoicedMs = 0;

  constructor(startedAtMs: number, preRoll: readonly Int16Array[], wording: Wording) {
    this.startedAtMs = startedAtMs;
    this.endedAtMs = startedAtMs;
    this.wording = wording;
    for (const pcm of preRoll) this.keep(pcm);
  }

  /** One more window. A voiced one makes the words that were tried so far incomplete. */
  push(pcm: Int16Array, voiced: boolean, windowMs: number, nowMs: number): void {
    this.keep(pcm);
    if (!voiced) return;
    this.voicedMs += windowMs;
    this.tailVoicedMs += windowMs;
    this.endedAtMs = nowMs;
    this.wording.goOn();
  }

  /** At a pause inside the utterance: recognise what stands, if it is long enough. */
  seal(): void {
    if (this.tailVoicedMs < CHUNK_VOICED_MS) return;
    this.wording.seal();
    this.tailVoicedMs = 0;
  }

  /**
   * All words, at a pause. Asked again without new voice in between, it is not recognised again; new
   * voice may make it reject, since the question has then become pointless.
   */
  text(): Promise<string> {
    return this.wording.text(this.tailVoicedMs > 0);
  }

  /** The words up to this moment, while the voice goes on. */
  textSoFar(): Promise<string> {
    return this.wording.textSoFar();
  }

  /** Its last audio, for the end-of-turn model. */
  recent(): Int16Array {
    return concat(this.newest).slice(-RECENT_SAMPLES);
  }

  private keep(pcm: Int16Array): void {
    this.wording.add(pcm);
    this.newest.push(pcm);
    this.newestSamples += pcm.length;
    for (let first = this.newest[0]; first; first = this.newest[0]) {
      if (this.newestSamples - first.length < RECENT_SAMPLES) return;
      this.newestSamples -= first.length;
      this.newest.shift();
    }
  }
}

export function concat(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
