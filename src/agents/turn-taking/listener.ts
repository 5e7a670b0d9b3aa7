import { assertNever } from '../../contract/kind.ts';
import type { BargeInPlan } from './barge-in.ts';
import { YIELD_AFTER_MS } from './barge-in.ts';
import { judgePause, type PeerFloor } from './endpointing.ts';
import { Utterance } from './utterance.ts';
import { hear, NO_VOICE, WINDOW_MS, type VoiceActivity } from './voice-activity.ts';
import type { Wording } from './wording.ts';

/** What one side heard of the other, in monotonic ms. */
export interface Heard {
  text: string;
  startMs: number;
  endMs: number;
}

/** The listener's surroundings: what it asks and whom it tells. */
export interface ListenerPorts {
  /** For one more utterance. */
  wording(): Wording;
  /** Probability (0 … 1) that this 16 kHz audio ends a turn. */
  predictEnd(pcm: Int16Array): Promise<number>;
  /** Who has the floor in an utterance heard since then (monotonic ms). */
  floor(sinceMs: number): PeerFloor;
  /** Is this side audible at the moment? */
  selfSpeaking(): boolean;
  /** Monotonic ms. */
  now(): number;
  /** The other side has begun to speak and this side listens. */
  onStart(): void;
  /** A pause, and the words so far: the answer may be prepared. Without it nobody asks for them. */
  onGuess?(text: string): void;
  /** The other side's turn is over (or this side takes the floor): answer these words. */
  onTurn(text: string): void;
  /** The other side barges in: stop speaking. */
  onYield(): void;
  onHeard(heard: Heard): void;
  /** The turn is answered all the same: without words, or by time alone. */
  onError(from: 'recogniser' | 'end-model', error: unknown): void;
}

/** Voice that starts an utterance, and the sound before it that belongs to it, ms. */
const START_MS = 64;
const PRE_ROLL_MS = 320;
/** A pause at which a long utterance is recognised up to here, ms. */
const SEAL_SILENCE_MS = 320;
/** Silence after which a sound during this side's own turn was only a backchannel, ms. */
const BACKCHANNEL_SILENCE_MS = 320;

type Mode =
  /** The other side has the floor; this side will answer. */
  | 'listening'
  /** The other side sounds while this side speaks: it barges in, or it only says "mhm". */
  | 'overlapped'
  /** This side has taken the floor; the rest of the other's turn is only noted. */
  | 'barged-in';

/**
 * Listens to the other side, window by window, and decides whose turn it is: endpointing, yielding
 * and barging in. It knows no framework and no clock but `ports.now()`.
 */
export class Listener {
  private readonly ports: ListenerPorts;
  private readonly plan: BargeInPlan;
  private activity: VoiceActivity = NO_VOICE;
  private preRoll: Int16Array[] = [];
  private utterance: Utterance | undefined;
  private mode: Mode = 'listening';
  private bargeInAtMs: number | undefined;
  private spokeSinceBargeIn = false;
  private completeness: number | undefined;
  private guessed = false;
  private asked = false;
  /** Results are told in the order of the utterances, however long each recognition takes. */
  private telling: Promise<void> = Promise.resolve();

  constructor(ports: ListenerPorts, plan: BargeInPlan) {
    this.ports = ports;
    this.plan = plan;
  }

  /** Silence of the other side up to now, ms; Infinity before its first sound. */
  get silenceMs(): number {
    return this.activity.silenceMs;
  }

  /** Resolves when everything that was heard so far has been told. */
  drain(): Promise<void> {
    return this.telling;
  }

  /** One more window: 512 samples at 16 kHz and the probability (0 … 1) that it holds voice. */
  handleWindow(pcm: Int16Array, probability: number): void {
    this.activity = hear(this.activity, probability);
    if (!this.utterance) return this.awaitVoice(pcm);
    const voiced = this.activity.voicedRunMs > 0;
    this.utterance.push(pcm, voiced, WINDOW_MS, this.ports.now());
    if (voiced) this.forgetPause();
    this.consider(this.utterance);
  }

  private awaitVoice(pcm: Int16Array): void {
    this.preRoll.push(pcm);
    if (this.preRoll.length * WINDOW_MS > PRE_ROLL_MS) this.preRoll.shift();
    if (this.activity.voicedRunMs < START_MS) return;
    const startedAt = this.ports.now() - this.activity.voicedRunMs;
    this.utterance = new Utterance(startedAt, this.preRoll, this.ports.wording());
    this.utterance.push(new Int16Array(0), true, this.activity.voicedRunMs, this.ports.now());
    this.preRoll = [];
    this.forgetPause();
    if (this.ports.selfSpeaking()) this.mode = 'overlapped';
    else this.listen();
  }

  private listen(): void {
    this.mode = 'listening';
    this.bargeInAtMs = this.plan.next();
    this.ports.onStart();
  }

  private consider(utterance: Utterance): void {
    switch (this.mode) {
      case 'listening':
        return this.considerTurn(utterance);
      case 'overlapped':
        return this.considerYielding(utterance);
      case 'barged-in':
        return this.considerRest(utterance);
      default:
        return assertNever(this.mode);
    }
  }

  private considerTurn(utterance: Utterance): void {
    const floor = this.ports.floor(utterance.startedAtMs);
    if (this.mayBargeIn(utterance, floor)) return this.bargeIn(utterance);
    const { silenceMs } = this.activity;
    if (silenceMs === 0) return;
    if (floor === 'held' && silenceMs === SEAL_SILENCE_MS) utterance.seal();
    const verdict = judgePause({ silenceMs, floor, completeness: this.completeness });
    if (verdict === 'end') return this.finish(utterance, true);
    if (verdict === 'guess') this.guess(utterance);
    if (floor === 'unknown') this.askEndModel(utterance);
  }

  private mayBargeIn(utterance: Utterance, floor: PeerFloor): boolean {
    if (this.bargeInAtMs === undefined || floor === 'released') return false;
    return this.activity.silenceMs === 0 && utterance.voicedMs >= this.bargeInAtMs;
  }

  /** Answers what was heard so far, while the other side is still speaking. */
  private bargeIn(utterance: Utterance): void {
    this.mode = 'barged-in';
    this.spokeSinceBargeIn = false;
    const soFar = this.words(utterance.textSoFar());
    this.tell(async () => this.ports.onTurn(await soFar));
  }

  private considerYielding(utterance: Utterance): void {
    if (!this.ports.selfSpeaking()) return this.listen();
    if (this.activity.silenceMs >= BACKCHANNEL_SILENCE_MS) return this.finish(utterance, false);
    if (utterance.voicedMs < YIELD_AFTER_MS) return;
    this.ports.onYield();
    this.listen();
  }

  private considerRest(utterance: Utterance): void {
    const { silenceMs } = this.activity;
    const floor = this.ports.floor(utterance.startedAtMs);
    if (silenceMs > 0 && judgePause({ silenceMs, floor, completeness: 1 }) === 'end') {
      return this.finish(utterance, false);
    }
    // The other side did not give way and this side has said its piece: it is a turn again.
    const speaking = this.ports.selfSpeaking();
    if (speaking) this.spokeSinceBargeIn = true;
    else if (this.spokeSinceBargeIn && silenceMs === 0) this.listen();
  }

  private guess(utterance: Utterance): void {
    if (this.guessed || !this.ports.onGuess) return;
    this.guessed = true;
    void utterance.text().then(
      (text) => {
        // Too late when the turn has ended, gone on or been taken in the meantime.
        if (text && this.guessed && this.utterance === utterance && this.mode === 'listening')
          this.ports.onGuess?.(text);
      },
      () => {}, // a guess may fail; the turn itself will tell
    );
  }

  private askEndModel(utterance: Utterance): void {
    if (this.asked) return;
    this.asked = true;
    void this.ports.predictEnd(utterance.recent()).then(
      (probability) => {
        if (this.asked && this.utterance === utterance) this.completeness = probability;
      },
      (error: unknown) => this.ports.onError('end-model', error),
    );
  }

  private forgetPause(): void {
    this.completeness = undefined;
    this.guessed = false;
    this.asked = false;
  }

  private finish(utterance: Utterance, answer: boolean): void {
    this.utterance = undefined;
    this.mode = 'listening';
    const words = this.words(utterance.text());
    this.tell(async () => {
      const text = await words;
      if (answer) this.ports.onTurn(text);
      this.ports.onHeard({ text, startMs: utterance.startedAtMs, endMs: utterance.endedAtMs });
    });
  }

  /**
   * Something was said: not to answer at all would be the worst answer. A failure is taken care of at
   * once, however long the results before it are waited for.
   */
  private words(text: Promise<string>): Promise<string> {
    return text.catch((error: unknown) => {
      this.ports.onError('recogniser', error);
      return '';
    });
  }

  private tell(task: () => Promise<void>): void {
    this.telling = this.telling
      .then(task)
      .catch((error: unknown) => this.ports.onError('recogniser', error));
  }
}
