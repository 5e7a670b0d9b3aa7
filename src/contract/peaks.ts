import { PEAKS_PER_SECOND } from './library-api.ts';

const FULL_SCALE = 32_768;

/** The loudest sample of a stretch (s16, its magnitude) as a peak value, 0 to 255, linear. */
export function peakValue(magnitude: number): number {
  return Math.min(255, Math.round((magnitude * 255) / FULL_SCALE));
}

/**
 * Peaks of one channel, in pieces of any size: value k belongs to the k-th 20 ms of the recording. The
 * one definition for the recorder, which measures while it writes, and for whoever reads the file later.
 */
export class PeakMeter {
  private readonly stretchSamples: number;
  private loudest = 0;
  private filled = 0;
  private fresh: number[] = [];

  /** @param sampleRate Hz; a multiple of PEAKS_PER_SECOND */
  constructor(sampleRate: number) {
    this.stretchSamples = sampleRate / PEAKS_PER_SECOND;
  }

  /** Takes every `stride`-th sample from `offset` on (a channel of interleaved samples). */
  push(samples: Int16Array, offset = 0, stride = 1): void {
    for (let index = offset; index < samples.length; index += stride) {
      this.loudest = Math.max(this.loudest, Math.abs(samples[index]!));
      this.filled += 1;
      if (this.filled === this.stretchSamples) this.close();
    }
  }

  /** The values that were completed since the last call. */
  take(): number[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }

  private close(): void {
    this.fresh.push(peakValue(this.loudest));
    this.loudest = 0;
    this.filled = 0;
  }
}
