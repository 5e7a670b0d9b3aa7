import { LevelMeter, audibleSpans } from '../../contract/audible.ts';
import { PeakMeter } from '../../contract/peaks.ts';
import type { ClockPoint, FromRecorder } from '../../contract/recorder-messages.ts';
import { samplesToMs } from '../../contract/wav-format.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { SAMPLE_RATE, TICK_MS } from './segment.ts';
import { Timeline } from './timeline.ts';
import { WavFile } from './wav-file.ts';

export interface RecordingOptions {
  /** Absolute path of the WAV file. */
  path: string;
  /** Go on in the same file, whose sample 0 was then. */
  resumeFromMonotonicMs?: number;
  /** How many peaks of each side were told before, by whoever wrote the file until now. */
  peaksTold?: number;
}

export type Progress = Omit<Extract<FromRecorder, { kind: 'progress' }>, 'kind' | 'conversationId'>;
export type Finished = Omit<Extract<FromRecorder, { kind: 'finished' }>, 'kind' | 'conversationId'>;

/** Clock points are kept this far apart, ms; more often only where the clock's line bends. */
const CLOCK_EVERY_MS = 5000;
const CLOCK_BEND_MS = 2;

/** One conversation's file: frames in, a stereo WAV and what was measured of it out. */
export class Recording {
  private readonly file: WavFile;
  private readonly options: RecordingOptions;
  private readonly timeline: Timeline;
  private readonly meters: PerSide<LevelMeter>;
  private readonly peakMeters: PerSide<PeakMeter>;
  /** Peaks of what is measured that were told before this recording was resumed. */
  private peaksKnown: PerSide<number>;
  /** Where it stood when that was last known. */
  private last: ClockPoint | undefined;
  private readonly clockPoints: ClockPoint[] = [];
  /** Writes follow one another. */
  private writing: Promise<void> = Promise.resolve();

  private constructor(file: WavFile, options: RecordingOptions) {
    this.file = file;
    this.options = options;
    const zero = options.resumeFromMonotonicMs;
    this.timeline = new Timeline(
      zero === undefined ? {} : { resume: { sampleZeroMs: zero, samples: file.samples } },
    );
    this.meters = { a: new LevelMeter(SAMPLE_RATE), b: new LevelMeter(SAMPLE_RATE) };
    this.peakMeters = { a: new PeakMeter(SAMPLE_RATE), b: new PeakMeter(SAMPLE_RATE) };
    const { peaksTold = 0 } = options;
    this.peaksKnown = { a: peaksTold, b: peaksTold };
  }

  /** @throws StudioError when the file can't be written. */
  static async open(options: RecordingOptions): Promise<Recording> {
    const resume = options.resumeFromMonotonicMs !== undefined;
    const { path } = options;
    const file = await WavFile.open({
      path,
      sampleRate: SAMPLE_RATE,
      channels: 2,
      resume,
    });
    const recording = new Recording(file, options);
    for await (const block of file.read()) recording.measure(block);
    return recording;
  }

  /** When sample 0 was, once both tracks deliver. */
  get sampleZeroMs(): number | undefined {
    return this.timeline.complete ? this.timeline.sampleZeroMs : undefined;
  }

  push(side: Side, samples: Int16Array, arrivalMs: number): void {
    this.timeline.push(side, samples, arrivalMs);
  }

  /** The track of that side ended. */
  closeSide(side: Side): void {
    this.timeline.close(side);
  }

  covers(monotonicMs: number): boolean {
    return this.timeline.covers(monotonicMs);
  }

  /** Writes what is ready. @throws StudioError when the file can't be written. */
  flush(nowMs: number): Promise<void> {
    return this.write(this.timeline.take(nowMs));
  }

  /**
   * Where it stands, how loud the last stretch (ms) was and the peaks since the last call; undefined
   * before the first sample.
   */
  progress(stretchMs: number): Progress | undefined {
    const clock = this.timeline.clock();
    if (!clock) return undefined;
    this.note(clock);
    this.last = clock;
    return this.progressAt(clock, stretchMs);
  }

  /** After `finish`: the progress of what was written last. */
  lastProgress(stretchMs: number): Progress | undefined {
    if (!this.last) return undefined;
    const recordingMs = samplesToMs(this.file.samples, SAMPLE_RATE);
    const monotonicMs = this.last.monotonicMs + recordingMs - this.last.recordingMs;
    return this.progressAt({ monotonicMs, recordingMs }, stretchMs);
  }

  private progressAt(clock: ClockPoint, stretchMs: number): Progress {
    const frames = Math.round(stretchMs / TICK_MS);
    return {
      clock,
      levels: { a: this.meters.a.latest(frames), b: this.meters.b.latest(frames) },
      peaks: { a: this.freshPeaks('a'), b: this.freshPeaks('b') },
    };
  }

  private freshPeaks(side: Side): number[] {
    const fresh = this.peakMeters[side].take();
    const known = Math.min(fresh.length, this.peaksKnown[side]);
    this.peaksKnown[side] -= known;
    return fresh.slice(known);
  }

  /** Writes everything that has arrived, closes the file and measures it. */
  async finish(): Promise<Finished> {
    const clock = this.timeline.clock();
    if (clock) this.clockPoints.push(clock);
    this.last = clock ?? this.last;
    try {
      await this.write(this.timeline.finish());
    } finally {
      await this.file.close();
    }
    return {
      path: this.options.path,
      sampleRate: SAMPLE_RATE,
      channels: 2,
      samples: this.file.samples,
      activity: {
        a: audibleSpans(this.meters.a.frames()),
        b: audibleSpans(this.meters.b.frames()),
      },
      clock: this.allClockPoints(),
      holes: this.timeline.holes(),
    };
  }

  /** Closes the file as it is; what is on disk stays valid. */
  async abandon(): Promise<void> {
    await this.writing.catch(() => {});
    await this.file.close().catch(() => {});
  }

  private write(block: Int16Array): Promise<void> {
    if (block.length === 0) return this.writing;
    this.measure(block);
    this.writing = this.writing.then(() => this.file.append(block));
    // Whoever called hears of a failure; a later call must not be an unhandled rejection as well.
    this.writing.catch(() => {});
    return this.writing;
  }

  private measure(block: Int16Array): void {
    for (const [slot, side] of SIDES.entries()) {
      this.meters[side].push(block, slot, 2);
      this.peakMeters[side].push(block, slot, 2);
    }
  }

  private note(clock: ClockPoint): void {
    const last = this.clockPoints.at(-1);
    if (!last) return void this.clockPoints.push(clock);
    const bend = clock.recordingMs - last.recordingMs - (clock.monotonicMs - last.monotonicMs);
    const due = clock.monotonicMs - last.monotonicMs >= CLOCK_EVERY_MS;
    if (due || Math.abs(bend) >= CLOCK_BEND_MS) this.clockPoints.push(clock);
  }

  private allClockPoints(): ClockPoint[] {
    const zero = this.timeline.sampleZeroMs;
    return zero === undefined ? [] : [{ monotonicMs: zero, recordingMs: 0 }, ...this.clockPoints];
  }
}
