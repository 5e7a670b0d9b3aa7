import { z } from 'zod';
import { parseInput } from '../../contract/errors.ts';

/** Which LiveKit: the embedded server, or LiveKit Cloud or a self-hosted one. */
export interface Connection {
  kind: 'local' | 'remote';
  /** `ws://` or `wss://`, without a path at its end. */
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Which LiveKit is wanted: one of our own, whose address and keys come with its start, or a remote one. */
export type LivekitTarget = { kind: 'local' } | (Connection & { kind: 'remote' });

const remoteSchema = z.object({
  url: z
    .string()
    .trim()
    .regex(
      /^(wss?|https?):\/\/\S+$/,
      'use a URL that begins with wss://, ws://, https:// or http://',
    )
    .refine((url) => URL.canParse(url), 'is not a URL'),
  apiKey: z.string().trim().min(1),
  apiSecret: z.string().trim().min(1),
});

/** A connection from settings or environment. Throws `invalid-input` naming what is wrong with it. */
export function remoteConnection(input: {
  url: string;
  apiKey: string;
  apiSecret: string;
}): Connection & { kind: 'remote' } {
  const { url, apiKey, apiSecret } = parseInput(remoteSchema, input, 'The LiveKit connection');
  return {
    kind: 'remote',
    url: addressOf(url),
    apiKey,
    apiSecret,
  };
}

/** An address in its usual form, so that two can be compared. */
export function addressOf(url: string): string {
  return url.trim().replace(/^http/i, 'ws').replace(/\/+$/, '');
}

export function sameConnection(one: Connection, other: Connection): boolean {
  const { url, apiKey, apiSecret } = one;
  return url === other.url && apiKey === other.apiKey && apiSecret === other.apiSecret;
}

/** The same server's address for its HTTP API. */
export function httpUrl(connection: Pick<Connection, 'url'>): string {
  return connection.url.replace(/^ws/, 'http');
}
