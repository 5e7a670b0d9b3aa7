import {
  LocalAudioTrack,
  TrackPublishOptions,
  TrackSource,
  type AudioSource,
  type Room,
} from '@livekit/rtc-node';

/** Publishes a side's voice in the room. */
export async function publishVoice(room: Room, source: AudioSource): Promise<void> {
  const track = LocalAudioTrack.createAudioTrack('voice', source);
  // Without DTX silence is sent as well: the recorder and the monitor get an unbroken stream.
  const options = new TrackPublishOptions({
    source: TrackSource.SOURCE_MICROPHONE,
    dtx: false,
    red: false,
  });
  await room.localParticipant?.publishTrack(track, options);
}
