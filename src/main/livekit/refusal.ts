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

type Sentence = readonly [message: string, remedy: string];

/**
 * Why LiveKit refused: it doesn't know the key, the secret isn't that of the key, the token is of another time,
 * or the key has not the right. livekit-server says which in plain words (its pkg/service/auth.go); where it
 * doesn't, only that it refused is known.
 *
 * @param doing for the sentence "LiveKit doesn't allow it to …".
 */
export function refusal(url: string, doing: string, { status, code, message }: Refusal): ErrorData {
  const [text, remedy] = sentence(url, doing, { status, code, message });
  return {
    code: 'livekit-unauthorized',
    message: text,
    remedy,
    details: { url, status, code, answer: message.slice(0, 300) },
  };
}

function sentence(url: string, doing: string, { status, code, message }: Refusal): Sentence {
  if (/invalid api key/i.test(message)) {
    return [
      `LiveKit at ${url} doesn't know the API key.`,
      'Check the API key, and that it is of this very project.',
    ];
  }
  if (/signature|cryptographic primitive/i.test(message)) {
    return [
      `LiveKit at ${url} knows the API key, but the API secret is not the one that belongs to it.`,
      'Check the API secret; it is shown once only, when the key is made. Else make a new key.',
    ];
  }
  if (/expired|not valid yet|before issued|\bnbf\b|\biat\b/i.test(message)) {
    return [
      `LiveKit at ${url} finds that the token is of another time.`,
      "Check this computer's clock (and its time zone), then try again.",
    ];
  }
  if (isAboutRights(code, message) || (status === 403 && code !== undefined)) {
    const right = RIGHTS.find(([what]) => what.test(doing))?.[1];
    return [
      `LiveKit at ${url} takes the key, but doesn't allow it to ${doing}.`,
      `The key needs the permission${right ? ` ${right}` : ' for it'}. Use a key of the project that has all permissions.`,
    ];
  }
  return [
    `LiveKit at ${url} refused the key.`,
    'Check the LiveKit API key and secret: both must be of this very project.',
  ];
}

function isAboutRights(code: string | undefined, message: string): boolean {
  return (
    code === 'permission_denied' || /permissions? denied|does not have permission/i.test(message)
  );
}
