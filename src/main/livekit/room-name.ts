/** All rooms of ours begin so: by it a later start knows those that a crash has left. */
export const ROOM_PREFIX = 'duologue-';

export function roomName(conversationId: string): string {
  return `${ROOM_PREFIX}${conversationId}`;
}
