import { randomUUID } from 'node:crypto';
import { assertNever } from '../../../contract/kind.ts';
import type { PeerFloor } from '../../turn-taking/endpointing.ts';
import { hear, NO_VOICE, WINDOW_MS, type VoiceActivity } from '../../turn-taking/voice-activity.ts';

/** A turn as it was heard; times are monotonic ms. */
export interface SoundTurn {
  readonly id: string;
  readonly startMs: number;
  /** When its last sound so far was heard. */
  endMs: number;
  /** 16 kHz mono, a little before and after it included. */
  readonly pcm: Int16Array[];
}

export interface SoundingPorts {
  now(): number;
  /** What the agent says about having the floor, in a turn heard since then. */
  floor(sinceMs: number): PeerFloor;
  /** Is our side speaking? */
  otherSpeaks(): boolean;
  /** Whether the sound of turns is of use to anybody. */
  keepSound: boolean;
  onStart(turn: SoundTurn): void;
  onEnd(turn: SoundTurn): void;
}

/** Voice that starts a turn, and the sound before it that belongs to it, ms. */
const START_MS = 64;
const PRE_ROLL_WINDOWS = 10;

/** Silence that ends a turn, ms. */
const SAYS_SO_MS = 192;
/** Somebody who claims to speak but has been silent this long does not. */
const CLAIMS_TO_SPEAK_MS = 4000;
const SAYS_NOTHING_MS = 1216;
const GAVE_WAY_MS = 512;

/** The turns of an agent that only its sound, and perhaps its state, tells of. */
export class Sounding {
  private readonly ports: SoundingPorts;
  private activity: VoiceActivity = NO_VOICE;
  private preRoll: Int16Array[] = [];
  private turn: SoundTurn | undefined;

  constructor(ports: SoundingPorts) {
    this.ports = ports;
  }

  /** The turn that is heard now. */
  get open(): SoundTurn | undefined {
    return this.turn;
  }

  /** One more window: 512 samples at 16 kHz, and the probability (0 … 1) that it holds voice. */
  handleWindow(pcm: Int16Array, probability: number): void {
    this.activity = hear(this.activity, probability);
    const { voicedRunMs, silenceMs } = this.activity;
    if (!this.turn) return this.awaitVoice(pcm);
    if (this.ports.keepSound) this.turn.pcm.push(pcm);
    if (voicedRunMs > 0) this.turn.endMs = this.ports.now();
    else if (silenceMs >= this.silenceThatEnds(this.turn)) this.end();
  }

  /** What is heard after this is another turn. */
  end(): void {
    const { turn } = this;
    this.turn = undefined;
    // Where the sound broke off, what comes next is not a part of it.
    this.activity = NO_VOICE;
    if (turn) this.ports.onEnd(turn);
  }

  private awaitVoice(pcm: Int16Array): void {
    this.preRoll.push(pcm);
    if (this.preRoll.length > PRE_ROLL_WINDOWS) this.preRoll.shift();
    if (this.activity.voicedRunMs < START_MS) return;
    const now = this.ports.now();
    const startMs = now - Math.max(this.activity.voicedRunMs, WINDOW_MS);
    const pcmSoFar = this.ports.keepSound ? this.preRoll : [];
    this.turn = { id: randomUUID(), startMs, endMs: now, pcm: pcmSoFar };
    this.preRoll = [];
    this.ports.onStart(this.turn);
  }

  private silenceThatEnds({ startMs }: SoundTurn): number {
    const floor = this.ports.floor(startMs);
    switch (floor) {
      case 'held':
      case 'releasing':
        return CLAIMS_TO_SPEAK_MS;
      case 'released':
        return SAYS_SO_MS;
      case 'unknown':
        return this.ports.otherSpeaks() ? GAVE_WAY_MS : SAYS_NOTHING_MS;
      default:
        return assertNever(floor);
    }
  }
}
