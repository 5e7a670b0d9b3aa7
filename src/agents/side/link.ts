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
import type { SideJob } from '../../contract/worker-messages.ts';
import type { PeerFloor } from '../turn-taking/endpointing.ts';

/** The attribute in which agents publish what they do (LiveKit agents protocol). */
export const AGENT_STATE_ATTRIBUTE = 'lk.agent.state';

/** What a state travels ahead of the sound, which waits in encoder and jitter buffer, ms. */
const TRANSIT_MS = 200;

export interface LinkEvents {
  /** The other side's voice can be heard; again after it has reconnected. */
  onTrack(track: RemoteTrack): void;
}

/**
 * The tie to the other side: only to the participant of kind AGENT with its identity, so that neither
 * the monitor nor the recorder nor a passer-by is ever taken for it. An agent of the user's own has to be
 * made known by `meet`.
 */
export class Link {
  private readonly room: Room;
  private peerIdentity: string | undefined;
  private readonly events: LinkEvents;
  private readonly now: () => number;
  private state: { speaking: boolean; sinceMs: number } | undefined;

  constructor(room: Room, peer: SideJob['peer'], events: LinkEvents, now: () => number) {
    this.room = room;
    this.peerIdentity = peer.kind === 'ours' ? peer.identity : undefined;
    this.events = events;
    this.now = now;
  }

  /** Begins to watch; what is there already is taken up. */
  open(): void {
    this.room.on(RoomEvent.TrackPublished, this.onPublished);
    this.room.on(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.room.on(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
    this.takeUp();
  }

  /** Who the other side is. */
  meet(identity: string): void {
    if (this.peerIdentity === identity) return;
    this.peerIdentity = identity;
    this.takeUp();
  }

  close(): void {
    this.room.off(RoomEvent.TrackPublished, this.onPublished);
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.room.off(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
  }

  /** Does the other side say that it is speaking? */
  get peerSpeaks(): boolean {
    return this.state?.speaking ?? false;
  }

  /**
   * Who has the floor in an utterance that has been heard since `sinceMs` (monotonic), as far as the
   * other side says. "I am not speaking" from before it is old news that says nothing about it.
   */
  floor(sinceMs: number): PeerFloor {
    if (!this.state) return 'unknown';
    if (this.state.speaking) return 'held';
    if (this.state.sinceMs < sinceMs) return 'unknown';
    return this.now() - this.state.sinceMs < TRANSIT_MS ? 'releasing' : 'released';
  }

  private isPeer(participant: Participant): boolean {
    return participant.identity === this.peerIdentity && participant.kind === ParticipantKind.AGENT;
  }

  private takeUp(): void {
    const peer =
      this.peerIdentity === undefined
        ? undefined
        : this.room.remoteParticipants.get(this.peerIdentity);
    if (!peer) return;
    for (const publication of peer.trackPublications.values()) this.onPublished(publication, peer);
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

  private readonly onAttributes = (
    changed: Record<string, string>,
    participant: Participant,
  ): void => {
    const state = changed[AGENT_STATE_ATTRIBUTE];
    if (state === undefined || !this.isPeer(participant)) return;
    const speaking = state === 'speaking';
    if (speaking !== this.state?.speaking) this.state = { speaking, sinceMs: this.now() };
  };
}
