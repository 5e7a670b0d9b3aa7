/** The recording's rate; the ticks that deliver audio are 10 ms apart. */
export const SAMPLE_RATE = 48_000;
export const TICK_SAMPLES = 480;
export const TICK_MS = 10;

/** How long arrivals are watched before a segment is placed: time enough for one prompt arrival. */
export const SETTLE_MS = 500;
/** How long arrivals have to be late before ticks count as lost. */
const WATCH_MS = 1000;
/** Peak below which a stretch is quiet (−60 dBFS): there silence can be inserted unheard. */
const QUIET_PEAK = 33;

/**
 * One unbroken run of frames of one track, measured against the machine's monotonic clock.
 *
 * WebRTC pulls one 10 ms frame from every track on each tick of one timer, whether the publisher speaks,
 * is silent or muted, and nothing on the way to us drops frames. So samples are counted, and the earliest
 * arrivals lie on a straight line (measured: within 0.1 ms). When the process is starved for longer than
 * 100 ms the timer loses ticks for good: then the line moves by whole ticks, and these are owed.
 */
export class Segment {
  /** Samples received and inserted so far. */
  count = 0;
  /** Whether its place in the recording is decided. */
  placed = false;
  readonly firstArrivalMs: number;
  lastArrivalMs: number;
  private origin = Number.POSITIVE_INFINITY;
  private readonly recent: { arrivalMs: number; originMs: number }[] = [];

  constructor(arrivalMs: number) {
    this.firstArrivalMs = arrivalMs;
    this.lastArrivalMs = arrivalMs;
  }

  /** Best estimate of when the tick of its first sample was, monotonic ms. */
  get originMs(): number {
    return this.origin;
  }

  get settled(): boolean {
    return this.lastArrivalMs - this.firstArrivalMs >= SETTLE_MS;
  }

  /** When the tick of the latest sample was, by the straight line of late, monotonic ms. */
  get endMs(): number {
    return this.lineMs() + (this.count / SAMPLE_RATE) * 1000;
  }

  /** Notes that so many samples more have arrived. */
  arrived(samples: number, arrivalMs: number): void {
    this.count += samples;
    this.lastArrivalMs = arrivalMs;
    const originMs = arrivalMs - (this.count / SAMPLE_RATE) * 1000;
    if (!this.settled) this.origin = Math.min(this.origin, originMs);
    this.recent.push({ arrivalMs, originMs });
    while (this.recent[0] && this.recent[0].arrivalMs < arrivalMs - WATCH_MS) this.recent.shift();
  }

  /** Samples that the line is behind by: whole ticks, 0 while it is not certain. */
  owed(): number {
    const first = this.recent[0];
    if (!this.settled || !first) return 0;
    if (this.lastArrivalMs - first.arrivalMs < WATCH_MS * 0.8) return 0;
    return Math.max(0, Math.round((this.lineMs() - this.origin) / TICK_MS)) * TICK_SAMPLES;
  }

  /** Samples were inserted for lost ticks. */
  paid(samples: number): void {
    this.count += samples;
    this.recent.length = 0;
  }

  private lineMs(): number {
    if (this.recent.length === 0) return this.origin;
    return this.recent.reduce((least, entry) => Math.min(least, entry.originMs), Infinity);
  }
}

/** Whether silence next to these samples would not be heard. */
export function isQuiet(samples: Int16Array): boolean {
  return samples.every((sample) => sample < QUIET_PEAK && sample > -QUIET_PEAK);
}
