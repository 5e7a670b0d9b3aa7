import { RoomServiceClient } from 'livekit-server-sdk';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError } from '../../contract/errors.ts';
import { httpUrl, type Connection } from './connection.ts';
import { livekitError, wantsTls } from './livekit-error.ts';

/** Unless told otherwise, both requests of a probe together stay within three seconds. */
const LIST_TIMEOUT_S = 2;
const DATE_TIMEOUT_MS = 900;

/** LiveKit allows tokens a minute of difference; beyond that they are refused like a wrong key. */
const SKEW_LIMIT_MS = 60_000;

export interface ProbeResult {
  /** Time of one authorised request, ms. */
  tookMs: number;
}

export interface ProbeOptions {
  /** How long LiveKit may take, s. Default: 2. */
  timeoutS?: number;
  /** This computer's time of day, ms. */
  now?: () => number;
}

/**
 * Looks whether a LiveKit answers and takes our key, by listing rooms.
 *
 * @throws StudioError within a second of its time-out: `livekit-unreachable` (closed port, unknown host, ws:// against wss://, not
 *   LiveKit) or `livekit-unauthorized` (wrong key, wrong secret, a missing permission, or this computer's clock
 *   is wrong); the message says which.
 */
export async function probe(
  connection: Connection,
  { timeoutS = LIST_TIMEOUT_S, now = Date.now }: ProbeOptions = {},
): Promise<ProbeResult> {
  const { apiKey, apiSecret } = connection;
  const began = monotonicMs();
  try {
    const rooms = new RoomServiceClient(httpUrl(connection), apiKey, apiSecret, {
      requestTimeout: timeoutS,
      // Failing over to other regions would take longer than a probe may.
      failover: false,
    });
    await rooms.listRooms();
    return { tookMs: monotonicMs() - began };
  } catch (thrown) {
    const error = livekitError(connection, 'list rooms', thrown);
    throw (await betterReason(connection, error, now)) ?? error;
  }
}

/** What a second look finds behind an error. */
async function betterReason(
  connection: Connection,
  error: StudioError,
  now: () => number,
): Promise<StudioError | undefined> {
  const { code, details } = error.data;
  if (code === 'livekit-unauthorized') {
    // A server that looks at key, secret or rights has no quarrel with the clock, or comes to it later.
    const mayBeTime = ['time', 'unknown'].includes(String(details?.['reason']));
    return mayBeTime ? await clockError(connection, now) : undefined;
  }
  if (code !== 'livekit-unreachable' || !connection.url.startsWith('ws://')) return undefined;
  const nobodyIsThere = NOBODY.includes(String(details?.['system']));
  if (nobodyIsThere || !(await speaksTls(connection))) return undefined;
  return new StudioError(wantsTls(connection));
}

const NOBODY: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'TIMEOUT'];

/** What only somebody who speaks TLS brings about: a refused certificate, an alert. */
const TLS_AFTER_ALL = /CERT|SIGNED|VERIFY|ALTNAME|ALERT/;

/** Whether there is TLS at an address that was given with ws://, or a redirection to it. */
async function speaksTls(connection: Connection): Promise<boolean> {
  const url = httpUrl(connection);
  const signal = AbortSignal.timeout(DATE_TIMEOUT_MS);
  const looks = [
    fetch(url.replace(/^http:/, 'https:'), { method: 'HEAD', signal }).then(
      () => true,
      (thrown: unknown) => TLS_AFTER_ALL.test(systemCodeOf(thrown)),
    ),
    fetch(url, { method: 'HEAD', redirect: 'manual', signal }).then(
      (response) => /^https:/i.test(response.headers.get('location') ?? ''),
      () => false,
    ),
  ];
  return (await Promise.all(looks)).includes(true);
}

function systemCodeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

/** Tokens carry this computer's time: a refusal may be about the clock and not about the key. */
async function clockError(
  connection: Connection,
  now: () => number,
): Promise<StudioError | undefined> {
  const skewMs = await clockSkew(connection, now);
  if (skewMs === undefined || Math.abs(skewMs) < SKEW_LIMIT_MS) return undefined;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return new StudioError({
    code: 'livekit-unauthorized',
    message: `LiveKit refused the key, and this computer's clock is ${minutes} minutes ${skewMs > 0 ? 'ahead of' : 'behind'} the server's.`,
    remedy: "Check this computer's clock (and its time zone), then try again.",
    details: { url: connection.url, skewMs },
  });
}

/** This computer's time minus the server's, ms; undefined: the server doesn't say. */
async function clockSkew(connection: Connection, now: () => number): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(DATE_TIMEOUT_MS);
    const response = await fetch(httpUrl(connection), { method: 'HEAD', signal });
    const date = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(date) ? undefined : now() - date;
  } catch {
    return undefined;
  }
}
