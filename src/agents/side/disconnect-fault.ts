import { DisconnectReason } from '@livekit/rtc-node';
import type { ErrorData } from '../../contract/errors.ts';

/** What it means when LiveKit ends a side's connection that the side did not end itself. */
export function disconnectFault(reason: DisconnectReason): ErrorData {
  const details = { reason: DisconnectReason[reason] };
  switch (reason) {
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return {
        code: 'room-deleted',
        message: 'The room was deleted while the conversation was running.',
        remedy: 'Start it again; if it happens often, look for another program that removes rooms.',
        details,
      };
    case DisconnectReason.PARTICIPANT_REMOVED:
    case DisconnectReason.DUPLICATE_IDENTITY:
      return {
        code: 'participant-removed',
        message: 'A side was removed from the room.',
        remedy: 'Start it again; if it happens often, look for another program that removes it.',
        details,
      };
    default:
      return {
        code: 'connection-lost',
        message: 'The connection to LiveKit was lost.',
        remedy: 'Check that LiveKit is running and reachable, then start it again.',
        details,
      };
  }
}
