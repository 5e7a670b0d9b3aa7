import { z } from 'zod';
import { parseInput } from '../../contract/errors.ts';
import { isPlainKey, isPlainSecret } from '../../contract/key-ring.ts';

/** Which LiveKit: the embedded server, or LiveKit Cloud or a self-hosted one. */
export interface Connection {
  kind: 'local' | 'remote';
  /** `ws://` or `wss://`, host and port, nothing after them. */
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Which LiveKit is wanted: one of our own, whose address and keys come with its start, or a remote one. */
export type LivekitTarget = { kind: 'local' } | (Connection & { kind: 'remote' });

const NO_KEY = 'holds a space, a line break, a quote or another sign that no key has: copy it anew';

/** The address of a LiveKit, as people write it. */
export const livekitUrlSchema = z
  .string()
  .trim()
  .regex(/^(wss?|https?):\/\/\S+$/i, {
    error: 'use an address that begins with wss://, ws://, https:// or http://',
    abort: true,
  })
  .refine((url) => URL.canParse(url), { error: 'is not an address', abort: true })
  .refine((url) => !new URL(url).username && !new URL(url).password, {
    error: 'an address holds no name and password: keys have a place of their own',
  })
  // LiveKit's own server SDK leaves a path out: half of the requests would go astray.
  .refine((url) => isBare(new URL(url)), {
    error: 'an address ends with host and port, as in wss://example.livekit.cloud',
  });

const remoteSchema = z.object({
  url: livekitUrlSchema,
  apiKey: z.string().trim().min(1).refine(isPlainKey, NO_KEY),
  apiSecret: z.string().trim().min(1).refine(isPlainSecret, NO_KEY),
});

function isBare({ pathname, search, hash }: URL): boolean {
  return /^\/*$/.test(pathname) && !search && !hash;
}

/**
 * A connection from settings or environment. Throws `invalid-input` naming what is wrong with it, and neither
 * repeats the address nor the keys.
 *
 * @param what for the sentence "… is not valid".
 */
export function remoteConnection(
  input: Pick<Connection, 'url' | 'apiKey' | 'apiSecret'>,
  what = 'The LiveKit connection',
): Connection & { kind: 'remote' } {
  const { url, apiKey, apiSecret } = parseInput(remoteSchema, input, what);
  return { kind: 'remote', url: addressOf(url), apiKey, apiSecret };
}

/**
 * An address in its usual form, so that two can be compared: `ws` or `wss`, host in small letters, no port that
 * is usual, no slash at its end. What is no address stays as it is.
 */
export function addressOf(url: string): string {
  const given = url.trim();
  if (!/^(wss?|https?):\/\//i.test(given) || !URL.canParse(given)) return given;
  const { protocol, host, pathname, search } = new URL(given);
  const scheme = protocol.replace(/^http/, 'ws');
  return `${scheme}//${host}${pathname.replace(/\/+$/, '')}${search}`;
}

/** An address as it may be shown: one of the environment may hold a name and password. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//');
}

export function sameConnection(one: Connection, other: Connection): boolean {
  const { url, apiKey, apiSecret } = one;
  return url === other.url && apiKey === other.apiKey && apiSecret === other.apiSecret;
}

/** The same server's address for its HTTP API. */
export function httpUrl(connection: Pick<Connection, 'url'>): string {
  return connection.url.replace(/^ws/, 'http');
}
