import { APIConnectionError, APIConnectionTimeoutError } from 'openai';

/** Why there is no connection, and what to do. */
export type Why = readonly [what: string, remedy: string];
const TLS: Why = [
  'it speaks no TLS as it should',
  'Check whether the address begins with http:// or https://, and the certificate of the server.',
];
const WHY: Readonly<Record<string, Why>> = {
  ECONNREFUSED: ['nothing listens there', 'Start the server, or check the port.'],
  ENOTFOUND: ['there is no such host', 'Check the address.'],
  EAI_AGAIN: ['its name could not be looked up', 'Check the network.'],
  ENETUNREACH: ['there is no way to it', 'Check the network.'],
  EHOSTUNREACH: ['there is no way to it', 'Check the network, and whether that machine is on.'],
};

/** Why a connection could not be made, over HTTP or a WebSocket; undefined: for another reason, or it was. */
export function unreachableBecause(thrown: unknown): Why | undefined {
  if (thrown instanceof APIConnectionTimeoutError) return undefined;
  const code = systemCode(thrown);
  if (code === undefined) return undefined;
  const isTls = /^(ERR_SSL|ERR_TLS|CERT_|EPROTO|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code);
  return isTls ? TLS : WHY[code];
}

/** The operating system's code, from the innermost cause that has one. */
function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const isSystems = thrown instanceof APIConnectionError || !('status' in thrown);
  const own =
    isSystems && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return systemCode(thrown.cause) ?? own;
}
