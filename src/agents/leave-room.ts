import type { Room } from '@livekit/rtc-node';

/**
 * Leaves a room and lets go of it. Where the server ended the connection, rtc-node (0.13.34) leaves
 * the room's listener on the native client that all rooms share, and with it the whole room.
 */
export async function leaveRoom(room: Room): Promise<void> {
  await room.disconnect();
  const { onFfiEvent } = room as unknown as { onFfiEvent: (event: unknown) => void };
  globalThis._ffiClientInstance?.off('ffi_event', onFfiEvent);
}
