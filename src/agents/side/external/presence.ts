import {
  DisconnectReason,
  RoomEvent,
  type Participant,
  type RemoteParticipant,
  type Room,
} from '@livekit/rtc-node';
import type { SideState } from '../../../contract/studio-events.ts';
import { AGENT_STATE_ATTRIBUTE } from '../link.ts';
import { stateOf } from './state-of.ts';

/** An agent whose connection broke may be back within this time, ms. */
const RETURN_MS = 5000;

export interface PresenceEvents {
  /** It has come; told once. */
  onJoined(): void;
  /** What it says that it does. */
  onState(state: SideState): void;
  /** It has left, or its connection broke and it did not come back. */
  onGone(how: 'left' | 'lost'): void;
}

/** Whether an agent of the user's own is in the room, and what it says that it does. */
export class Presence {
  private readonly room: Room;
  private readonly events: PresenceEvents;
  private leaving: NodeJS.Timeout | undefined;
  /** Agents that have come and gone while nobody knew which is the one. */
  private readonly gone = new Map<string, RemoteParticipant>();
  /** Who it is, once that is known. */
  identity: string | undefined;
  /** Has it come? */
  joined = false;
  /** Undefined: it never said. */
  state: SideState | undefined;

  constructor(room: Room, events: PresenceEvents) {
    this.room = room;
    this.events = events;
  }

  open(): void {
    this.room.on(RoomEvent.ParticipantConnected, this.onConnected);
    this.room.on(RoomEvent.ParticipantDisconnected, this.onDisconnected);
    this.room.on(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
  }

  /** Who the agent is. */
  meet(identity: string): void {
    this.identity = identity;
    const there = this.room.remoteParticipants.get(identity);
    const gone = this.gone.get(identity);
    if (there) return this.onConnected(there);
    if (!gone) return;
    this.onConnected(gone);
    this.onDisconnected(gone);
  }

  close(): void {
    clearTimeout(this.leaving);
    this.room.off(RoomEvent.ParticipantConnected, this.onConnected);
    this.room.off(RoomEvent.ParticipantDisconnected, this.onDisconnected);
    this.room.off(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
  }

  private readonly onConnected = (participant: Participant): void => {
    if (participant.identity !== this.identity) return;
    clearTimeout(this.leaving);
    if (!this.joined) {
      this.joined = true;
      this.events.onJoined();
    }
    this.onAttributes(participant.attributes, participant);
  };

  private readonly onDisconnected = (participant: RemoteParticipant): void => {
    if (this.identity === undefined) this.gone.set(participant.identity, participant);
    if (participant.identity !== this.identity) return;
    const meant = participant.disconnectReason;
    const isWill =
      meant === DisconnectReason.CLIENT_INITIATED || meant === DisconnectReason.PARTICIPANT_REMOVED;
    if (isWill) return this.events.onGone('left');
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.events.onGone('lost'), RETURN_MS);
  };

  private readonly onAttributes = (
    changed: Record<string, string>,
    { identity }: Pick<Participant, 'identity'>,
  ): void => {
    const said = changed[AGENT_STATE_ATTRIBUTE];
    if (identity !== this.identity || said === undefined) return;
    this.state = stateOf(said);
    this.events.onState(this.state);
  };
}
