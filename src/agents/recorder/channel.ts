import { Segment, isQuiet } from './segment.ts';

/** No frame for this long while others come: the next frames are placed anew. */
export const STALL_MS = 2000;
/** Chunks kept of a track that waits for the other side to arrive. */
const KEPT_CHUNKS = 32;

/** A stretch of the recording in samples: [from, to). */
export type Stretch = [from: number, to: number];

/** Where the sample of that monotonic ms lies; undefined while sample 0 is not fixed. */
export type Place = (originMs: number) => number | undefined;

/**
 * One side of the recording. It takes the frames of its track, places each unbroken run of them once, and
 * from then on counts samples. Positions are samples of the recording.
 */
export class Channel {
  /** Everything before this position is decided. */
  end: number;
  /** Where samples are missing for sure: between two placed runs, or where ticks were lost. */
  readonly holes: Stretch[] = [];
  segment: Segment | undefined;
  /** Samples of a run that is not placed yet, and how many before them were let go. */
  private waiting: Int16Array[] = [];
  private letGo = 0;
  /** Where the next sample of the present run belongs; before 0 while sample 0 is yet to come. */
  next = 0;
  private placed: { at: number; samples: Int16Array }[] = [];
  private readonly place: Place;
  /** Where its last run ended; undefined before the first one, since silence before that is no hole. */
  private heardUntil: number | undefined;

  /** @param resumeAt length of a file that is resumed; the silence from there on is a hole. */
  constructor(place: Place, resumeAt?: number) {
    this.place = place;
    this.end = resumeAt ?? 0;
    this.heardUntil = resumeAt;
  }

  /** Whether frames are expected: other channels wait for this one. */
  isLive(nowMs: number): boolean {
    return this.segment !== undefined && nowMs - this.segment.lastArrivalMs < STALL_MS;
  }

  /** Takes the next samples of the track, which arrived just then. */
  push(samples: Int16Array, arrivalMs: number): void {
    if (this.segment && arrivalMs - this.segment.lastArrivalMs >= STALL_MS) this.close();
    const segment = (this.segment ??= new Segment(arrivalMs));
    segment.arrived(samples.length, arrivalMs);
    if (segment.placed) return this.append(segment, samples);
    this.waiting.push(samples);
    if (segment.settled) this.settle(segment);
  }

  /** The track is gone: what has arrived is placed, and the channel waits for the next one. */
  close(): void {
    if (this.segment && this.waiting.length > 0) this.settle(this.segment);
    this.segment = undefined;
    this.waiting = [];
    this.letGo = 0;
  }

  /**
   * Copies [from, to) into every second slot of interleaved samples and forgets it. What is not there
   * stays silent, and later samples for it are left out.
   */
  moveInto(target: Int16Array, slot: 0 | 1, from: number, to: number): void {
    for (const { at, samples } of this.placed) {
      const last = Math.min(at + samples.length, to);
      for (let position = Math.max(at, from); position < last; position += 1) {
        target[(position - from) * 2 + slot] = samples[position - at]!;
      }
    }
    this.placed = this.placed.filter(({ at, samples }) => at + samples.length > to);
    this.end = Math.max(this.end, to);
  }

  private settle(segment: Segment): void {
    const origin = this.place(segment.originMs);
    if (origin === undefined) return this.letOldestGo();
    segment.placed = true;
    this.next = origin + this.letGo;
    this.letGo = 0;
    if (this.heardUntil !== undefined && this.next > this.heardUntil) {
      this.holes.push([this.heardUntil, this.next]);
    }
    for (const samples of this.waiting.splice(0)) this.put(samples);
  }

  private letOldestGo(): void {
    while (this.waiting.length > KEPT_CHUNKS) this.letGo += this.waiting.shift()!.length;
  }

  private append(segment: Segment, samples: Int16Array): void {
    const owed = segment.owed();
    if (owed > 0 && isQuiet(samples)) {
      this.holes.push([this.next, this.next + owed]);
      segment.paid(owed);
      this.next += owed;
    }
    this.put(samples);
  }

  /** What would lie before `end` is left out: it is written already, or lies before sample 0. */
  private put(samples: Int16Array): void {
    const at = this.next;
    this.next += samples.length;
    const late = Math.max(0, this.end - at);
    if (late >= samples.length) return;
    this.placed.push({ at: at + late, samples: late > 0 ? samples.subarray(late) : samples });
    this.end = this.next;
    this.heardUntil = this.next;
  }
}
