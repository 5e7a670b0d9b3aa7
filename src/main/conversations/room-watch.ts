import type { ErrorData } from '../../contract/errors.ts';
import { SIDES } from '../../contract/side.ts';
import { roomName } from '../livekit/room-name.ts';
import type { LivekitPort } from './ports.ts';
import type { RunCore } from './run-core.ts';
import { knownIdentities } from './side-job.ts';

/** How often the room is looked into, besides what the workers report themselves. */
const LOOK_MS = 3000;
/** An answer later than this is none. */
const ANSWER_MS = 2500;
/** A server that doesn't answer for so long has lost the run. */
const SILENT_SERVER_MS = 30_000;

/**
 * Looks into the room every few seconds: a side or the room itself that is gone in two looks on end
 * is a fault, and so is a server that stays silent. Returns the function that stops it.
 */
export function watchRoom(core: RunCore, livekit: LivekitPort): () => void {
  let missed = 0;
  let answeredAt = core.clock.monotonicMs();
  let stopped = false;
  let cancel: () => void = () => {};

  const look = async (): Promise<void> => {
    const answer = await glance(core, livekit);
    if (stopped) return;
    const now = core.clock.monotonicMs();
    if (answer !== 'silent') answeredAt = now;
    const error = answer === 'silent' ? silentFor(now - answeredAt) : answer;
    missed = error && answer !== 'silent' ? missed + 1 : 0;
    if (error && (answer === 'silent' || missed >= 2)) return core.fault(error);
    schedule();
  };
  const schedule = (): void => {
    cancel = core.clock.after(LOOK_MS, () => void look());
  };
  schedule();
  return () => {
    stopped = true;
    cancel();
  };
}

/** One look: an error, undefined when all is well, or `silent`. */
async function glance(
  core: RunCore,
  livekit: LivekitPort,
): Promise<ErrorData | 'silent' | undefined> {
  const asked = livekit.identities(roomName(core.id)).then(
    (present) => ({ present }),
    () => 'silent' as const,
  );
  const answer = (await core.deadlines.within(asked, { ms: ANSWER_MS })) ?? 'silent';
  if (answer === 'silent') return 'silent';
  if (!answer.present) return ROOM_DELETED;
  return missingFrom(core, answer.present);
}

const ROOM_DELETED: ErrorData = {
  code: 'room-deleted',
  message: 'The room of this call was deleted.',
  remedy: 'Run it again. What was spoken is kept.',
};

function missingFrom(core: RunCore, present: string[]): ErrorData | undefined {
  const expected = knownIdentities(core);
  const gone = SIDES.filter(
    (side) => core.state.sides[side].hungUpAt === null && !present.includes(expected[side] ?? ''),
  );
  if (gone.length === 0) return undefined;
  const names = gone.map((side) => core.state.sides[side].name).join(' and ');
  return {
    code: 'participant-removed',
    message: `${names} disappeared from the call.`,
    remedy: 'Run it again. What was spoken is kept.',
  };
}

function silentFor(ms: number): ErrorData | undefined {
  if (ms < SILENT_SERVER_MS) return undefined;
  return {
    code: 'connection-lost',
    message: `LiveKit did not answer for ${Math.round(ms / 1000)} seconds.`,
    remedy: 'Check the connection and run it again. What was spoken is kept.',
  };
}
