/**
 * What counts as audible: the one definition for the recorder, which measures while it writes, and for
 * the studio, which measures a file again after a crash. Levels are RMS of 10 ms in dBFS.
 */
export const LEVEL_FRAME_MS = 10;
const SILENCE_DBFS = -100;

/** Bounds of the threshold; between them it stands `ABOVE_FLOOR_DB` over the noise floor. */
const HIGHEST_THRESHOLD_DBFS = -50;
const LOWEST_THRESHOLD_DBFS = -60;
const ABOVE_FLOOR_DB = 15;
/** Shorter pauses do not end a span: stops inside words. Pauses between words stay visible. */
const MERGE_BELOW_MS = 80;
/** Shorter sounds are clicks. */
const SHORTEST_SPAN_MS = 20;

/** Mean square of s16 samples as dBFS, −100 … 0. A full-scale square wave is 0. */
function energyToDbfs(meanSquare: number): number {
  if (meanSquare <= 0) return SILENCE_DBFS;
  return Math.max(SILENCE_DBFS, 10 * Math.log10(meanSquare / 32768 ** 2));
}

/** Measures one channel as it comes, in pieces of any size. */
export class LevelMeter {
  private levels = new Float32Array(4096);
  private count = 0;
  private sum = 0;
  private filled = 0;
  private readonly frameSamples: number;

  constructor(sampleRate: number) {
    this.frameSamples = (sampleRate * LEVEL_FRAME_MS) / 1000;
  }

  /** Takes every `stride`-th sample from `offset` on (a channel of interleaved samples). */
  push(samples: Int16Array, offset = 0, stride = 1): void {
    for (let index = offset; index < samples.length; index += stride) {
      this.sum += samples[index]! * samples[index]!;
      this.filled += 1;
      if (this.filled === this.frameSamples) this.closeFrame();
    }
  }

  /** Levels of all whole frames so far. */
  frames(): Float32Array {
    return this.levels.subarray(0, this.count);
  }

  /** Level of the last whole frames together. */
  latest(frames: number): number {
    const recent = this.levels.subarray(Math.max(0, this.count - frames), this.count);
    if (recent.length === 0) return SILENCE_DBFS;
    const mean = recent.reduce((sum, level) => sum + 10 ** (level / 10), 0) / recent.length;
    return Math.max(SILENCE_DBFS, 10 * Math.log10(mean));
  }

  private closeFrame(): void {
    if (this.count === this.levels.length) {
      const larger = new Float32Array(this.count * 2);
      larger.set(this.levels);
      this.levels = larger;
    }
    this.levels[this.count] = energyToDbfs(this.sum / this.frameSamples);
    this.count += 1;
    this.sum = 0;
    this.filled = 0;
  }
}

/** The level (dBFS) from which a frame of this channel counts as audible. */
function audibleThreshold(levels: Float32Array): number {
  const sorted = Float32Array.from(levels).sort();
  const floor = sorted[Math.floor(sorted.length * 0.1)] ?? SILENCE_DBFS;
  return Math.min(HIGHEST_THRESHOLD_DBFS, Math.max(LOWEST_THRESHOLD_DBFS, floor + ABOVE_FLOOR_DB));
}

/**
 * Spans of audible sound [startMs, endMs], in order. Pauses below 80 ms are bridged, sounds below 20 ms
 * left out. The noise floor is the 10th percentile of all frames.
 */
export function audibleSpans(levels: Float32Array): [number, number][] {
  const threshold = audibleThreshold(levels);
  const spans: [number, number][] = [];
  for (let index = 0; index < levels.length; index += 1) {
    if (levels[index]! < threshold) continue;
    const startMs = index * LEVEL_FRAME_MS;
    const last = spans.at(-1);
    if (last && startMs - last[1] < MERGE_BELOW_MS) last[1] = startMs + LEVEL_FRAME_MS;
    else spans.push([startMs, startMs + LEVEL_FRAME_MS]);
  }
  return spans.filter(([startMs, endMs]) => endMs - startMs >= SHORTEST_SPAN_MS);
}
