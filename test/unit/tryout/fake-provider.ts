import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';

/** One request as a provider got it. */
export interface Request {
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

/** A provider that keeps what it is asked and answers as the test wants. */
export class FakeProvider {
  readonly requests: Request[] = [];
  answer: () => Response = () => new Response('nothing', { status: 500 });
  readonly #server: ServerType;

  private constructor() {
    const app = new Hono();
    app.post('*', async (context) => {
      const body = await context.req.json<Record<string, unknown>>();
      const authorization = context.req.header('authorization');
      this.requests.push({ path: context.req.path, authorization, body });
      return this.answer();
    });
    this.#server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  }

  static async open(): Promise<FakeProvider> {
    const provider = new FakeProvider();
    await new Promise((resolve) => provider.#server.once('listening', resolve));
    return provider;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.#server.close();
  }
}
