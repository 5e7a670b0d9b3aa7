import { parseInput, StudioError, type ErrorData } from '../contract/errors.ts';
import {
  MAX_REQUEST_LENGTH,
  rpcRequestSchema,
  type RemoteStudio,
  type RpcReply,
} from '../contract/rpc.ts';
import type { Log } from './log.ts';

export interface RpcServerOptions {
  studio: RemoteStudio;
  log: Log;
}

/** The id of a reply to something that has no readable id of its own. */
export const UNKNOWN_ID = -1;

/**
 * Answers the calls of a page, whatever transport brings them. Only methods of the allowlist are
 * called, errors go back as data, and neither function ever rejects.
 */
export class RpcServer {
  readonly #studio: RemoteStudio;
  readonly #log: Log;

  constructor({ studio, log }: RpcServerOptions) {
    this.#studio = studio;
    this.#log = log;
  }

  /** Answers a message as it came over the transport. */
  async answer(message: unknown): Promise<RpcReply> {
    const id = idOf(message);
    try {
      const request = parseInput(rpcRequestSchema, message, 'The request');
      const call = this.#studio[request.method] as (...args: unknown[]) => Promise<unknown>;
      const result = await call.apply(this.#studio, request.args);
      return { kind: 'reply', id, ok: true, result };
    } catch (thrown) {
      return { kind: 'reply', id, ok: false, error: this.#errorOf(thrown, message) };
    }
  }

  /** The same for a transport that brings text: JSON in, JSON out. */
  async answerText(text: string): Promise<string> {
    return JSON.stringify(await this.answer(readJson(text)));
  }

  /** What the studio says on purpose goes to the page as it is, a surprise to the log. */
  #errorOf(thrown: unknown, message: unknown): ErrorData {
    if (thrown instanceof StudioError) return thrown.data;
    const method = field(message, 'method');
    this.#log.error({ err: thrown, method }, 'a call of the page failed unexpectedly');
    return {
      code: 'internal',
      message: 'Something unexpected happened in Duologue.',
      remedy:
        'Try again; if it stays, copy the report of Settings → Diagnostics and send it to us.',
      details: { method },
    };
  }
}

/** The value of the text; undefined (which is no valid request) when it isn't JSON or too long. */
function readJson(text: string): unknown {
  if (text.length > MAX_REQUEST_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(message: unknown): number {
  const id = field(message, 'id');
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : UNKNOWN_ID;
}

function field(message: unknown, name: string): unknown {
  if (typeof message !== 'object' || message === null) return undefined;
  return Object.getOwnPropertyDescriptor(message, name)?.value;
}
