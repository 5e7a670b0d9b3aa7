import type { AudioFrame } from '@livekit/rtc-node';
import type { VoiceSource } from '../../../src/agents/side/playout.ts';

const RATE = 24_000;
const GRAIN = RATE / 100;
const MOST_QUEUED = RATE;

const CLOCKS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;

/** What has to be made up for a side's output; files are real, and so is what waits for them. */
export const MADE_UP_TIME = { toFake: [...CLOCKS, 'hrtime' as const, 'performance' as const] };

/** Plays 10 ms at a time, and silence where there is nothing, as the native source does. */
export class MadeUpSource implements VoiceSource {
  private queue: Int16Array = new Int16Array(0);
  private readonly heardPieces: Int16Array[] = [];
  private readonly waiting: { most: number; resolve(): void }[] = [];

  get queuedDuration(): number {
    return (this.queue.length / RATE) * 1000;
  }

  captureFrame({ data }: AudioFrame): Promise<void> {
    this.queue = Int16Array.from([...this.queue, ...data]);
    return this.until(MOST_QUEUED);
  }

  waitForPlayout(): Promise<void> {
    return this.until(0);
  }

  clearQueue(): void {
    this.queue = new Int16Array(0);
  }

  async close(): Promise<void> {}

  /** The next 10 ms. */
  play(): void {
    const piece = new Int16Array(GRAIN);
    piece.set(this.queue.subarray(0, GRAIN));
    this.heardPieces.push(piece);
    this.queue = this.queue.slice(GRAIN);
    for (const waiter of this.waiting) if (this.queue.length <= waiter.most) waiter.resolve();
  }

  /** From the first sound to the last. */
  get heard(): Int16Array {
    const all = Int16Array.from(this.heardPieces.flatMap((piece) => [...piece]));
    return all.slice(all.findIndex((value) => value !== 0) - 1, 1 + lastSound(all));
  }

  private until(most: number): Promise<void> {
    if (this.queue.length <= most) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ most, resolve }));
  }
}

function lastSound(samples: Int16Array): number {
  return samples.findLastIndex((value) => value !== 0);
}
