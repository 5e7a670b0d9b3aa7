import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { type Connection, remoteConnection } from '../livekit/connection.ts';
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
  /** True: it was given up, and a new link has to be made. */
  isDead(): boolean;
  stop(): Promise<void>;
}

export interface LivekitLinkOptions {
  kind: Connection['kind'];
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
  return options.kind === 'local'
    ? await openLocal(options, onProgress, signal)
    : await openRemote(options, onProgress);
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
    isDead: () => ['gave-up', 'stopped'].includes(server.state().process),
    stop: () => server.stop(),
  };
}

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

async function openRemote(
  { env, owner, log }: LivekitLinkOptions,
  onProgress: OnProgress,
): Promise<LivekitLink> {
  const connection = connectionFrom(env);
  onProgress(`asking ${connection.url}`);
  const rooms = new Rooms(connection, { owner });
  const { tookMs } = await rooms.probe();
  await sweepRooms(rooms, { owner, inUse: new Set(), log });
  return {
    connection,
    rooms,
    note: `${connection.url} answers in ${Math.round(tookMs)} ms`,
    up: async () => {},
    // Nobody here sees it end: the workers and the look into the room do.
    onDown: () => () => {},
    isDead: () => false,
    stop: async () => {},
  };
}

/** The remote LiveKit that the environment names. Throws `invalid-input` when it names none. */
export function connectionFrom(env: NodeJS.ProcessEnv): Connection {
  const [url, apiKey, apiSecret] = REMOTE_NAMES.map((name) => env[name]?.trim());
  if (url && apiKey && apiSecret) return remoteConnection({ url, apiKey, apiSecret });
  const missing = REMOTE_NAMES.filter((name) => !env[name]?.trim());
  throw new StudioError({
    code: 'invalid-input',
    message: `A remote LiveKit is wanted, but ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
    remedy: 'Set them in the environment or in .env.local, or use the embedded server.',
  });
}

const REMOTE_NAMES = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;
