import { LevelMeter, audibleSpans } from '../../contract/audible.ts';
import type { ClockPoint, FromRecorder } from '../../contract/recorder-messages.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { SAMPLE_RATE, TICK_MS } from './segment.ts';
import { Timeline } from './timeline.ts';
import { WavFile } from './wav-file.ts';

export interface RecordingOptions {
  /** Absolute path of the WAV file. */
  path: string;
  /** Go on in the same file, whose sample 0 was then. */
  resumeFromMonotonicMs?: number;
}

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

  /** Where it stands and how loud the last stretch (ms) was; undefined before the first sample. */
  progress(stretchMs: number): { clock: ClockPoint; levels: PerSide<number> } | undefined {
    const clock = this.timeline.clock();
    if (!clock) return undefined;
    this.note(clock);
    const frames = Math.round(stretchMs / TICK_MS);
    return {
      clock,
      levels: { a: this.meters.a.latest(frames), b: this.meters.b.latest(frames) },
    };
  }

  /** Writes everything that has arrived, closes the file and measures it. */
  async finish(): Promise<Finished> {
    const clock = this.timeline.clock();
    if (clock) this.clockPoints.push(clock);
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
    for (const [slot, side] of SIDES.entries()) this.meters[side].push(block, slot, 2);
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
