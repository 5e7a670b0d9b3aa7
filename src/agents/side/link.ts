import {
  ParticipantKind,
  RoomEvent,
  type Participant,
  type RemoteTrack,
  type Room,
} from '@livekit/rtc-node';
import type { SideJob } from '../../contract/worker-messages.ts';
import type { PeerFloor } from '../turn-taking/endpointing.ts';
import { VoiceWatch } from '../voice-watch.ts';

/** The attribute in which agents publish what they do (LiveKit agents protocol). */
export const AGENT_STATE_ATTRIBUTE = 'lk.agent.state';

/** What a state travels ahead of the sound, which waits in encoder and jitter buffer, ms. */
const TRANSIT_MS = 200;

export interface LinkEvents {
  /** The other side's voice can be heard; again after it has reconnected. */
  onTrack(track: RemoteTrack): void;
  /** It can't be heard any more, for now. */
  onLost?: () => void;
}

/**
 * The tie to the other side: only to the participant of kind AGENT with its identity, so that neither
 * the monitor nor the recorder nor a passer-by is ever taken for it. An agent of the user's own has to be
 * made known by `meet`.
 */
export class Link {
  private readonly room: Room;
  private readonly events: LinkEvents;
  private readonly now: () => number;
  private peerIdentity: string | undefined;
  private voice: VoiceWatch | undefined;
  private isOpen = false;
  private state: { speaking: boolean; sinceMs: number } | undefined;

  constructor(room: Room, peer: SideJob['peer'], events: LinkEvents, now: () => number) {
    this.room = room;
    this.peerIdentity = peer.kind === 'ours' ? peer.identity : undefined;
    this.events = events;
    this.now = now;
  }

  /** Begins to watch; what is there already is taken up. */
  open(): void {
    this.isOpen = true;
    this.room.on(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
    this.listen();
  }

  /** Who the other side is. */
  meet(identity: string): void {
    if (this.peerIdentity === identity) return;
    this.peerIdentity = identity;
    this.listen();
  }

  close(): void {
    this.isOpen = false;
    this.voice?.close();
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

  private listen(): void {
    const { peerIdentity: identity, room, events } = this;
    if (!this.isOpen || identity === undefined) return;
    this.voice?.close();
    this.voice = new VoiceWatch({ room, identity, accepts: isAgent, ...events });
    this.voice.open();
    const there = room.remoteParticipants.get(identity);
    if (there) this.onAttributes(there.attributes, there);
  }

  private readonly onAttributes = (
    changed: Record<string, string>,
    participant: Participant,
  ): void => {
    const state = changed[AGENT_STATE_ATTRIBUTE];
    if (state === undefined || participant.identity !== this.peerIdentity) return;
    if (!isAgent(participant)) return;
    const speaking = state === 'speaking';
    if (speaking !== this.state?.speaking) this.state = { speaking, sinceMs: this.now() };
  };
}

function isAgent({ kind }: Participant): boolean {
  return kind === ParticipantKind.AGENT;
}
