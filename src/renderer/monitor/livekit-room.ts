import type { RemoteParticipant, RemoteTrack, Room } from 'livekit-client';
import { SIDES, type Side } from '../../contract/side.ts';
import type { MonitorTicket } from '../../contract/live.ts';
import type { JoinedRoom, RoomEvents as SoundEvents } from './ports.ts';

/** Joins with livekit-client, which is loaded when the first monitor listens. */
export async function joinLivekitRoom(
  ticket: MonitorTicket,
  events: SoundEvents<MediaStream>,
  signal: AbortSignal,
): Promise<JoinedRoom> {
  const livekit = await import('livekit-client');
  signal.throwIfAborted();
  // What matters is told as a state; a room that ends is no error of this page.
  livekit.setLogLevel('silent');
  const room = new livekit.Room({ disconnectOnPageLeave: true });
  listen(livekit, room, sideOf(ticket), events);
  const leave = () => void room.disconnect();
  signal.addEventListener('abort', leave, { once: true });
  await room.connect(ticket.url, ticket.token, { autoSubscribe: true });
  return { leave };
}

type Livekit = typeof import('livekit-client');

function sideOf(ticket: MonitorTicket) {
  return (participant: RemoteParticipant): Side | undefined =>
    SIDES.find((side) => ticket.identities[side] === participant.identity);
}

function listen(
  { RoomEvent, DisconnectReason, Track }: Livekit,
  room: Room,
  side: (participant: RemoteParticipant) => Side | undefined,
  events: SoundEvents<MediaStream>,
): void {
  const isOver = (reason: number | undefined) =>
    reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED;
  const soundOf = (track: RemoteTrack, participant: RemoteParticipant) =>
    track.kind === Track.Kind.Audio ? side(participant) : undefined;
  room
    .on(RoomEvent.TrackSubscribed, (track, _publication, participant) => {
      const speaker = soundOf(track, participant);
      if (speaker) events.onSound(speaker, new MediaStream([track.mediaStreamTrack]));
    })
    .on(RoomEvent.TrackUnsubscribed, (track, _publication, participant) => {
      const speaker = soundOf(track, participant);
      if (speaker) events.onSilence(speaker);
    })
    .on(RoomEvent.Reconnecting, () => events.onReconnecting())
    .on(RoomEvent.Reconnected, () => events.onReconnected())
    .on(RoomEvent.Disconnected, (reason) => events.onLost(isOver(reason)));
}
