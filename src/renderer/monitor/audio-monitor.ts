import { toErrorData } from '../../contract/errors.ts';
import type { MonitorTicket } from '../../contract/live.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { attenuated } from './level.ts';
import { gainOf, type MonitorChoices } from './monitor-choices.ts';
import {
  INITIAL_MONITOR,
  MOST_FAILURES,
  reduceMonitor,
  retryDelayMs,
  type MonitorEvent,
  type MonitorState,
} from './monitor-state.ts';
import type { JoinRoom, Mixer } from './ports.ts';
import { stayInRoom } from './stay.ts';

export interface AudioMonitorOptions<Stream> {
  /** Rejects with `conflict` while there is no room. */
  getTicket: () => Promise<MonitorTicket>;
  join: JoinRoom<Stream>;
  createMixer: () => Mixer<Stream>;
  choices: MonitorChoices;
  onState: (state: MonitorState) => void;
  /** Resolves after so many ms, or when aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How often a conversation that has no room yet is asked again, ms. */
const NO_ROOM_MS = 700;
const SILENCE = { a: -100, b: -100 };

/** One level as it arrives and as it is heard after volume, mute and solo; dBFS. */
export interface MonitorLevel {
  arriving: number;
  heard: number;
}

/**
 * Listens in on one conversation: joins its room, puts the sound out, comes back after a loss, and
 * never gives anything to the room. One instance for one conversation; `close` ends it.
 */
export class AudioMonitor<Stream> {
  private readonly options: AudioMonitorOptions<Stream>;
  private state: MonitorState = INITIAL_MONITOR;
  private choices: MonitorChoices;
  private mixer: Mixer<Stream> | undefined;
  private session: AbortController | undefined;

  constructor(options: AudioMonitorOptions<Stream>) {
    this.options = options;
    this.choices = options.choices;
  }

  /** Begins to listen, unless it does already. */
  start(): void {
    if (this.session) return;
    const session = new AbortController();
    this.session = session;
    void this.run(session.signal);
  }

  /** Leaves the room; `start` joins again. */
  stop(): void {
    this.end({ kind: 'turned-off' });
  }

  /** The conversation is over. */
  finish(): void {
    this.end({ kind: 'ended' });
  }

  /** Call it from a press of the user, when the phase is `blocked`. */
  async unblock(): Promise<void> {
    // What the browser still holds back stays `blocked`: the button is there for another press.
    await this.mixer?.resume().catch(() => undefined);
  }

  setChoices(choices: MonitorChoices): void {
    const device = choices.deviceId !== this.choices.deviceId;
    this.choices = choices;
    this.applyGains();
    if (device) this.applyOutput();
  }

  levels(): PerSide<MonitorLevel> {
    const arriving = this.mixer?.levels() ?? SILENCE;
    const of = (side: Side): MonitorLevel => ({
      arriving: arriving[side],
      heard: attenuated(arriving[side], gainOf(this.choices, side)),
    });
    return { a: of('a'), b: of('b') };
  }

  private async run(signal: AbortSignal): Promise<void> {
    // A function: TypeScript would take one look at `aborted` for its value ever after.
    const isOver = (): boolean => signal.aborted;
    let failures = 0;
    this.emit({ kind: 'connecting' });
    while (!isOver()) {
      const outcome = await stayInRoom({
        ...this.options,
        mixer: () => this.openMixer(),
        tell: (event) => this.emit(event),
        signal,
      });
      if (isOver()) return;
      if (outcome.kind === 'closed') return this.finish();
      if (outcome.kind === 'lost') failures = 0;
      if (outcome.kind === 'failed') failures += 1;
      if (outcome.kind === 'failed' && failures >= MOST_FAILURES) {
        return this.end({ kind: 'failed', error: toErrorData(outcome.thrown) });
      }
      this.emit({ kind: outcome.kind === 'no-room' ? 'no-room' : 'lost' });
      const delay = outcome.kind === 'no-room' ? NO_ROOM_MS : retryDelayMs(Math.max(1, failures));
      await this.options.wait(delay, signal);
    }
  }

  private openMixer(): Mixer<Stream> {
    if (this.mixer) return this.mixer;
    const mixer = this.options.createMixer();
    this.mixer = mixer;
    mixer.onAudible(() => this.emit({ kind: 'audible', audible: mixer.audible }));
    this.applyGains();
    this.applyOutput();
    void mixer.resume().catch(() => undefined);
    return mixer;
  }

  private applyGains(): void {
    for (const side of SIDES) this.mixer?.setGain(side, gainOf(this.choices, side));
  }

  /** A device that is gone leaves the sound where it is: the system's output. */
  private applyOutput(): void {
    void this.mixer?.setOutput(this.choices.deviceId).catch(() => undefined);
  }

  private end(event: MonitorEvent): void {
    this.session?.abort();
    this.session = undefined;
    const { mixer } = this;
    this.mixer = undefined;
    mixer?.close();
    this.emit(event);
  }

  private emit(event: MonitorEvent): void {
    this.state = reduceMonitor(this.state, event, this.mixer?.audible ?? false);
    this.options.onState(this.state);
  }
}
