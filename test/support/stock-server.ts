import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Connection } from '../../src/main/livekit/connection.ts';

const UP_MS = 60_000;
const NODE_AGENT = [
  process.execPath,
  path.join(import.meta.dirname, '../fixtures/stock-agent.ts'),
  'start',
];

interface StockOptions {
  agentName: string;
  baseUrl: string;
  command?: string[];
}

/** The process of a stock agent (test/fixtures/stock-agent.ts, or another one), registered with a LiveKit. */
export class StockServer {
  private readonly process: ChildProcess;
  private readonly closed: Promise<void>;

  private constructor(process: ChildProcess) {
    this.process = process;
    this.closed = new Promise((resolve) => process.once('exit', () => resolve()));
  }

  /**
   * @param options `baseUrl`: of the server with OpenAI's API that all its stages use; `command`: another
   *   agent than the Node one
   */
  static async start(
    connection: Connection,
    { agentName, baseUrl, command = NODE_AGENT }: StockOptions,
  ): Promise<StockServer> {
    const port = await freePort();
    const [program = process.execPath, ...args] = command;
    const output = process.env['STOCK_LOG'] ? 'inherit' : 'ignore';
    const child = spawn(program, args, {
      stdio: ['ignore', output, output],
      detached: true, // its job processes ignore SIGTERM: the whole group is ended
      env: {
        ...process.env,
        LIVEKIT_URL: connection.url,
        LIVEKIT_API_KEY: connection.apiKey,
        LIVEKIT_API_SECRET: connection.apiSecret,
        OPENAI_API_KEY: 'sk-stock-agent',
        OPENAI_BASE_URL: baseUrl,
        STOCK_AGENT_NAME: agentName,
        STOCK_AGENT_PORT: String(port),
        LOG_LEVEL: process.env['STOCK_LOG'] ?? 'error',
      },
    });
    const server = new StockServer(child);
    // A test that dies must not leave it running.
    process.once('exit', () => server.kill());
    await untilRegistered(port);
    return server;
  }

  async stop(): Promise<void> {
    this.kill();
    await this.closed;
  }

  private kill(): void {
    const { pid, exitCode, signalCode } = this.process;
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
  }
}

/** Its health endpoint answers 200 once it is registered. */
async function untilRegistered(port: number): Promise<void> {
  const deadline = Date.now() + UP_MS;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error('the stock agent did not register');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
