import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { deliver, refusal } from './answers.ts';
import { chat } from './chat.ts';
import { FakeEar } from './ear.ts';
import { models, voices } from './lists.ts';
import { serveRealtime } from './realtime.ts';
import { readBody, recordOf, type Body } from './record.ts';
import { speech } from './speech.ts';
import { transcriptions } from './transcriptions.ts';
import type { Answer, Behaviour, ChatBody, FakeOptions, RecordedRequest, Route } from './types.ts';

export type { Behaviour, ChatBody, FakeOptions, RecordedRequest, Reply, Route } from './types.ts';

/**
 * A server with OpenAI's API that records every request and misbehaves as it is told. It speaks by
 * espeak-ng; what it hears it only guesses (see FakeEar).
 */
export class FakeOpenAi {
  readonly requests: RecordedRequest[] = [];
  private readonly options: FakeOptions;
  private readonly behaviours = new Map<Route, Behaviour[]>();
  private readonly ear = new FakeEar();
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });

  private constructor(options: FakeOptions) {
    this.options = options;
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  static async start(options: FakeOptions = {}): Promise<FakeOpenAi> {
    const fake = new FakeOpenAi(options);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** With `/v1`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** WebSockets that are open now. */
  get openSockets(): number {
    return this.sockets.clients.size;
  }

  /** Requests of one route, in order. */
  of(route: Route): RecordedRequest[] {
    return this.requests.filter((request) => request.route === route);
  }

  /** What a route does from now on: one after the other, one per request; the last one stays. */
  behave(route: Route, behaviour: Behaviour | Behaviour[]): void {
    this.behaviours.set(route, Array.isArray(behaviour) ? [...behaviour] : [behaviour]);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private behaviourOf(route: Route): Behaviour {
    const queue = this.behaviours.get(route) ?? [];
    return (queue.length > 1 ? queue.shift() : queue[0]) ?? { kind: 'normal' };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = recordOf(request);
    this.requests.push(record);
    response.on('close', () => (record.aborted = !response.writableFinished));
    try {
      const body = await readBody(request);
      record.body = body.fields;
      const behaviour = record.route ? this.behaviourOf(record.route) : { kind: 'normal' as const };
      const refused = this.refuse(record);
      if (refused) await deliver(refused, { kind: 'normal' }, response);
      else await deliver(await this.answerTo(record, body), behaviour, response);
    } catch {
      response.destroy(); // the client is gone, or a test's own `reply` failed
    }
  }

  /** For a key or a model that isn't known. */
  private refuse({ headers, body }: RecordedRequest): Answer | undefined {
    const { keys, models: known } = this.options;
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (keys && !keys.includes(key)) {
      const message = `Incorrect API key provided: ${key}.`;
      return refusal(401, { code: 'invalid_api_key', message });
    }
    const model = body['model'];
    if (!known || typeof model !== 'string' || known.includes(model)) return undefined;
    const message = `The model \`${model}\` does not exist or you do not have access to it.`;
    return refusal(404, { code: 'model_not_found', message });
  }

  private answerTo({ route, path }: RecordedRequest, body: Body): Answer | Promise<Answer> {
    const { fields, file } = body;
    switch (route) {
      case 'chat':
        return chat(fields as unknown as ChatBody, this.options);
      case 'transcriptions':
        return transcriptions(file, this.ear);
      case 'speech':
        return speech(fields, this.options, this.ear);
      case 'models':
        return models(this.options);
      case 'voices':
        return voices(this.options);
      default:
        return refusal(404, { code: 'unknown_url', message: `Unknown request: ${path}` });
    }
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const record = recordOf(request);
    this.requests.push(record);
    socket.on('error', () => socket.destroy());
    const behaviour = this.behaviourOf('realtime');
    const status = behaviour.kind === 'status' ? behaviour.status : this.refuse(record)?.status;
    if (record.route !== 'realtime' || status !== undefined) {
      socket.end(
        `HTTP/1.1 ${status ?? 404} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    const { options, ear } = this;
    this.sockets.handleUpgrade(request, socket, head, (client) =>
      serveRealtime(client, { record, behaviour, options, ear }),
    );
  }
}
