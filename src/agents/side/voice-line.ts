import type { AudioFrame } from '@livekit/rtc-node';
import { fadeIn, fadeOut } from '../speech/fade.ts';
import { currentText, noteOf } from '../speech/synthesis-note.ts';
import { Arrival } from './arrival.ts';
import { typicalMs } from './estimate-words.ts';

/** What is to be done with the voice that waits. */
export interface Due {
  /** To be played now, in this order. */
  frames: AudioFrame[];
  /** Ask again after this time at the latest, ms; undefined: when more comes. */
  againInMs?: number;
}

const POLL_MS = 10;
/**
 * When the source has only this left to play, ms, a voice that is late must end softly. So much later this
 * process may come back to it, being busy.
 */
const DEADLINE_MS = 50;
const FADE_MS = { in: 10, out: 20 };

/**
 * The voice of one turn between its arrival and the source that plays it. It begins when what waits
 * will last (see Arrival). One frame is always held back: when no more comes in time it fades out, the
 * turn stalls, and it begins again as softly; so a slow voice makes pauses, but no clicks.
 */
export class VoiceLine {
  private waiting: AudioFrame[] = [];
  private arrival: Arrival | undefined = new Arrival(0);
  private stalls = 0;
  private isComplete = false;

  push(frame: AudioFrame, nowMs: number): void {
    this.waiting.push(frame);
    const text = noteOf(frame)?.text;
    const expectedMs = text === undefined ? 0 : typicalMs(currentText(text));
    this.arrival?.add(lengthOf(frame), nowMs, expectedMs);
  }

  /** Nothing follows: what waits may be played. */
  complete(): void {
    this.isComplete = true;
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** @param queuedMs what the source still has to play */
  due(nowMs: number, queuedMs: number): Due {
    const first = this.waiting[0];
    if (!first) return { frames: [] };
    if (this.arrival) {
      if (!this.isComplete && !this.arrival.isEnough(nowMs)) {
        return { frames: [], againInMs: POLL_MS };
      }
      if (this.stalls > 0) fadeIn(first.data, samplesOf(first, FADE_MS.in));
      this.arrival = undefined;
    } else if (queuedMs === 0) {
      // This process was held up for longer than that, and the source ran dry meanwhile.
      fadeIn(first.data, samplesOf(first, FADE_MS.in));
    }
    if (this.isComplete) return { frames: this.waiting.splice(0) };
    const frames = this.waiting.splice(0, this.waiting.length - 1);
    const leftMs = frames.reduce((sum, frame) => sum + lengthOf(frame), queuedMs);
    if (leftMs <= DEADLINE_MS) return { frames: [...frames, ...this.stall()] };
    return { frames, againInMs: leftMs - DEADLINE_MS };
  }

  private stall(): AudioFrame[] {
    const last = this.waiting.splice(0);
    for (const frame of last) fadeOut(frame.data, samplesOf(frame, FADE_MS.out));
    this.stalls += 1;
    this.arrival = new Arrival(this.stalls);
    return last;
  }
}

/** ms */
export function lengthOf(frame: AudioFrame): number {
  return (frame.samplesPerChannel / frame.sampleRate) * 1000;
}

function samplesOf(frame: AudioFrame, ms: number): number {
  return Math.round((frame.sampleRate * ms) / 1000);
}
