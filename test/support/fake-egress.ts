import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListEgressRequest, StopEgressRequest } from '@livekit/protocol';
import {
  EgressInfo,
  EgressStatus,
  RoomCompositeEgressRequest,
  StartEgressRequest,
  TokenVerifier,
} from 'livekit-server-sdk';
import type { Connection } from '../../src/main/livekit/connection.ts';

type Json = Parameters<typeof EgressInfo.fromJson>[0];
/** What an answer tells of an egress. */
export type Said = NonNullable<ConstructorParameters<typeof EgressInfo>[0]>;

/** An egress of whose status alone is told. */
export const SAID = {
  starting: { status: EgressStatus.EGRESS_STARTING },
  active: { status: EgressStatus.EGRESS_ACTIVE },
  ending: { status: EgressStatus.EGRESS_ENDING },
  complete: { status: EgressStatus.EGRESS_COMPLETE },
  failed: { status: EgressStatus.EGRESS_FAILED },
  aborted: { status: EgressStatus.EGRESS_ABORTED },
} as const satisfies Record<string, Said>;

export type EgressMethod = 'StartEgress' | 'StartRoomCompositeEgress' | 'ListEgress' | 'StopEgress';

/** What a method does instead of its work. */
export type Misbehaviour =
  | { kind: 'refuse'; status: number; code?: string; msg: string }
  /** The answer waits for it; then the next misbehaviour, or the usual work. */
  | { kind: 'wait'; until: Promise<void>; then?: Misbehaviour }
  | { kind: 'garbage'; body: string }
  | { kind: 'hang' };

export const REFUSALS = {
  noRoute: { kind: 'refuse', status: 404, code: 'bad_route', msg: 'no handler for path' },
  noService: { kind: 'refuse', status: 503, code: 'unavailable', msg: 'no response from servers' },
  noRedis: {
    kind: 'refuse',
    status: 500,
    code: 'internal',
    msg: 'egress not connected (redis required)',
  },
  noDisk: {
    kind: 'refuse',
    status: 400,
    code: 'invalid_argument',
    msg: 'request has missing or invalid field: output',
  },
} as const satisfies Record<string, Misbehaviour>;

type FakeKeys = Pick<Connection, 'apiKey' | 'apiSecret'>;
const DEV_KEYS = { apiKey: 'devkey', apiSecret: 'a-secret-of-thirty-two-characters' };

/**
 * LiveKit's egress API as far as we use it: reads the real requests strictly by the real protobuf
 * definitions, and answers with what a script says. Loopback only.
 */
export class FakeEgress {
  readonly connection: Connection;
  /** Requests as they were decoded. */
  readonly routes: StartEgressRequest[] = [];
  readonly composites: RoomCompositeEgressRequest[] = [];
  readonly stopped: string[] = [];
  /** Names of the methods, in order. */
  readonly calls: EgressMethod[] = [];
  /** Methods that don't do their work. */
  misbehave: Partial<Record<EgressMethod, Misbehaviour>> = {};
  /** What each look at the egress finds, one after the other; the last one stays. */
  script: Said[] = [];
  /** What the looks find from a stop on, if it is another story. */
  afterStop: Said[] | undefined;
  /** What it says at the start. */
  started: Said = SAID.starting;
  /** A problem with a request that a real server would not take. */
  readonly problems: string[] = [];
  readonly #server: Server;
  #id = 'EG_1';
  #looks = 0;

  private constructor(server: Server, { apiKey, apiSecret }: FakeKeys) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.connection = { kind: 'remote', url: `ws://127.0.0.1:${port}`, apiKey, apiSecret };
  }

  /** @param keys those of the LiveKit that it belongs to */
  static async open(keys: FakeKeys = DEV_KEYS): Promise<FakeEgress> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const fake = new FakeEgress(server, keys);
    server.on('request', (request, response) => void fake.#answer(request, response));
    return fake;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, of, name] = /^\/twirp\/livekit\.(\w+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    // A LiveKit that answers, and has no rooms.
    if (of !== 'Egress') return send(response, 200, {});
    const method = name as EgressMethod;
    const body = await bodyOf(request);
    this.calls.push(method);
    await this.#checkToken(request);
    await this.#misbehave(this.misbehave[method], response);
    if (response.writableEnded || this.misbehave[method]?.kind === 'hang') return;
    try {
      send(response, 200, this.#work(method, JSON.parse(body) as Json));
    } catch (thrown) {
      this.problems.push(String(thrown));
      send(response, 400, { code: 'malformed', msg: String(thrown) });
    }
  }

  async #misbehave(how: Misbehaviour | undefined, response: ServerResponse): Promise<void> {
    if (how?.kind === 'wait') {
      await how.until;
      await this.#misbehave(how.then, response);
    }
    if (how?.kind === 'refuse') {
      send(response, how.status, { ...(how.code ? { code: how.code } : {}), msg: how.msg });
    }
    if (how?.kind === 'garbage') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(how.body);
    }
  }

  /** Every method wants a token that may record. */
  async #checkToken({ headers }: IncomingMessage): Promise<void> {
    const { apiKey, apiSecret } = this.connection;
    try {
      const token = headers.authorization?.replace('Bearer ', '') ?? '';
      const { video } = await new TokenVerifier(apiKey, apiSecret).verify(token);
      if (video?.roomRecord !== true) this.problems.push('the token may not record');
    } catch (thrown) {
      this.problems.push(String(thrown));
    }
  }

  #work(method: EgressMethod, json: Json): Json {
    switch (method) {
      case 'StartEgress': {
        const request = StartEgressRequest.fromJson(json);
        this.routes.push(request);
        return this.#info(this.started).toJson();
      }
      case 'StartRoomCompositeEgress': {
        const request = RoomCompositeEgressRequest.fromJson(json);
        this.composites.push(request);
        return this.#info(this.started).toJson();
      }
      case 'ListEgress':
        return this.#list(ListEgressRequest.fromJson(json));
      case 'StopEgress': {
        const { egressId } = StopEgressRequest.fromJson(json);
        this.stopped.push(egressId);
        if (this.afterStop) [this.script, this.#looks] = [this.afterStop, 0];
        return this.#info(SAID.ending).toJson();
      }
    }
  }

  /** By id: the next line of the script. */
  #list({ egressId, active }: ListEgressRequest): Json {
    const line = this.script[Math.min(this.#looks, this.script.length - 1)];
    if (active || line === undefined) return {};
    if (egressId) this.#looks += 1;
    return { items: [this.#info(line).toJson()] };
  }

  #info(said: Said): EgressInfo {
    const roomName = this.routes[0]?.roomName ?? this.composites[0]?.roomName ?? '';
    return new EgressInfo({ egressId: this.#id, roomName, ...said });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
