import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { StemPart } from '../../contract/worker-messages.ts';

export interface StemWriterOptions {
  /** Absolute; its folder exists. See contract/stem-file.ts. */
  path: string;
  /** Hz */
  sampleRate: number;
  /** Told once: from then on nothing is kept. */
  onError(error: Error): void;
}

/** Audio that waits for the disk, at the most: one that is so far behind is given up. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
/** How long a leaving side waits for the disk, ms; what is not written by then is given up. */
const MOST_CLOSE_MS = 1500;

/**
 * Keeps what is played, turn after turn. It never waits for the disk and never throws: whoever speaks
 * must not be held up by it.
 */
export class StemWriter {
  private readonly options: StemWriterOptions;
  /** About a second is collected for each write. */
  private block: Int16Array;
  private filled = 0;
  /** Where the block begins, and where the turn did; in samples of the file. */
  private blockFrom = 0;
  private turnFrom = 0;
  private waitingBytes = 0;
  private broken = false;
  private file: FileHandle | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(options: StemWriterOptions) {
    this.options = options;
    this.block = new Int16Array(options.sampleRate);
  }

  /** The next samples of the open turn. They are copied. */
  add(samples: Int16Array): void {
    for (let at = 0; at < samples.length && !this.broken;) {
      const piece = samples.subarray(at, at + this.block.length - this.filled);
      this.block.set(piece, this.filled);
      this.advance(piece.length);
      at += piece.length;
    }
  }

  /** Nothing sounded for this long in the open turn. */
  addSilence(ms: number): void {
    for (let left = this.samplesOf(ms); left > 0 && !this.broken;) {
      const length = Math.min(left, this.block.length - this.filled);
      this.block.fill(0, this.filled, this.filled + length);
      this.advance(length);
      left -= length;
    }
  }

  /**
   * Ends the turn. What was added beyond `playedMs` never sounded: the next turn goes over it.
   * @returns where it lies; undefined when it was not kept
   */
  endTurn(playedMs: number): StemPart | undefined {
    const { sampleRate } = this.options;
    const fromSample = this.turnFrom;
    const added = this.blockFrom + this.filled - fromSample;
    const samples = Math.min(Math.max(this.samplesOf(playedMs), 0), added);
    this.flush();
    this.turnFrom = fromSample + samples;
    this.blockFrom = this.turnFrom;
    return this.broken ? undefined : { fromSample, samples, sampleRate };
  }

  /** Resolves when all is written, or given up: a disk that hangs must not keep the side from leaving. */
  async close(): Promise<void> {
    this.flush();
    await Promise.race([this.finish(), delay(MOST_CLOSE_MS, undefined, { ref: false })]);
    this.broken = true;
  }

  private async finish(): Promise<void> {
    await this.writing;
    await this.file?.close().catch(() => {}); // what counts has been written
    this.file = undefined;
  }

  private samplesOf(ms: number): number {
    return Math.round((ms * this.options.sampleRate) / 1000);
  }

  private advance(samples: number): void {
    this.filled += samples;
    if (this.filled === this.block.length) this.flush();
  }

  private flush(): void {
    const { block, filled, blockFrom } = this;
    if (filled === 0 || this.broken) return;
    const bytes = new Uint8Array(block.buffer, 0, filled * 2);
    this.block = new Int16Array(this.options.sampleRate);
    this.blockFrom += filled;
    this.filled = 0;
    this.waitingBytes += bytes.length;
    if (this.waitingBytes > MOST_WAITING_BYTES) return this.fail(new Error('the disk is too slow'));
    this.writing = this.writing.then(() => this.write(bytes, blockFrom * 2));
  }

  private async write(bytes: Uint8Array, position: number): Promise<void> {
    if (this.broken) return;
    try {
      this.file ??= await open(this.options.path, 'w', 0o600);
      for (let done = 0; done < bytes.length;) {
        const rest = bytes.length - done;
        done += (await this.file.write(bytes, done, rest, position + done)).bytesWritten;
      }
      this.waitingBytes -= bytes.length;
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private fail(error: Error): void {
    if (this.broken) return;
    this.broken = true;
    this.options.onError(error);
  }
}
