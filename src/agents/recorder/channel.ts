import { Segment, isQuiet } from './segment.ts';

/** No frame for this long while others come: the next frames are placed anew. */
export const STALL_MS = 2000;

/** A stretch of the recording in samples: [from, to). */
export type Stretch = [from: number, to: number];

/**
 * One side of the recording. It takes the frames of its track, places each unbroken run of them once, and
 * from then on counts samples. Positions are samples of the recording.
 */
export class Channel {
  /** Everything before this position is decided. */
  end = 0;
  /** Where samples are missing for sure, between two placed runs or inside one. */
  readonly holes: Stretch[] = [];
  private segment: Segment | undefined;
  /** Samples of a run that is not placed yet. */
  private waiting: Int16Array[] = [];
  private placed: { at: number; samples: Int16Array }[] = [];
  /** Whether a run was ever placed: silence before the first one is no hole. */
  private begun = false;

  /** @param end where it goes on: 0, or the length of a file that is resumed (then a hole is noted). */
  constructor(end: number) {
    this.end = end;
    this.begun = end > 0;
  }

  /** Estimated monotonic ms of the first sample of the present run; undefined while there is none. */
  get originMs(): number | undefined {
    return this.segment?.originMs;
  }

  /** Whether frames are expected: other channels wait for this one. */
  isLive(nowMs: number): boolean {
    return this.segment !== undefined && nowMs - this.segment.lastArrivalMs < STALL_MS;
  }

  push(samples: Int16Array, arrivalMs: number, place: (originMs: number) => number): void {
    if (this.segment && arrivalMs - this.segment.lastArrivalMs >= STALL_MS) this.close(place);
    this.segment ??= new Segment(arrivalMs);
    const wasSettled = this.segment.settled;
    this.segment.arrived(samples.length, arrivalMs);
    if (wasSettled) return this.append(this.segment, samples);
    this.waiting.push(samples);
    if (this.segment.settled) this.settle(this.segment, place);
  }

  /** The track is gone or silent for good: what has arrived is placed, the channel waits for the next. */
  close(place: (originMs: number) => number): void {
    if (this.segment && this.waiting.length > 0) this.settle(this.segment, place);
    this.segment = undefined;
  }

  /** Copies [from, to) into every second slot of interleaved samples; what is not there stays silent. */
  copyInto(target: Int16Array, slot: 0 | 1, from: number, to: number): void {
    for (const { at, samples } of this.placed) {
      const first = Math.max(at, from);
      const last = Math.min(at + samples.length, to);
      for (let position = first; position < last; position += 1) {
        target[(position - from) * 2 + slot] = samples[position - at]!;
      }
    }
    this.placed = this.placed.filter(({ at, samples }) => at + samples.length > to);
    this.end = Math.max(this.end, to);
  }

  private settle(segment: Segment, place: (originMs: number) => number): void {
    const at = place(segment.originMs);
    if (this.begun && at > this.end) this.holes.push([this.end, at]);
    this.begun = true;
    let position = at;
    for (const samples of this.waiting.splice(0)) {
      this.put(position, samples);
      position += samples.length;
    }
    this.end = Math.max(this.end, position);
  }

  private append(segment: Segment, samples: Int16Array): void {
    const owed = segment.owed();
    if (owed > 0 && isQuiet(samples)) {
      this.holes.push([this.end, this.end + owed]);
      this.end += owed;
      segment.paid(owed);
    }
    this.put(this.end, samples);
    this.end += samples.length;
  }

  /** What would lie before `end` (already written) is left out. */
  private put(at: number, samples: Int16Array): void {
    const late = Math.max(0, this.end - at);
    if (late >= samples.length) return;
    this.placed.push({ at: at + late, samples: late > 0 ? samples.subarray(late) : samples });
  }
}
