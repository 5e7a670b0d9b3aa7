import type { ErrorData } from '../../contract/errors.ts';

/** What a server answered that took the request for none of its business. */
export interface Refusal {
  status: number;
  /** Twirp's code, for instance `permission_denied`. */
  code: string | undefined;
  /** Without tokens. */
  message: string;
}

/** The right that a token (or the key behind it) needs, by what LiveKit was asked for. */
const RIGHTS: readonly (readonly [doing: RegExp, right: string])[] = [
  [/^list rooms/, 'roomList'],
  [/^(create|delete) a room/, 'roomCreate'],
  [/dispatch|participant/, 'roomAdmin'],
  [/egress|record/, 'roomRecord'],
  [/register/, 'agent'],
];

/** What is wrong: the key, the secret, the clock, a right; or nobody says. */
export type RefusalReason = 'key' | 'secret' | 'time' | 'right' | 'unknown';

type Sentence = readonly [message: string, remedy: string];

/**
 * Why LiveKit refused: it doesn't know the key, the secret isn't that of the key, the token is of another time,
 * or the key has not the right. livekit-server says which in plain words (its pkg/service/auth.go); where it
 * doesn't, only that it refused is known. The reason stands in the details.
 *
 * @param doing for the sentence "LiveKit doesn't allow it to …".
 */
export function refusal(url: string, doing: string, answer: Refusal): ErrorData {
  const { status, code } = answer;
  const reason = reasonOf(answer);
  const [message, remedy] = SENTENCES[reason](url, doing);
  return {
    code: 'livekit-unauthorized',
    message,
    remedy,
    details: { url, status, code, reason, answer: answer.message.slice(0, 300) },
  };
}

function reasonOf({ status, code, message }: Refusal): RefusalReason {
  if (/invalid api key/i.test(message)) return 'key';
  if (/signature|cryptographic primitive/i.test(message)) return 'secret';
  if (/expired|not valid yet|before issued|\bnbf\b|\biat\b/i.test(message)) return 'time';
  if (code === 'permission_denied' || (status === 403 && code !== undefined)) return 'right';
  return DENIED.test(message) ? 'right' : 'unknown';
}

/** "permissions denied" of the API, "no permissions to access the room" at the door of agents and participants. */
const DENIED = /permissions? denied|no permissions?|does not have permission/i;

const SENTENCES: Record<RefusalReason, (url: string, doing: string) => Sentence> = {
  key: (url) => [
    `LiveKit at ${url} doesn't know the API key.`,
    'Check the API key, and that it is of this very project.',
  ],
  secret: (url) => [
    `LiveKit at ${url} knows the API key, but the API secret is not the one that belongs to it.`,
    'Check the API secret; it is shown once only, when the key is made. Else make a new key.',
  ],
  time: (url) => [
    `LiveKit at ${url} finds that the token is of another time.`,
    "Check this computer's clock (and its time zone), then try again.",
  ],
  right: (url, doing) => {
    const right = RIGHTS.find(([what]) => what.test(doing))?.[1];
    return [
      `LiveKit at ${url} takes the key, but doesn't allow it to ${doing}.`,
      `The key needs the permission${right ? ` ${right}` : ' for it'}. Use a key of the project that has all permissions.`,
    ];
  },
  unknown: (url) => [
    `LiveKit at ${url} refused the key.`,
    'Check the LiveKit API key and secret: both must be of this very project.',
  ],
};
