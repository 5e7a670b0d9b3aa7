import type { SideJob } from '../../contract/worker-messages.ts';
import { leaveRoom } from '../leave-room.ts';
import { PlayedSide } from '../side/play-side.ts';
import type { StemWriter } from '../side/stem-writer.ts';
import { ConversationRoom } from './conversation-room.ts';
import type { Seat, SeatPorts } from './jobs.ts';
import type { Assignment } from './worker-client.ts';

export interface EnterOptions extends SeatPorts {
  assignment: Assignment;
  job: SideJob;
  /** Provider keys by provider. */
  keys: Record<string, string>;
  /** Keeps what this side plays. */
  stem: StemWriter | undefined;
}

/** Connects to the room of an assignment. @throws ConnectError when that fails */
export async function enterRoom(options: EnterOptions): Promise<Seat> {
  const { assignment, job, keys, stem, emit, onError } = options;
  const room = new ConversationRoom(onError);
  await room.connect(assignment.url, assignment.token, { autoSubscribe: false, dynacast: false });
  try {
    return new PlayedSide({ room, job, keys, stem, emit });
  } catch (error) {
    await leaveRoom(room);
    throw error;
  }
}
