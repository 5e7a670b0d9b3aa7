import { toErrorData } from '../../contract/errors.ts';
import type { Log } from '../log.ts';
import type { Rooms } from './rooms.ts';

export interface SweepOptions {
  /** Rooms of this owner are ours: the id that stays with the data directory. */
  owner: string;
  /** Names of rooms in use now. */
  inUse: ReadonlySet<string>;
  log: Log;
}

/** Whether a room was left by an earlier crash of ours. On the embedded server all rooms are ours. */
export function isLeftOver(
  room: { name: string; owner: string },
  about: { local: boolean; owner: string; inUse: ReadonlySet<string> },
): boolean {
  if (about.inUse.has(room.name)) return false;
  return about.local || room.owner === about.owner;
}

/**
 * Deletes rooms that an earlier crash left: agents in them would talk (and cost) until their time-out.
 * A room that can't be deleted is logged and left to its time-out.
 *
 * @returns the names of the deleted rooms.
 * @throws StudioError when the rooms can't be listed.
 */
export async function sweepRooms(rooms: Rooms, options: SweepOptions): Promise<string[]> {
  const about = { ...options, local: rooms.connection.kind === 'local' };
  const leftOver = (await rooms.list()).filter((room) => isLeftOver(room, about));
  const swept: string[] = [];
  for (const { name } of leftOver) {
    try {
      await rooms.remove(name);
      swept.push(name);
    } catch (thrown) {
      options.log.warn({ room: name, reason: toErrorData(thrown).message }, 'room not swept');
    }
  }
  if (swept.length > 0) options.log.info({ count: swept.length }, 'left-over rooms deleted');
  return swept;
}
