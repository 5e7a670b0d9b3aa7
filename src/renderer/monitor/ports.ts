import type { MonitorTicket } from '../../contract/live.ts';
import type { PerSide, Side } from '../../contract/side.ts';

/** What the room tells the monitor. `Stream`: the sound of a side, a MediaStream in the browser. */
export interface RoomEvents<Stream> {
  /** The sound of a side has begun to arrive. */
  onSound(side: Side, stream: Stream): void;
  onSilence(side: Side): void;
  onReconnecting(): void;
  onReconnected(): void;
  /** It doesn't come back by itself. `closed`: the room is gone, the conversation has ended. */
  onLost(closed: boolean): void;
}

export interface JoinedRoom {
  leave(): void;
}

/** Joins the room that the ticket is for; listens, publishes nothing. Rejects when it can't. */
export type JoinRoom<Stream> = (
  ticket: MonitorTicket,
  events: RoomEvents<Stream>,
  signal: AbortSignal,
) => Promise<JoinedRoom>;

/** Puts the sound of both sides out, each with its gain. */
export interface Mixer<Stream> {
  /** Whether the browser lets sound out. */
  readonly audible: boolean;
  onAudible(listener: () => void): void;
  /** Asks the browser to let sound out; works in answer to a press of the user. */
  resume(): Promise<void>;
  connect(side: Side, stream: Stream): void;
  disconnect(side: Side): void;
  setGain(side: Side, gain: number): void;
  /** Loudness of what arrives now, before the gain, dBFS. */
  levels(): PerSide<number>;
  /** Rejects when the device is gone or refused. */
  setOutput(deviceId: string): Promise<void>;
  close(): void;
}
