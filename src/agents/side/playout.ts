import { AudioSource, type AudioFrame } from '@livekit/rtc-node';
import { SPEECH_RATE } from '../speech/streaming-tts.ts';
import { lengthOf } from './voice-line.ts';

/** What plays: the native source of a track, or a made-up one. */
export type VoiceSource = Pick<
  AudioSource,
  'queuedDuration' | 'captureFrame' | 'waitForPlayout' | 'clearQueue' | 'close'
>;

/** Audio that may wait in the native source, ms: enough to outlast a busy moment of this process. */
const QUEUE_MS = 1000;

/** The native source of a voice. */
export function voiceSource(): AudioSource {
  return new AudioSource(SPEECH_RATE, 1, QUEUE_MS);
}

/** Hands frames to a source in their order, and knows how much of them was not played yet. */
export class Playout {
  private readonly source: VoiceSource;
  private handing: Promise<void> = Promise.resolve();
  /** Handed over, but not in the source yet, ms. */
  private onTheWayMs = 0;
  /** Counts how often it was cleared: a frame that was waiting meanwhile is void. */
  private generation = 0;

  constructor(source: VoiceSource) {
    this.source = source;
  }

  /** What is still to be played, ms. */
  get queuedMs(): number {
    return this.source.queuedDuration + this.onTheWayMs;
  }

  /** Resolves when the source has taken what was handed over so far. */
  get taken(): Promise<void> {
    return this.handing;
  }

  hand(frame: AudioFrame): void {
    this.onTheWayMs += lengthOf(frame);
    const { generation } = this;
    const toSource = (): Promise<void> => this.toSource(frame, generation);
    this.handing = this.handing.then(toSource, toSource);
    // Who waits for it is told; a timer has nobody to tell.
    this.handing.catch(() => undefined);
  }

  /** What waits is dropped from now on; the source keeps what it has until `clear`. */
  forgetWaiting(): void {
    this.generation += 1;
  }

  clear(): void {
    this.forgetWaiting();
    this.source.clearQueue();
  }

  /** Resolves when all has been played. */
  async played(): Promise<void> {
    await this.handing;
    await this.source.waitForPlayout();
  }

  close(): Promise<void> {
    return this.source.close();
  }

  private async toSource(frame: AudioFrame, generation: number): Promise<void> {
    this.onTheWayMs -= lengthOf(frame);
    if (generation === this.generation) await this.source.captureFrame(frame);
  }
}
