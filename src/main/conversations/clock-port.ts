import { monotonicMs } from '../../contract/clock.ts';

/** The only source of time of a run, so that tests drive it by hand. */
export interface Clock {
  /** Milliseconds of the machine's monotonic clock (see contract/clock.ts). */
  monotonicMs(): number;
  /** Wall-clock time, for dates that people read; never for durations. */
  now(): Date;
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  monotonicMs,
  now: () => new Date(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
