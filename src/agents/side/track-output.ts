import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { randomUUID } from 'node:crypto';
import { monotonicMs } from '../../contract/clock.ts';
import { SPEECH_RATE } from '../speech/streaming-tts.ts';
import { noteOf } from '../speech/synthesis-note.ts';
import { Playout, type VoiceSource } from './playout.ts';
import { SpokenTurn, textOf } from './spoken-turn.ts';
import type { StemWriter } from './stem-writer.ts';
import type { TurnEvents } from './turn-events.ts';
import { lengthOf, VoiceLine } from './voice-line.ts';

export interface TrackOutputOptions {
  source: VoiceSource;
  events: TurnEvents;
  /** Keeps what is played. */
  stem?: StemWriter | undefined;
  /** Asked at the end of a turn: was there to be more of it? */
  lacksEnd?(): boolean;
}

/** One turn on its way out. */
interface Playing {
  readonly id: string;
  readonly startMs: number;
  readonly spoken: SpokenTurn;
  lacksEnd: boolean;
}

/** The grain in which the native source plays: a frame that comes so little late leaves no hole. */
const STALL_MS = 10;
const UNHEARD = { playbackPosition: 0, interrupted: true, synchronizedTranscript: '' };

/**
 * Plays turns into an audio source of a LiveKit track, and knows to the sample what was played:
 * when a turn began and ended, and which of its words were audible when it was cut.
 */
export class TrackOutput extends voice.AudioOutput {
  private readonly options: TrackOutputOptions;
  private readonly playout: Playout;
  private readonly opened = Promise.withResolvers<void>();
  private playing: Playing | undefined;
  /** Counts interruptions: a capture that was waiting while one came is void. */
  private interruptions = 0;
  /** With what was not played yet, ms. */
  private interrupted = Promise.withResolvers<number>();
  private line = new VoiceLine();
  private timer: NodeJS.Timeout | undefined;
  private finishing: Promise<void> | undefined;
  private closed = false;
  /** Of the voice, by the turns so far, ms per letter. */
  private pace: number | undefined;

  constructor(options: TrackOutputOptions) {
    super(SPEECH_RATE, undefined, { pause: false });
    this.options = options;
    this.playout = new Playout(options.source);
  }

  /** Until this is called audio waits: nothing may be said before the recorder listens. */
  open(): void {
    this.opened.resolve();
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    const { interruptions } = this;
    await Promise.all([this.opened.promise, this.finishing]);
    if (this.closed || interruptions !== this.interruptions) return;
    await super.captureFrame(frame);
    this.line.push(frame, monotonicMs());
    this.advance();
    await this.playout.taken;
  }

  /** Hands out what is due, and comes back when time alone makes a difference. */
  private advance(): void {
    clearTimeout(this.timer);
    const { frames, againInMs } = this.line.due(monotonicMs(), this.playout.queuedMs);
    for (const frame of frames) this.play(frame);
    if (againInMs !== undefined) this.timer = setTimeout(() => this.advance(), againInMs);
  }

  private play(frame: AudioFrame): void {
    const playing = (this.playing ??= this.begin());
    const { id, spoken, startMs } = playing;
    const { stem, events } = this.options;
    // Voice that comes too late leaves a hole in the turn; the words after it sound later.
    const lateMs = monotonicMs() - (startMs + spoken.lengthMs);
    if (spoken.lengthMs > 0 && lateMs > STALL_MS) {
      spoken.stall(lateMs);
      stem?.addSilence(lateMs);
    }
    spoken.add(lengthOf(frame), noteOf(frame));
    stem?.add(frame.data);
    this.playout.hand(frame);
    const words = spoken.fresh();
    if (words.length > 0) events.onTurnWords({ turnId: id, words });
  }

  private begin(): Playing {
    const startMs = monotonicMs();
    const spoken = new SpokenTurn(this.pace);
    const playing = { id: randomUUID(), startMs, spoken, lacksEnd: false };
    this.options.events.onTurnStarted({ turnId: playing.id, atMonotonicMs: startMs });
    this.onPlaybackStarted(Date.now());
    return playing;
  }

  /** The turn is complete: report it when its last sample has been played. */
  override flush(): void {
    if (this.playing || !this.line.isEmpty) this.line.complete();
    this.advance();
    this.endTurn();
  }

  private endTurn(): void {
    super.flush();
    if (!this.playing || this.finishing) return;
    this.playing.lacksEnd = this.options.lacksEnd?.() ?? false;
    this.finishing = this.finish(this.playing).finally(() => (this.finishing = undefined));
  }

  /** Stops at once; what was not played is dropped. */
  override clearBuffer(): void {
    this.interruptions += 1;
    this.playout.forgetWaiting();
    const wasWaiting = !this.line.isEmpty;
    this.reset();
    if (this.playing) {
      this.interrupted.resolve(this.playout.queuedMs);
      this.endTurn();
    } else if (wasWaiting) {
      // Nothing of it was heard, so there was no turn; but the framework counts it.
      super.flush();
      this.onPlaybackFinished(UNHEARD);
    }
  }

  private reset(): void {
    clearTimeout(this.timer);
    this.line = new VoiceLine();
  }

  private async finish(playing: Playing): Promise<void> {
    const cutMs = await Promise.race([
      this.playout.played().then(() => undefined),
      this.interrupted.promise,
    ]);
    const cut = cutMs !== undefined;
    if (cut) this.playout.clear();
    this.interrupted = Promise.withResolvers();
    this.playing = undefined;
    this.reset();
    this.report(playing, Math.max(playing.spoken.lengthMs - (cutMs ?? 0), 0), cut);
  }

  private report(playing: Playing, playedMs: number, interrupted: boolean): void {
    const { id, startMs, spoken, lacksEnd } = playing;
    const words = spoken.audible(playedMs);
    const isCut = interrupted || spoken.isPartial;
    const text = isCut ? textOf(words) : spoken.text;
    this.pace = spoken.pace;
    this.options.events.onTurnEnded({
      turnId: id,
      intended: spoken.text,
      text,
      words,
      startMonotonicMs: startMs,
      endMonotonicMs: monotonicMs(),
      playedMs,
      interrupted: isCut || lacksEnd,
      stem: this.options.stem?.endTurn(playedMs),
    });
    this.onPlaybackFinished({
      playbackPosition: playedMs / 1000,
      interrupted: isCut,
      synchronizedTranscript: text,
    });
  }

  /** What comes after this is dropped, so that no turn begins that would never end. */
  async close(): Promise<void> {
    this.closed = true;
    this.opened.resolve();
    this.clearBuffer();
    await this.finishing;
    try {
      await this.playout.close();
    } finally {
      await this.options.stem?.close();
    }
  }
}
