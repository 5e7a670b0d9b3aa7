import { samplesToMs } from '../../contract/wav-format.ts';
import type { ClockPoint } from '../../contract/recorder-messages.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { Channel, type Stretch } from './channel.ts';
import { SAMPLE_RATE, TICK_SAMPLES } from './segment.ts';

const PER_MS = SAMPLE_RATE / 1000;

export interface TimelineOptions {
  /** To go on with a recording: when its sample 0 was, and how many samples it holds. */
  resume?: { sampleZeroMs: number; samples: number };
}

/**
 * Turns the frames of two tracks into one stereo recording. Pure: the time is an argument.
 *
 * Sample 0 is the moment from which both tracks deliver. From then on a sample's position is its time on
 * the machine's monotonic clock, decided once for each unbroken run of a track and counted from there.
 */
export class Timeline {
  /** Samples handed out so far. */
  written: number;
  private zeroMs: number | undefined;
  /** All tracks share one 10 ms timer: runs lie whole ticks apart. Offset of its grid in samples. */
  private grid: number | undefined;
  private readonly channels: PerSide<Channel>;

  constructor({ resume }: TimelineOptions = {}) {
    this.zeroMs = resume?.sampleZeroMs;
    this.written = resume?.samples ?? 0;
    const place = (originMs: number) => this.place(originMs);
    this.channels = {
      a: new Channel(place, resume?.samples),
      b: new Channel(place, resume?.samples),
    };
  }

  /** When sample 0 was, monotonic ms; undefined until both tracks have delivered. */
  get sampleZeroMs(): number | undefined {
    return this.zeroMs;
  }

  /** Whether both tracks are delivering. */
  get complete(): boolean {
    return SIDES.every((side) => this.channels[side].segment !== undefined);
  }

  /** Mono samples of a side, which arrived just then. */
  push(side: Side, samples: Int16Array, arrivalMs: number): void {
    this.channels[side].push(samples, arrivalMs);
    if (this.zeroMs !== undefined || !this.complete) return;
    this.zeroMs = Math.max(...SIDES.map((each) => this.channels[each].segment!.originMs));
  }

  /** The track of a side ended. Its channel is silent until another one comes. */
  close(side: Side): void {
    this.channels[side].close();
  }

  /** The interleaved samples that are ready by now; the slower live channel sets the pace. */
  take(nowMs: number): Int16Array {
    const live = SIDES.map((side) => this.channels[side]).filter((each) => each.isLive(nowMs));
    if (this.zeroMs === undefined) return new Int16Array(0);
    if (live.length === 0) return this.moveUntil(this.furthest());
    return this.moveUntil(Math.min(...live.map((channel) => channel.end)));
  }

  /** Everything that has arrived; the shorter channel is filled with silence. */
  finish(): Int16Array {
    for (const side of SIDES) this.close(side);
    return this.zeroMs === undefined ? new Int16Array(0) : this.moveUntil(this.furthest());
  }

  /** Whether every live channel has reached that time. */
  covers(monotonicMs: number): boolean {
    if (this.zeroMs === undefined) return true;
    const until = (monotonicMs - this.zeroMs) * PER_MS;
    return SIDES.every((side) => {
      const { segment, end } = this.channels[side];
      return segment === undefined || end >= until;
    });
  }

  /** Where the recording stands on the machine's clock; undefined while nothing is placed. */
  clock(): ClockPoint | undefined {
    const channel = SIDES.map((side) => this.channels[side]).find(
      ({ segment, next }) => segment?.placed && next >= 0,
    );
    if (!channel?.segment) return undefined;
    return {
      monotonicMs: channel.segment.endMs,
      recordingMs: samplesToMs(channel.next, SAMPLE_RATE),
    };
  }

  /** Holes of either channel, merged, within what was handed out. */
  holes(): { startMs: number; endMs: number }[] {
    const merged: Stretch[] = [];
    const all = SIDES.flatMap((side) => this.channels[side].holes);
    for (const [from, to] of all.sort((one, other) => one[0] - other[0])) {
      const last = merged.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    return merged
      .map(([from, to]) => [from, Math.min(to, this.written)] as const)
      .filter(([from, to]) => to - from >= TICK_SAMPLES)
      .map(([from, to]) => ({
        startMs: samplesToMs(from, SAMPLE_RATE),
        endMs: samplesToMs(to, SAMPLE_RATE),
      }));
  }

  private place(originMs: number): number | undefined {
    if (this.zeroMs === undefined) return undefined;
    const exact = (originMs - this.zeroMs) * PER_MS;
    this.grid ??= Math.round(exact);
    return this.grid + Math.round((exact - this.grid) / TICK_SAMPLES) * TICK_SAMPLES;
  }

  private furthest(): number {
    return Math.max(...SIDES.map((side) => this.channels[side].end));
  }

  private moveUntil(until: number): Int16Array {
    const from = this.written;
    if (until <= from) return new Int16Array(0);
    const block = new Int16Array((until - from) * 2);
    this.channels.a.moveInto(block, 0, from, until);
    this.channels.b.moveInto(block, 1, from, until);
    this.written = until;
    return block;
  }
}
