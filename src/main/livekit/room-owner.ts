import type { Room } from '@livekit/protocol';
import { ROOM_PREFIX } from './room-name.ts';

/** What is written into a room's metadata; participants can read it. */
interface RoomMetadata {
  app: 'duologue';
  owner: string;
}

/** The metadata of a room of this owner. */
export function ownedBy(owner: string): string {
  return JSON.stringify({ app: 'duologue', owner } satisfies RoomMetadata);
}

/** The owner of one of our rooms; undefined for rooms of anybody else. */
export function ownerOf(room: Pick<Room, 'name' | 'metadata'>): string | undefined {
  if (!room.name.startsWith(ROOM_PREFIX)) return undefined;
  try {
    const metadata = JSON.parse(room.metadata) as Partial<RoomMetadata>;
    return metadata.app === 'duologue' ? metadata.owner : undefined;
  } catch {
    return undefined;
  }
}
