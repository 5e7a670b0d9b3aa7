import type { ErrorData } from '../../contract/errors.ts';
import { sameConnection, type Connection, type LivekitTarget } from '../livekit/connection.ts';
import { EmbeddedServer } from '../livekit/embedded-server.ts';
import { sweepRooms } from '../livekit/room-sweeper.ts';
import { Rooms } from '../livekit/rooms.ts';
import { findServerBinary } from '../livekit/server-binary.ts';
import type { Log } from '../log.ts';
import type { OnProgress } from '../conversations/ports.ts';

/** A LiveKit that answered once. */
export interface LivekitLink {
  connection: Connection;
  rooms: Rooms;
  note: string;
  /** Resolves when it answers (again). */
  up(): Promise<void>;
  onDown(listener: (error: ErrorData) => void): () => void;
  /** True: it was given up, or another LiveKit is wanted by now: a new link has to be made. */
  isDead(): boolean;
  stop(): Promise<void>;
}

export interface LivekitLinkOptions {
  /** Which LiveKit holds now. Throws `invalid-input` for a remote one that isn't wholly set. */
  target: () => LivekitTarget;
  env: NodeJS.ProcessEnv;
  /** The user's own livekit-server; see server-binary.ts. */
  serverBinary: string | undefined;
  /** The same for every start with this data directory; see rooms.ts. */
  owner: string;
  log: Log;
}

export async function openLivekit(
  options: LivekitLinkOptions,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<LivekitLink> {
  const target = options.target();
  return target.kind === 'local'
    ? await openLocal(options, onProgress, signal)
    : await openRemote(options, target, onProgress);
}

async function openLocal(
  options: LivekitLinkOptions,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<LivekitLink> {
  const { env, serverBinary, owner, log } = options;
  onProgress('looking for livekit-server');
  const binary = await findServerBinary({ env, setting: serverBinary, onProgress, signal });
  onProgress(`starting livekit-server ${binary.version}`);
  const server = new EmbeddedServer({ binary: binary.path, log });
  const abort = (): void => void server.stop();
  signal.addEventListener('abort', abort, { once: true });
  const connection = await server.start();
  return {
    connection,
    rooms: new Rooms(connection, { owner }),
    note: `livekit-server ${binary.version} on ${new URL(connection.url).host}`,
    up: () => untilAnswering(server),
    onDown: (listener) => server.onDown(listener),
    isDead: () => GONE.includes(server.state().process) || !isWanted(options.target, connection),
    stop: () => server.stop(),
  };
}

const GONE: readonly string[] = ['gave-up', 'stopped'];

/** A server that is being restarted is given as long as it takes to be up or to be given up. */
async function untilAnswering(server: EmbeddedServer): Promise<void> {
  if (server.state().process !== 'starting') return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const up = (): void => resolve();
  server.once('up', up);
  server.once('gave-up', reject);
  try {
    await promise;
  } finally {
    server.off('up', up);
    server.off('gave-up', reject);
  }
}

/** A run has more patience with a slow line than the test of a connection. */
const RUN_PATIENCE_S = 8;

async function openRemote(
  { target, owner, log }: LivekitLinkOptions,
  connection: Connection,
  onProgress: OnProgress,
): Promise<LivekitLink> {
  onProgress(`asking ${connection.url}`);
  const rooms = new Rooms(connection, { owner });
  const { tookMs } = await rooms.probe({ timeoutS: RUN_PATIENCE_S });
  await sweepRooms(rooms, { owner, inUse: new Set(), log });
  return {
    connection,
    rooms,
    note: `${connection.url} answers in ${Math.round(tookMs)} ms`,
    up: async () => {},
    // Nobody here sees it end: the workers and the look into the room do.
    onDown: () => () => {},
    isDead: () => !isWanted(target, connection),
    stop: async () => {},
  };
}

/** Whether this is the LiveKit that holds now. One that isn't wholly set is another one. */
function isWanted(target: () => LivekitTarget, connection: Connection): boolean {
  try {
    const wanted = target();
    return wanted.kind === 'local'
      ? connection.kind === 'local'
      : sameConnection(wanted, connection);
  } catch {
    return false;
  }
}
