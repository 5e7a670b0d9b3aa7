import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat request as a model got it. */
export interface ChatRequest {
  authorization: string | undefined;
  messages: { role: string; content: unknown }[];
}

/**
 * An OpenAI-compatible server that passes everything on to another one and keeps what the language
 * model was asked: what a side's model really knows is in there and nowhere else.
 */
export class RecordingProxy {
  readonly chats: ChatRequest[] = [];
  /** Headers of every request, by path. */
  readonly requests: { path: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  private readonly target: string;
  private readonly server: Server;

  /** @param target base URL with `/v1` */
  constructor(target: string) {
    this.target = target.replace(/\/v1$/, '');
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void this.forward(request.method ?? 'GET', request.url ?? '/', request.headers, chunks)
          .then(async (answer) => {
            response.writeHead(answer.status, {
              'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
            });
            for await (const bytes of answer.body ?? []) response.write(bytes);
            response.end();
          })
          .catch(() => response.destroy());
      });
    });
  }

  /** @returns its base URL, with `/v1` */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private forward(
    method: string,
    path: string,
    headers: NodeJS.Dict<string | string[]>,
    chunks: Buffer[],
  ): Promise<Response> {
    const body = Buffer.concat(chunks);
    this.requests.push({ path, headers });
    if (path.endsWith('/chat/completions')) {
      const { messages } = JSON.parse(body.toString()) as Pick<ChatRequest, 'messages'>;
      this.chats.push({ authorization: String(headers['authorization']), messages });
    }
    return fetch(this.target + path, {
      method,
      headers: { 'content-type': String(headers['content-type'] ?? 'application/json') },
      ...(body.length > 0 ? { body } : {}),
    });
  }
}
