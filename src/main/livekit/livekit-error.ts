import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { scrubTokens } from '../workers/child-log.ts';
import type { Connection } from './connection.ts';
import { refusal } from './refusal.ts';

interface Failure {
  message: string;
  /** HTTP status, when the server answered. */
  status?: number;
  /** Twirp's code, for instance `not_found`. */
  code?: string;
  /** The operating system's code, for instance ECONNREFUSED, or the name of a DOMException. */
  system?: string;
}

function readFailure(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const failure: Failure = { message: scrubTokens(thrown.message) };
  if ('status' in thrown && typeof thrown.status === 'number') failure.status = thrown.status;
  if ('code' in thrown && typeof thrown.code === 'string') failure.code = thrown.code;
  const system = systemCode(thrown);
  if (system !== undefined) failure.system = system;
  return failure;
}

function systemCode(thrown: Error): string | undefined {
  if (thrown.name === 'TimeoutError') return 'TIMEOUT';
  const { cause } = thrown;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return String(cause.code);
}

const UNREACHABLE: Record<string, [what: string, remedy: string]> = {
  ECONNREFUSED: ['nothing listens there', 'Check that the server runs and that the port is right.'],
  ENOTFOUND: ['there is no such host', 'Check the host name in the LiveKit URL.'],
  EAI_AGAIN: ['its name could not be looked up', 'Check the network and the LiveKit URL.'],
  TIMEOUT: ['it did not answer in time', 'Check the network, a proxy or firewall, and the URL.'],
};

const FAILED = ['the connection failed', 'Check the network and the LiveKit URL.'] as const;

/** With wss:// against a port that speaks plain HTTP. */
const NO_TLS = /WRONG_VERSION|PACKET_LENGTH|UNKNOWN_PROTOCOL|HTTP_REQUEST/;
const BAD_CERTIFICATE = /CERT|VERIFY_LEAF|ISSUER|ALTNAME/;

function whyUnreachable(system: string): readonly [what: string, remedy: string] {
  if (NO_TLS.test(system)) {
    return [
      'it does not speak TLS there, which wss:// asks for',
      'Use ws:// in place of wss://, or the port on which it does.',
    ];
  }
  if (BAD_CERTIFICATE.test(system)) {
    return [
      `this computer does not trust its certificate (${system})`,
      'Check the host name, and that the certificate is valid and of an authority that is known here.',
    ];
  }
  if (/TLS|SSL/.test(system)) {
    return ['the secure connection failed', 'Check wss:// against ws:// and the certificate.'];
  }
  return UNREACHABLE[system] ?? FAILED;
}

function unreachable(connection: Connection, { system, message }: Failure): ErrorData {
  const [what, remedy] = whyUnreachable(system ?? '');
  return {
    code: 'livekit-unreachable',
    message: `LiveKit at ${connection.url} can't be reached: ${what}.`,
    remedy,
    details: { url: connection.url, system: system ?? message },
  };
}

function answered(connection: Connection, doing: string, failure: Failure): ErrorData {
  const { status, code, message } = failure;
  const details = { url: connection.url, status, code, answer: message.slice(0, 300) };
  if (isOverLimit(failure)) return overLimit(connection, doing, details);
  if (status === 401 || status === 403) {
    return refusal(connection.url, doing, { status, code, message });
  }
  if (isPlainHttpToTls(failure)) return wantsTls(connection);
  if (code === undefined && status !== undefined && status >= 500) {
    return {
      code: 'livekit-unreachable',
      message: `There is a web server at ${connection.url}, but no LiveKit answers behind it (HTTP ${status}).`,
      remedy: 'Check that LiveKit runs, and the proxy in front of it.',
      details,
    };
  }
  if (code === undefined) return notLivekit(connection, details);
  return {
    code: 'livekit-failed',
    message: `LiveKit could not ${doing}: ${message.slice(0, 300)}`,
    remedy: 'Try again; if it stays, look into the log of the LiveKit server.',
    details,
  };
}

/**
 * Used up: LiveKit Cloud says 429 where a project's plan ends, Twirp `resource_exhausted` (which some of its
 * servers send as 403).
 */
function isOverLimit({ status, code }: Failure): boolean {
  return status === 429 || status === 402 || code === 'resource_exhausted';
}

function overLimit(
  connection: Connection,
  doing: string,
  details: Record<string, unknown>,
): ErrorData {
  return {
    code: 'livekit-failed',
    message: `LiveKit at ${connection.url} takes the key, but would not ${doing}: a limit of the project is reached.`,
    remedy:
      'Look at usage and limits of the project (on LiveKit Cloud: the quotas of its plan), end what still runs there, or use another connection.',
    details,
  };
}

function notLivekit(connection: Connection, details: Record<string, unknown>): ErrorData {
  return {
    code: 'livekit-unreachable',
    message: `There is a web server at ${connection.url}, but it is not LiveKit.`,
    remedy: 'Check the LiveKit URL; it has no path, as in wss://example.livekit.cloud.',
    details,
  };
}

/** As web servers say it that expected TLS. */
function isPlainHttpToTls({ status, message }: Failure): boolean {
  return status === 400 && /HTTPS? (server|port)/i.test(message);
}

/** With ws:// against a port that speaks TLS. */
export function wantsTls({ url }: Pick<Connection, 'url'>): ErrorData {
  return {
    code: 'livekit-unreachable',
    message: `LiveKit at ${url} can't be reached: it speaks TLS there, which ws:// does not.`,
    remedy: 'Use wss:// in place of ws://.',
    details: { url },
  };
}

/** Whether LiveKit said that the thing isn't there. */
export function isNotFound(thrown: unknown): boolean {
  const failure = readFailure(thrown);
  return failure.status === 404 && failure.code === 'not_found';
}

/**
 * Whatever the SDK threw, as a StudioError: `livekit-unreachable`, `livekit-unauthorized` or
 * `livekit-failed`. Access tokens are taken out: the server repeats a refused one in its answer.
 *
 * @param doing for the sentence "LiveKit could not …".
 */
export function livekitError(connection: Connection, doing: string, thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const failure = readFailure(thrown);
  // What answered in another form than Twirp's.
  if (thrown instanceof SyntaxError) {
    return new StudioError(notLivekit(connection, { url: connection.url }));
  }
  return new StudioError(
    failure.status === undefined
      ? unreachable(connection, failure)
      : answered(connection, doing, failure),
  );
}
