import { StudioError } from '../../../../src/contract/errors.ts';
import type { MonitorTicket } from '../../../../src/contract/live.ts';
import type { PerSide, Side } from '../../../../src/contract/side.ts';
import { AudioMonitor } from '../../../../src/renderer/monitor/audio-monitor.ts';
import { DEFAULT_CHOICES } from '../../../../src/renderer/monitor/monitor-choices.ts';
import type { MonitorState } from '../../../../src/renderer/monitor/monitor-state.ts';
import type { Mixer, RoomEvents } from '../../../../src/renderer/monitor/ports.ts';

/** A mixer whose sounds are words. */
export class FakeMixer implements Mixer<string> {
  audible = true;
  closed = false;
  readonly connected: { a?: string | undefined; b?: string | undefined } = {};
  readonly gains: PerSide<number> = { a: -1, b: -1 };
  level: PerSide<number> = { a: -100, b: -100 };
  output = '';
  private heard: () => void = () => undefined;

  onAudible(listener: () => void): void {
    this.heard = listener;
  }
  async resume(): Promise<void> {
    this.heard();
  }
  connect(side: Side, stream: string): void {
    this.connected[side] = stream;
  }
  disconnect(side: Side): void {
    this.connected[side] = undefined;
  }
  setGain(side: Side, gain: number): void {
    this.gains[side] = gain;
  }
  levels(): PerSide<number> {
    return this.level;
  }
  async setOutput(deviceId: string): Promise<void> {
    this.output = deviceId;
  }
  close(): void {
    this.closed = true;
  }
}

/** A room that a test opens, closes and loses. */
export class FakeRoom {
  left = false;
  readonly events: RoomEvents<string>;
  constructor(events: RoomEvents<string>) {
    this.events = events;
  }
}

const TICKET: MonitorTicket = {
  url: 'ws://127.0.0.1:1',
  token: 'token',
  identities: { a: 'side-a', b: 'side-b' },
};

/** An audio monitor among fakes: waits are noted and passed over at once. */
export class Stage {
  readonly mixers: FakeMixer[] = [];
  readonly rooms: FakeRoom[] = [];
  readonly waits: number[] = [];
  readonly states: MonitorState[] = [];
  /** How many tickets are refused, as long as there is no room. */
  refusals = 0;
  /** How many times joining fails. */
  failures = 0;
  audibleAtOnce = true;
  private held: Promise<void> | undefined;
  private readonly reached = Promise.withResolvers<void>();
  private changed = Promise.withResolvers<void>();

  readonly monitor = new AudioMonitor<string>({
    getTicket: async () => {
      if (this.refusals-- <= 0) return TICKET;
      throw new StudioError({ code: 'conflict', message: 'There is no room yet.' });
    },
    join: async (_ticket, events) => {
      if (this.failures-- > 0) throw new Error('no way through');
      this.reached.resolve();
      const { held } = this;
      this.held = undefined;
      await held;
      const room = new FakeRoom(events);
      // The one that is held comes late, and isn't the room of the test.
      if (held) this.rooms.unshift(room);
      else this.rooms.push(room);
      return { leave: () => void (room.left = true) };
    },
    createMixer: () => {
      const mixer = new FakeMixer();
      mixer.audible = this.audibleAtOnce;
      this.mixers.push(mixer);
      return mixer;
    },
    choices: DEFAULT_CHOICES,
    onState: (state) => {
      this.states.push(state);
      this.changed.resolve();
      this.changed = Promise.withResolvers<void>();
    },
    wait: async (ms) => void this.waits.push(ms),
  });

  /** Resolves when the first join was asked for. */
  get joining(): Promise<void> {
    return this.reached.promise;
  }

  /** The next join waits until the returned function is called. */
  holdJoin(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  get room(): FakeRoom {
    return this.rooms.at(-1)!;
  }
  get mixer(): FakeMixer {
    return this.mixers.at(-1)!;
  }
  get phase(): string {
    return this.states.at(-1)?.phase.kind ?? 'off';
  }
  get phases(): string[] {
    const kinds = this.states.map((state) => state.phase.kind);
    return kinds.filter((kind, index) => kind !== kinds[index - 1]);
  }

  /** Resolves when the phase is (or becomes) the one named. */
  async until(phase: string): Promise<void> {
    while (this.phase !== phase) await this.changed.promise;
  }
}
