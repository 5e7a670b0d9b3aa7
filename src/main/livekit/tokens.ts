import { AccessToken, type VideoGrant } from 'livekit-server-sdk';
import type { Connection } from './connection.ts';

/** A token must outlive the run: it is needed again when a connection has to be made anew. */
const MARGIN_S = 600;
/** The longest run that the contract allows, minutes. */
const LONGEST_MINUTES = 240;

export interface TokenOptions {
  /** The run's limit. Default: the longest that there is. */
  maxMinutes?: number;
}

const LISTEN_ONLY = {
  roomJoin: true,
  hidden: true,
  canSubscribe: true,
  canPublish: false,
  canPublishData: false,
  canUpdateOwnMetadata: false,
} satisfies VideoGrant;

function mint(
  { apiKey, apiSecret }: Connection,
  room: string,
  who: { identity: string; name: string },
  { maxMinutes = LONGEST_MINUTES }: TokenOptions,
): Promise<string> {
  const ttl = Math.ceil(maxMinutes * 60) + MARGIN_S;
  const token = new AccessToken(apiKey, apiSecret, { ...who, ttl });
  token.addGrant({ ...LISTEN_ONLY, room });
  return token.toJwt();
}

/** For the recorder: joins one room unseen, hears everything, can do nothing else. */
export function recorderToken(
  connection: Connection,
  room: string,
  options: TokenOptions = {},
): Promise<string> {
  return mint(connection, room, { identity: `${room}-recorder`, name: 'Recorder' }, options);
}

/** For a listener in the window: as the recorder, under a name of its own, unique within the room. */
export function monitorToken(
  connection: Connection,
  room: string,
  name: string,
  options: TokenOptions = {},
): Promise<string> {
  return mint(connection, room, { identity: `${room}-monitor-${name}`, name }, options);
}
