import {
  AudioStream,
  DisconnectReason,
  Room,
  RoomEvent,
  type RemoteTrack,
} from '@livekit/rtc-node';
import { monotonicMs } from '../../contract/clock.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import { leaveRoom } from '../leave-room.ts';
import { VoiceWatch } from '../voice-watch.ts';
import { SAMPLE_RATE } from './segment.ts';

type Identities = PerSide<string | null>;

export interface RoomTapOptions {
  url: string;
  /** Hidden and subscribe-only. */
  token: string;
  /** Who the sides are; null: not known yet. */
  identities: Identities;
  /** Mono samples at 48 kHz, and when they arrived (monotonic ms). */
  onSamples(side: Side, samples: Int16Array, arrivalMs: number): void;
  onTrackEnd(side: Side): void;
  /** The connection ended without `close`. */
  onDisconnected(reason: DisconnectReason): void;
}

/** Samples come in pieces of so many ms: each piece costs a message between native code and JS. */
export const PIECE_MS = 50;

/** Listens in one room to the audio of two participants and to nothing else. */
export class RoomTap {
  private readonly room = new Room();
  private readonly options: RoomTapOptions;
  private readonly watches = new Map<string, VoiceWatch>();
  /** The track that a side is heard by; a newer one takes its place. */
  private readonly tracks = new Map<Side, RemoteTrack>();
  private identities: Identities;
  private isIn = false;
  private closing = false;

  constructor(options: RoomTapOptions) {
    this.options = options;
    this.identities = options.identities;
    this.room.on(RoomEvent.Disconnected, (reason) => this.handleDisconnected(reason));
  }

  /** Joins and subscribes to the two sides, now and whenever they publish. */
  async connect(): Promise<void> {
    const { url, token } = this.options;
    await this.room.connect(url, token, { autoSubscribe: false, dynacast: false });
    // Given up meanwhile: it would stay in the room, hidden, for as long as that exists.
    if (this.closing) return leaveRoom(this.room);
    this.isIn = true;
    this.watch();
  }

  /** From now on to these, and to those of them that are there already. */
  listenTo(identities: Identities): void {
    this.identities = identities;
    if (this.isIn) this.watch();
  }

  async close(): Promise<void> {
    this.closing = true;
    await leaveRoom(this.room);
  }

  private watch(): void {
    for (const side of SIDES) {
      const identity = this.identities[side];
      if (identity === null || this.watches.has(identity)) continue;
      const onTrack = (track: RemoteTrack): void => this.listen(side, track);
      const watch = new VoiceWatch({ room: this.room, identity, onTrack });
      this.watches.set(identity, watch);
      watch.open();
    }
  }

  private listen(side: Side, track: RemoteTrack): void {
    // What comes from another track is placed anew.
    if (this.tracks.has(side)) this.options.onTrackEnd(side);
    this.tracks.set(side, track);
    void this.pump(side, track);
  }

  /** Ends when the track is unsubscribed or the room is left. */
  private async pump(side: Side, track: RemoteTrack): Promise<void> {
    const format = { sampleRate: SAMPLE_RATE, numChannels: 1, frameSizeMs: PIECE_MS };
    for await (const frame of new AudioStream(track, format)) {
      if (this.tracks.get(side) !== track) return;
      this.options.onSamples(side, frame.data, monotonicMs());
    }
    if (this.tracks.get(side) !== track) return;
    this.tracks.delete(side);
    this.options.onTrackEnd(side);
  }

  private handleDisconnected(reason: DisconnectReason): void {
    if (this.closing) return;
    this.closing = true;
    this.options.onDisconnected(reason);
  }
}

/** Whether it is of use to join again after that. */
export function mayRejoin(reason: DisconnectReason): boolean {
  return (
    reason !== DisconnectReason.ROOM_DELETED &&
    reason !== DisconnectReason.ROOM_CLOSED &&
    reason !== DisconnectReason.PARTICIPANT_REMOVED &&
    reason !== DisconnectReason.DUPLICATE_IDENTITY
  );
}
