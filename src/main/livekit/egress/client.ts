import { EgressClient, type EgressInfo } from 'livekit-server-sdk';
import type { Egress } from '../../../contract/egress.ts';
import { httpUrl, type Connection } from '../connection.ts';
import { isNotFound } from '../livekit-error.ts';
import type { EgressOrder } from './order.ts';
import { compositeRequest, routesRequest } from './request.ts';

export interface EgressTimeouts {
  /**
   * Of a start, s. The server itself waits up to 24 s for an egress service, and says then what is
   * wrong; the SDK's own 10 s would hide it.
   */
  startS: number;
  /** Of everything else, s. */
  callS: number;
}

const TIMEOUTS: EgressTimeouts = { startS: 60, callS: 10 };

export interface Started {
  info: EgressInfo;
  request: Egress['request'];
}

/** LiveKit's egress API. Rejects with what the SDK throws: see `requestFailure`. */
export class EgressCalls {
  readonly connection: Connection;
  readonly #starts: EgressClient;
  readonly #calls: EgressClient;

  constructor(connection: Connection, { startS, callS }: EgressTimeouts = TIMEOUTS) {
    this.connection = connection;
    const { apiKey, apiSecret } = connection;
    // A start that is sent again to another region could record twice.
    const client = (requestTimeout: number): EgressClient =>
      new EgressClient(httpUrl(connection), apiKey, apiSecret, { requestTimeout, failover: false });
    this.#starts = client(startS);
    this.#calls = client(callS);
  }

  /** Rejects at once where LiveKit has no way to an egress service: a start would take 24 s for it. */
  async look(room = ''): Promise<void> {
    await this.#calls.listEgress({ roomName: room, active: true });
  }

  /** By routes; where the server or its egress service doesn't know them, by a room composite. */
  async start(order: EgressOrder): Promise<Started> {
    try {
      return { info: await this.#starts.startEgress(routesRequest(order)), request: 'routes' };
    } catch (thrown) {
      if (!knowsNoRoutes(thrown)) throw thrown;
      const { file, options } = compositeRequest(order);
      const info = await this.#starts.startRoomCompositeEgress(order.room, { file }, options);
      return { info, request: 'room-composite' };
    }
  }

  /** Rejects when it can't be stopped, for instance because it is over. */
  async stop(id: string): Promise<EgressInfo> {
    return await this.#calls.stopEgress(id);
  }

  /** Undefined: LiveKit doesn't know it (any more). */
  async get(id: string): Promise<EgressInfo | undefined> {
    return await this.#first({ egressId: id });
  }

  /** The egress of a room, running or over; undefined: LiveKit knows of none. */
  async find(room: string): Promise<EgressInfo | undefined> {
    return await this.#first({ roomName: room });
  }

  async #first(options: { egressId: string } | { roomName: string }) {
    try {
      const [first] = await this.#calls.listEgress(options);
      return first;
    } catch (thrown) {
      if (isNotFound(thrown)) return undefined;
      throw thrown;
    }
  }
}

/**
 * A server before v2 has no such route; a newer one passes the request on to an egress service before
 * 1.14, which finds nothing in it. That a room is not found is something else.
 */
function knowsNoRoutes(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('status' in thrown)) return false;
  const code = 'code' in thrown ? thrown.code : undefined;
  if (code === 'bad_route' || code === 'unimplemented' || thrown.status === 501) return true;
  if (thrown.status === 404) return code !== 'not_found';
  return /missing or invalid field: request\b/.test(thrown.message);
}
