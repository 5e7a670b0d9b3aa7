import type { SideJob } from '../../contract/worker-messages.ts';
import { leaveRoom } from '../leave-room.ts';
import { ObservedSeat } from '../side/external/observed-seat.ts';
import { PlayedSide } from '../side/play-side.ts';
import type { StemWriter } from '../side/stem-writer.ts';
import { ConversationRoom } from './conversation-room.ts';
import type { Door, Seat, SeatPorts } from './jobs.ts';

export interface EnterOptions extends SeatPorts {
  door: Door;
  job: SideJob;
  /** See key-ring.ts. */
  keys: Record<string, string>;
  /** Keeps what this side plays. */
  stem: StemWriter | undefined;
}

/** Connects to a room. @throws ConnectError when that fails */
export async function enterRoom(options: EnterOptions): Promise<Seat> {
  const { door, job, keys, stem, emit, onError } = options;
  const room = new ConversationRoom(onError);
  await room.connect(door.url, door.token, { autoSubscribe: false, dynacast: false });
  const side = { room, job, keys, stem, emit };
  try {
    return job.peer.kind === 'external' ? new ObservedSeat(side) : new PlayedSide(side);
  } catch (error) {
    await leaveRoom(room);
    throw error;
  }
}
