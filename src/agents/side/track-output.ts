import { voice } from '@livekit/agents';
import { AudioSource, type AudioFrame } from '@livekit/rtc-node';
import { randomUUID } from 'node:crypto';
import { monotonicMs } from '../../contract/clock.ts';
import type { SpokenWord, StemPart } from '../../contract/worker-messages.ts';
import { SPEECH_RATE } from '../speech/streaming-tts.ts';
import { noteOf } from '../speech/synthesis-note.ts';
import { SpokenTurn, textOf } from './spoken-turn.ts';
import type { StemWriter } from './stem-writer.ts';
import { lengthOf, VoiceLine } from './voice-line.ts';

export interface TurnStarted {
  turnId: string;
  atMonotonicMs: number;
}

export interface TurnWords {
  turnId: string;
  /** Those whose sound was handed out since the last time; they sound up to QUEUE_MS later. */
  words: SpokenWord[];
}

export interface TurnEnded {
  turnId: string;
  /** The text whose audio was made, and the part of it that was audible. */
  intended: string;
  text: string;
  words: SpokenWord[];
  startMonotonicMs: number;
  endMonotonicMs: number;
  playedMs: number;
  interrupted: boolean;
  /** Where what was played is kept. */
  stem: StemPart | undefined;
}

export interface TrackOutputEvents {
  onTurnStarted(turn: TurnStarted): void;
  onTurnWords(words: TurnWords): void;
  onTurnEnded(turn: TurnEnded): void;
}

/** One turn on its way out. */
interface Playing {
  id: string;
  startMs: number;
  spoken: SpokenTurn;
}

/** Audio that may wait in the native source, ms: enough to outlast a busy moment of this process. */
const QUEUE_MS = 1000;
/** The grain in which the native source plays: a frame that comes so little late leaves no hole. */
const STALL_MS = 10;
const UNHEARD = { playbackPosition: 0, interrupted: true, synchronizedTranscript: '' };

/**
 * Plays turns into an audio source of a LiveKit track, and knows to the sample what was played:
 * when a turn began and ended, and which of its words were audible when it was cut.
 */
export class TrackOutput extends voice.AudioOutput {
  readonly source = new AudioSource(SPEECH_RATE, 1, QUEUE_MS);
  private readonly events: TrackOutputEvents;
  private readonly stem: StemWriter | undefined;
  private readonly opened = Promise.withResolvers<void>();
  private playing: Playing | undefined;
  /** Counts interruptions: a capture that was waiting while one came is void. */
  private generation = 0;
  /** With what was not played yet, ms. */
  private interrupted = Promise.withResolvers<number>();
  private line = new VoiceLine();
  private timer: NodeJS.Timeout | undefined;
  private captures: Promise<void> = Promise.resolve();
  /** Handed out, but not in the source yet, ms. */
  private onTheWayMs = 0;
  private finishing: Promise<void> | undefined;
  private closed = false;
  /** The turn in work is partial. */
  private lacksEnd = false;

  constructor(events: TrackOutputEvents, stem?: StemWriter) {
    super(SPEECH_RATE, undefined, { pause: false });
    this.events = events;
    this.stem = stem;
  }

  /** Until this is called audio waits: nothing may be said before the recorder listens. */
  open(): void {
    this.opened.resolve();
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    const { generation } = this;
    await Promise.all([this.opened.promise, this.finishing]);
    if (this.closed || generation !== this.generation) return;
    await super.captureFrame(frame);
    this.line.push(frame, monotonicMs());
    this.advance();
    await this.captures;
  }

  /** Hands out what is due, and comes back when time alone makes a difference. */
  private advance(): void {
    clearTimeout(this.timer);
    const { frames, againInMs } = this.line.due(monotonicMs(), this.queuedMs);
    for (const frame of frames) this.play(frame);
    if (againInMs !== undefined) this.timer = setTimeout(() => this.advance(), againInMs);
  }

  private get queuedMs(): number {
    return this.source.queuedDuration + this.onTheWayMs;
  }

  private play(frame: AudioFrame): void {
    const playing = (this.playing ??= this.begin());
    const { spoken, startMs } = playing;
    // Voice that comes too late leaves a hole in the turn; the words after it sound later.
    const lateMs = monotonicMs() - (startMs + spoken.lengthMs);
    if (spoken.lengthMs > 0 && lateMs > STALL_MS) {
      spoken.stall(lateMs);
      this.stem?.addSilence(lateMs);
    }
    const note = noteOf(frame);
    spoken.add(lengthOf(frame), note?.text, note?.words);
    this.stem?.add(frame.data);
    this.tellWords(playing, false);
    this.onTheWayMs += lengthOf(frame);
    const { generation } = this;
    const toSource = () => this.toSource(frame, generation);
    this.captures = this.captures.then(toSource, toSource);
    // Whoever captures waits for it and is told; a timer has nobody to tell.
    this.captures.catch(() => undefined);
  }

  private async toSource(frame: AudioFrame, generation: number): Promise<void> {
    this.onTheWayMs -= lengthOf(frame);
    if (generation === this.generation) await this.source.captureFrame(frame);
  }

  private begin(): Playing {
    const playing = {
      id: randomUUID(),
      startMs: monotonicMs(),
      spoken: new SpokenTurn(),
    };
    this.events.onTurnStarted({ turnId: playing.id, atMonotonicMs: playing.startMs });
    this.onPlaybackStarted(Date.now());
    return playing;
  }

  private tellWords({ id, spoken }: Playing, complete: boolean): void {
    const words = spoken.fresh(complete);
    if (words.length > 0) this.events.onTurnWords({ turnId: id, words });
  }

  /** The turn is complete: report it when its last sample has been played. */
  override flush(): void {
    if (this.playing || !this.line.isEmpty) this.line.complete();
    this.advance();
    if (this.playing && !this.finishing) this.tellWords(this.playing, true);
    this.endTurn();
  }

  private endTurn(): void {
    super.flush();
    if (!this.playing || this.finishing) return;
    this.finishing = this.finish(this.playing).finally(() => (this.finishing = undefined));
  }

  /** The end of what is being said, or is about to be said, will not come. */
  lackEnd(): void {
    this.lacksEnd = true;
  }

  /** Stops at once; what was not played is dropped. */
  override clearBuffer(): void {
    this.generation += 1;
    const wasWaiting = !this.line.isEmpty;
    this.reset();
    if (this.playing) {
      this.interrupted.resolve(this.queuedMs);
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
      this.captures.then(() => this.source.waitForPlayout()).then(() => undefined),
      this.interrupted.promise,
    ]);
    const cut = cutMs !== undefined;
    if (cut) this.source.clearQueue();
    this.interrupted = Promise.withResolvers();
    this.playing = undefined;
    this.reset();
    this.report(playing, Math.max(playing.spoken.lengthMs - (cutMs ?? 0), 0), cut);
  }

  private report({ id, startMs, spoken }: Playing, playedMs: number, interrupted: boolean): void {
    const words = spoken.audible(playedMs);
    const text = interrupted ? textOf(words) : spoken.text;
    this.events.onTurnEnded({
      turnId: id,
      intended: spoken.text,
      text,
      words,
      startMonotonicMs: startMs,
      endMonotonicMs: monotonicMs(),
      playedMs,
      interrupted: interrupted || this.lacksEnd,
      stem: this.stem?.endTurn(playedMs),
    });
    this.lacksEnd = false;
    this.onPlaybackFinished({
      playbackPosition: playedMs / 1000,
      interrupted,
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
      await this.source.close();
    } finally {
      await this.stem?.close();
    }
  }
}
