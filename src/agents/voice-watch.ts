import {
  RoomEvent,
  TrackKind,
  TrackSource,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
} from '@livekit/rtc-node';

/** A participant that speaks in place of an agent, as avatars do, names it here (LiveKit agents protocol). */
const ON_BEHALF_ATTRIBUTE = 'lk.publish_on_behalf';

export interface VoiceWatchOptions {
  room: Room;
  /** Whom to hear. */
  identity: string;
  /** Of what kind they have to be; others of that name are passed over. */
  accepts?: (participant: RemoteParticipant) => boolean;
  /** The voice can be heard; again when another track has taken its place. */
  onTrack(track: RemoteTrack): void;
  /** There is no voice any more. */
  onLost?: () => void;
}

/**
 * Subscribes to the voice of one participant and to nothing else of it: agents may publish music and noises
 * beside their voice, video too, or leave their voice to an avatar.
 */
export class VoiceWatch {
  private readonly options: VoiceWatchOptions;
  private voice: RemoteTrackPublication | undefined;

  constructor(options: VoiceWatchOptions) {
    this.options = options;
  }

  /** Begins to watch; what is there already is taken up. */
  open(): void {
    const { room } = this.options;
    room.on(RoomEvent.TrackPublished, this.look);
    room.on(RoomEvent.TrackUnpublished, this.look);
    room.on(RoomEvent.ParticipantDisconnected, this.look);
    room.on(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.look();
  }

  close(): void {
    const { room } = this.options;
    room.off(RoomEvent.TrackPublished, this.look);
    room.off(RoomEvent.TrackUnpublished, this.look);
    room.off(RoomEvent.ParticipantDisconnected, this.look);
    room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
  }

  private readonly look = (): void => {
    const published = this.published();
    const voice = voiceAmong(published);
    if (voice === this.voice) return;
    const before = this.voice;
    this.voice = voice;
    if (before && published.includes(before)) before.setSubscribed(false);
    if (voice) voice.setSubscribed(true);
    else this.options.onLost?.();
  };

  private readonly onSubscribed = (
    track: RemoteTrack,
    publication: RemoteTrackPublication,
  ): void => {
    if (publication === this.voice) this.options.onTrack(track);
  };

  private published(): RemoteTrackPublication[] {
    const { room, accepts = () => true } = this.options;
    return [...room.remoteParticipants.values()]
      .filter((participant) => this.speaks(participant) && accepts(participant))
      .flatMap(({ trackPublications }) => [...trackPublications.values()]);
  }

  private speaks({ identity, attributes }: RemoteParticipant): boolean {
    const wanted = this.options.identity;
    return identity === wanted || attributes[ON_BEHALF_ATTRIBUTE] === wanted;
  }
}

/**
 * A voice is a microphone, the newest where there are several: it may have been published anew. What doesn't say
 * what it is (the first, since music comes later) is taken for one only where there is no microphone.
 */
function voiceAmong(
  publications: readonly RemoteTrackPublication[],
): RemoteTrackPublication | undefined {
  const audio = publications.filter(({ kind }) => kind === TrackKind.KIND_AUDIO);
  return audio.findLast(({ source }) => source === TrackSource.SOURCE_MICROPHONE) ?? audio[0];
}
