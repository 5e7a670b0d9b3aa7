import { SIDES, type PerSide } from '../../../contract/side.ts';
import { Clock } from '../../lanes/clock.ts';
import type { Span } from '../../lanes/types.ts';
import { DEFAULT_CHOICES, gainOf, type MonitorChoices } from '../../monitor/monitor-choices.ts';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

export interface PlayerState {
  playing: boolean;
  speed: Speed;
  mix: MonitorChoices;
  /** The recording can't be played. */
  broken: boolean;
}

/** Where the sides stand between the ears: told apart, and still pleasant in headphones. */
const PAN: PerSide<number> = { a: -0.35, b: 0.35 };
/** An element's time may differ by so much from the one that it was sent to (two roundings of Chromium). */
const LEFT_OUT_MS = 0.005;
/** Time constant of a change of volume, s. */
const GAIN_S = 0.015;

interface Graph {
  context: AudioContext;
  gains: PerSide<GainNode>;
}

/** Plays a recording: side a is its left channel, side b its right one, each with a volume of its own. */
export class Player {
  /** The position, ms. */
  readonly clock = new Clock();
  #state: PlayerState = {
    playing: false,
    speed: 1,
    mix: {
      ...DEFAULT_CHOICES,
      sides: { a: { volume: 1, muted: false }, b: { volume: 1, muted: false } },
    },
    broken: false,
  };
  readonly #listeners = new Set<() => void>();
  #audio: HTMLAudioElement | undefined;
  #graph: Graph | undefined;
  #frame = 0;
  /** The next element goes on where this one was. */
  #playsOn = false;
  /** Where it stops by itself, ms. */
  #until: number | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): PlayerState => this.#state;

  /** Takes the element that plays; returns what lets go of it. A ref callback. */
  readonly attach = (audio: HTMLAudioElement): (() => void) => {
    const listening = new AbortController();
    const on = (name: string, run: () => void) =>
      audio.addEventListener(name, run, { signal: listening.signal });
    this.#audio = audio;
    if (this.#state.broken) this.#set({ broken: false });
    on('play', () => this.#started());
    on('pause', () => this.#paused());
    on('ended', () => this.#paused());
    on('timeupdate', () => this.#tell());
    on('error', () => this.#set({ broken: true, playing: false }));
    if (this.clock.ms > 0) this.seek(this.clock.ms);
    if (this.#playsOn) void this.play();
    this.#playsOn = false;
    return () => {
      listening.abort();
      audio.pause();
      cancelAnimationFrame(this.#frame);
      void this.#graph?.context.close().catch(() => undefined);
      this.#graph = undefined;
      this.#audio = undefined;
    };
  };

  /** Plays on from here, or the span alone. */
  async play(span?: Span): Promise<void> {
    const audio = this.#audio;
    if (!audio || this.#state.broken) return;
    if (span && (this.clock.ms < span.fromMs || this.clock.ms >= span.toMs - 20))
      this.seek(span.fromMs);
    this.#until = span?.toMs;
    this.#graph ??= this.#connect(audio);
    this.#apply();
    try {
      await this.#graph.context.resume();
      // The page may have gone in the meantime.
      if (this.#audio === audio) await audio.play();
    } catch {
      // Called off by a pause, or by leaving; a recording that can't be played tells by its `error` event.
    }
  }

  /** To be called before another element takes over, with another sound of the same conversation. */
  handOver(): void {
    this.#playsOn = this.#state.playing;
  }

  pause(): void {
    this.#audio?.pause();
  }

  /** Goes to a place, ms; plays on if it plays. */
  seek(ms: number): void {
    const target = Math.max(0, ms);
    this.#until = undefined;
    this.clock.set(target);
    if (this.#audio) this.#audio.currentTime = target / 1000;
  }

  setSpeed(speed: Speed): void {
    this.#set({ speed });
    this.#apply();
  }

  setMix(mix: MonitorChoices): void {
    this.#set({ mix });
    this.#apply();
  }

  #connect(audio: HTMLAudioElement): Graph {
    const context = new AudioContext();
    const splitter = context.createChannelSplitter(2);
    context.createMediaElementSource(audio).connect(splitter);
    const strip = (side: 'a' | 'b') => {
      const gain = context.createGain();
      const pan = new StereoPannerNode(context, { pan: PAN[side] });
      splitter.connect(gain, side === 'a' ? 0 : 1);
      gain.connect(pan).connect(context.destination);
      return gain;
    };
    return { context, gains: { a: strip('a'), b: strip('b') } };
  }

  #apply(): void {
    const { speed, mix } = this.#state;
    if (this.#audio) {
      this.#audio.preservesPitch = true;
      this.#audio.playbackRate = speed;
    }
    if (!this.#graph) return;
    const { context, gains } = this.#graph;
    for (const side of SIDES) {
      gains[side].gain.setTargetAtTime(gainOf(mix, side), context.currentTime, GAIN_S);
    }
  }

  #started(): void {
    this.#set({ playing: true });
    const step = () => {
      this.#tell();
      if (this.#state.playing) this.#frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(step);
  }

  #paused(): void {
    cancelAnimationFrame(this.#frame);
    this.#set({ playing: false });
  }

  #tell(): void {
    const audio = this.#audio;
    // Before it knows its length an element says 0, whatever it was told.
    if (!audio || audio.readyState < HTMLMediaElement.HAVE_METADATA || audio.seeking) return;
    const ms = audio.currentTime * 1000;
    // It leaves out what is less than a microsecond: sent to where a turn begins, it stands just before it.
    if (Math.abs(ms - this.clock.ms) < LEFT_OUT_MS) return;
    if (this.#until !== undefined && ms >= this.#until) {
      this.#until = undefined;
      audio.pause();
    }
    this.clock.set(ms);
  }

  #set(next: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }
}
