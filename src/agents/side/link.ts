import {
  ParticipantKind,
  RoomEvent,
  TrackKind,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
} from '@livekit/rtc-node';
import type { PeerFloor } from '../turn-taking/endpointing.ts';

/** The attribute in which agents publish what they do (LiveKit agents protocol). */
export const AGENT_STATE_ATTRIBUTE = 'lk.agent.state';

export interface LinkEvents {
  /** The other side's voice can be heard; again after it has reconnected. */
  onTrack(track: RemoteTrack): void;
}

/**
 * The tie to the other side: only to the participant of kind AGENT with its identity, so that neither
 * the monitor nor the recorder nor a passer-by is ever taken for it.
 */
export class Link {
  private readonly room: Room;
  private readonly peerIdentity: string;
  private readonly events: LinkEvents;

  constructor(room: Room, peerIdentity: string, events: LinkEvents) {
    this.room = room;
    this.peerIdentity = peerIdentity;
    this.events = events;
  }

  /** Begins to watch; what is there already is taken up. */
  open(): void {
    this.room.on(RoomEvent.TrackPublished, this.onPublished);
    this.room.on(RoomEvent.TrackSubscribed, this.onSubscribed);
    const peer = this.room.remoteParticipants.get(this.peerIdentity);
    for (const publication of peer?.trackPublications.values() ?? []) {
      this.onPublished(publication, peer as RemoteParticipant);
    }
  }

  close(): void {
    this.room.off(RoomEvent.TrackPublished, this.onPublished);
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
  }

  /** Who has the floor, as far as the other side says. */
  floor(): PeerFloor {
    const state = this.room.remoteParticipants.get(this.peerIdentity)?.attributes[
      AGENT_STATE_ATTRIBUTE
    ];
    if (state === undefined) return 'unknown';
    return state === 'speaking' ? 'held' : 'released';
  }

  private isPeer(participant: Participant): boolean {
    return participant.identity === this.peerIdentity && participant.kind === ParticipantKind.AGENT;
  }

  private readonly onPublished = (
    publication: RemoteTrackPublication,
    participant: RemoteParticipant,
  ): void => {
    if (!this.isPeer(participant) || publication.kind !== TrackKind.KIND_AUDIO) return;
    publication.setSubscribed(true);
  };

  private readonly onSubscribed = (
    track: RemoteTrack,
    _publication: RemoteTrackPublication,
    participant: RemoteParticipant,
  ): void => {
    if (this.isPeer(participant)) this.events.onTrack(track);
  };
}
