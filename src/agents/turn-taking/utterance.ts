/** Turns 16 kHz mono audio into words. Empty when there are none. */
export type Recognise = (pcm: Int16Array, signal: AbortSignal) => Promise<string>;

/** A stretch this long and voiced is worth recognising while the speaker still goes on, ms. */
const CHUNK_VOICED_MS = 1500;
/** Audio that the end-of-turn model takes at most: 1200 ms. */
const RECENT_SAMPLES = 1200 * 16;

/**
 * The audio of one utterance of the other side while it arrives, and its words.
 * Finished stretches are recognised at pauses, so that at the end only the last one is missing.
 */
export class Utterance {
  /** When its first sound was heard, monotonic ms. */
  readonly startedAtMs: number;
  voicedMs = 0;
  endedAtMs: number;

  private readonly recognise: Recognise;
  private readonly sealed: Promise<string>[] = [];
  /** The newest pieces; together at least RECENT_SAMPLES, where there are as many. */
  private readonly newest: Int16Array[] = [];
  private newestSamples = 0;
  private tail: Int16Array[] = [];
  private tailVoicedMs = 0;
  private attempt: { text: Promise<string>; abort: AbortController } | undefined;

  constructor(startedAtMs: number, preRoll: readonly Int16Array[], recognise: Recognise) {
    this.startedAtMs = startedAtMs;
    this.endedAtMs = startedAtMs;
    this.recognise = recognise;
    for (const pcm of preRoll) this.keep(pcm);
  }

  /** One more window. A voiced one makes the words that were tried so far incomplete. */
  push(pcm: Int16Array, voiced: boolean, windowMs: number, nowMs: number): void {
    this.keep(pcm);
    if (!voiced) return;
    this.voicedMs += windowMs;
    this.tailVoicedMs += windowMs;
    this.endedAtMs = nowMs;
    this.attempt?.abort.abort();
    this.attempt = undefined;
  }

  /** At a pause inside the utterance: recognise what stands, if it is long enough. */
  seal(): void {
    if (this.tailVoicedMs < CHUNK_VOICED_MS) return;
    this.sealed.push(this.tailText());
    this.attempt = undefined;
    this.tail = [];
    this.tailVoicedMs = 0;
  }

  /**
   * All words, at a pause. Asked again without new voice in between, it is not recognised again; new
   * voice makes it reject, since the question has then become pointless.
   */
  text(): Promise<string> {
    return joined(this.tailVoicedMs > 0 ? [...this.sealed, this.tailText()] : this.sealed);
  }

  /** The words up to this moment, while the voice goes on. */
  textSoFar(): Promise<string> {
    const tail = this.recognise(concat(this.tail), new AbortController().signal);
    return joined([...this.sealed, tail]);
  }

  /** Its last audio, for the end-of-turn model. */
  recent(): Int16Array {
    return concat(this.newest).slice(-RECENT_SAMPLES);
  }

  private keep(pcm: Int16Array): void {
    this.tail.push(pcm);
    this.newest.push(pcm);
    this.newestSamples += pcm.length;
    for (let first = this.newest[0]; first; first = this.newest[0]) {
      if (this.newestSamples - first.length < RECENT_SAMPLES) return;
      this.newestSamples -= first.length;
      this.newest.shift();
    }
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

async function joined(parts: readonly Promise<string>[]): Promise<string> {
  const texts = await Promise.all(parts);
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}

function concat(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
