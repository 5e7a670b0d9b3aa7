import type { EgressTarget } from '../../../contract/egress-checks.ts';
import { StudioError, type ErrorData } from '../../../contract/errors.ts';
import type { Connection } from '../connection.ts';
import { livekitError } from '../livekit-error.ts';
import type { EgressKeys } from './order.ts';
import { scrubbed } from './scrub.ts';

/** Whom a failure concerns. */
export interface About {
  connection: Connection;
  keys: EgressKeys;
  storage: EgressTarget['kind'];
}

type Reading = readonly [pattern: RegExp, explain: (about: About, text: string) => ErrorData];

const NO_REDIS = /egress not connected|redis required/i;

/**
 * Known failures by the words in which livekit-server 1.13 and egress 1.14 tell them, and what to do
 * about each.
 */
const READINGS: readonly Reading[] = [
  [NO_REDIS, noRedis],
  [/no response from servers/i, noService],
  [/missing or invalid field: output/i, noDisk],
  [/upload failed|primary: .*backup: /is, noUpload],
  [/not enough CPU|CPU exhausted|\bOOM: |resource.exhausted/i, tooBusy],
  [/stop called before|start signal not received|before start signal/i, tooShort],
  [/session limit reached/i, limitReached],
  [/room does not exist|participant .* not found/i, tooLate],
];

/** A text of LiveKit about an egress as an error for people; undefined: it is none that we know. */
export function explained(text: string, about: About): ErrorData | undefined {
  const clean = scrubbed(text, about.keys);
  const reading = READINGS.find(([pattern]) => pattern.test(text));
  if (!reading) return undefined;
  return { ...reading[1](about, clean), details: { answer: clean } };
}

/** How an egress ended that LiveKit reports as failed. */
export function failureOf(text: string, about: About): ErrorData {
  const clean = scrubbed(text, about.keys);
  return (
    explained(text, about) ?? {
      code: 'livekit-failed',
      message: clean
        ? `LiveKit’s egress service failed: ${clean}`
        : 'LiveKit’s egress service failed without a reason.',
      remedy: 'Look into the log of the egress service. The local recording is not affected.',
      details: { answer: clean },
    }
  );
}

/** Whatever a request to LiveKit threw, as an error for people; holds no key. */
export function requestFailure(thrown: unknown, about: About): ErrorData {
  if (thrown instanceof StudioError) return thrown.data;
  if (isTimeout(thrown)) return unanswered(about);
  const known = thrown instanceof Error ? explained(thrown.message, about) : undefined;
  if (known) return known;
  if (isUnreadable(thrown)) return unreadable(about);
  const doing = 'record this by egress';
  return livekitError(about.connection, doing, withoutKeys(thrown, about.keys)).data;
}

/** The same failure with a clean text: once a text is cut, a part of a key is no longer known as one. */
function withoutKeys(thrown: unknown, keys: EgressKeys): unknown {
  if (!(thrown instanceof Error)) return scrubbed(String(thrown), keys);
  return Object.create(thrown, { message: { value: scrubbed(thrown.message, keys) } }) as Error;
}

/** Whether a LiveKit said that it has no way to any egress service. */
export function isDeaf(thrown: unknown): boolean {
  return thrown instanceof Error && 'status' in thrown && NO_REDIS.test(thrown.message);
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

/** An answer that is no JSON, or JSON that is no egress: the message repeats it, and is not shown. */
function isUnreadable(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || 'status' in thrown) return false;
  return thrown instanceof SyntaxError || /cannot decode|from JSON/.test(thrown.message);
}

/** The local recording and the conversation don't depend on egress: said with every failure. */
const KEPT = 'The local recording is not affected.';

function noRedis({ connection }: About): ErrorData {
  if (connection.kind === 'local') {
    return {
      code: 'livekit-failed',
      message: 'The LiveKit server on this computer has no egress service.',
      remedy: `Choose a remote LiveKit under Settings, Connection, or switch egress off. ${KEPT}`,
    };
  }
  return {
    code: 'livekit-failed',
    message: `LiveKit at ${connection.url} works without Redis, so that no egress service can hear it.`,
    remedy: `Give the LiveKit server and its egress service the same Redis, or switch egress off. ${KEPT}`,
  };
}

function noService({ connection }: About): ErrorData {
  return {
    code: 'livekit-failed',
    message: `No egress service took the request of LiveKit at ${connection.url}.`,
    remedy: `Start LiveKit’s egress service on the server’s Redis; one that is running may be too busy. ${KEPT}`,
  };
}

function noDisk({ storage }: About): ErrorData {
  return {
    code: 'livekit-failed',
    message:
      storage === 'file'
        ? 'This egress service may not write to its own disk.'
        : 'This egress service takes no such output.',
    remedy: `Choose a bucket under Settings, Egress; LiveKit Cloud always needs one. ${KEPT}`,
  };
}

function noUpload({ storage }: About, text: string): ErrorData {
  return {
    code: 'livekit-failed',
    message: `LiveKit recorded it, but the file could not be stored: ${text}`,
    remedy:
      storage === 'file'
        ? `Let the egress service write to that directory. ${KEPT}`
        : `Check bucket, region, address and keys, and that the keys may write there. ${KEPT}`,
  };
}

function tooBusy(): ErrorData {
  return {
    code: 'livekit-failed',
    message: 'The egress service has no room for one more recording.',
    remedy: `Run fewer conversations at once, or give it more processors or memory. ${KEPT}`,
  };
}

function tooShort(): ErrorData {
  return {
    code: 'livekit-failed',
    message: 'The conversation ended before the egress service had begun to record.',
    remedy: `It takes a few seconds to begin: a longer conversation is recorded. ${KEPT}`,
  };
}

function limitReached(): ErrorData {
  return {
    code: 'livekit-failed',
    message: 'The egress service stopped at its own time limit: its file holds the beginning only.',
    remedy: `Raise session_limits in its configuration. ${KEPT}`,
  };
}

function tooLate(): ErrorData {
  return {
    code: 'livekit-failed',
    message: 'The room was gone before the egress service could join it.',
    remedy: `It has to reach LiveKit within half a minute: look into its log. ${KEPT}`,
  };
}

function unanswered({ connection }: About): ErrorData {
  return {
    code: 'timeout',
    message: `LiveKit at ${connection.url} did not answer the request for egress.`,
    remedy: `Check the LiveKit server and its egress service. ${KEPT}`,
  };
}

function unreadable({ connection }: About): ErrorData {
  return {
    code: 'livekit-failed',
    message: `What LiveKit at ${connection.url} answered about egress could not be read.`,
    remedy: `Check that the LiveKit URL leads to a LiveKit server, not to something before it. ${KEPT}`,
  };
}
