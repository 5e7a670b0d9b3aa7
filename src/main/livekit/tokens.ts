import { AccessToken, TrackSource, type VideoGrant } from 'livekit-server-sdk';
import type { Connection } from './connection.ts';

/**
 * How long a token opens the door, s. LiveKit sends whoever is connected a fresh one long before that (and
 * clients use the newest when they connect anew), so it has to last for joining only.
 */
export const TOKEN_TTL_S = 600;

interface Who {
  identity: string;
  /** As others in the room see it. */
  name: string;
}

const LISTEN_ONLY = {
  roomJoin: true,
  hidden: true,
  canSubscribe: true,
  canPublish: false,
  canPublishData: false,
  canUpdateOwnMetadata: false,
} satisfies VideoGrant;

/** A caller hears and speaks: no camera, no screen, no data, no say over itself or the room. */
const CALLER = {
  roomJoin: true,
  canSubscribe: true,
  canPublish: true,
  canPublishSources: [TrackSource.MICROPHONE],
  canPublishData: false,
  canUpdateOwnMetadata: false,
} satisfies VideoGrant;

/** For the recorder: joins one room unseen, hears everything, can do nothing else. */
export function recorderToken(connection: Connection, room: string): Promise<string> {
  const who = { identity: `${room}-recorder`, name: 'Recorder' };
  return mint(connection, { ...LISTEN_ONLY, room }, who);
}

/** For a listener in the window: as the recorder, under a name of its own, unique within the room. */
export function monitorToken(connection: Connection, room: string, name: string): Promise<string> {
  const who = { identity: `${room}-monitor-${name}`, name };
  return mint(connection, { ...LISTEN_ONLY, room }, who);
}

/**
 * For a persona that calls an agent of the user's own: an ordinary participant (kind STANDARD), as a person
 * would be, so that an agent with its framework's defaults listens to it.
 */
export function personaToken(
  connection: Connection,
  room: string,
  identity: string,
  name: string,
): Promise<string> {
  return mint(connection, { ...CALLER, room }, { identity, name });
}

function mint({ apiKey, apiSecret }: Connection, grant: VideoGrant, who: Who): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { ...who, ttl: TOKEN_TTL_S });
  token.addGrant(grant);
  return token.toJwt();
}
