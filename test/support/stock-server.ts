import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Connection } from '../../src/main/livekit/connection.ts';

const UP_MS = 60_000;
const CALLED = path.join(import.meta.dirname, '../fixtures/stock-agent.ts');

interface StockOptions {
  /** Empty: it comes into every room. */
  agentName: string;
  /** Program and arguments. Without it: the agent of test/fixtures/stock-agent.ts. */
  command?: string[];
  /** Of the server with OpenAI's API that all its stages use, where it isn't told in the dispatch. */
  baseUrl?: string;
}

/** An agent of LiveKit's framework in a process of its own, registered with a LiveKit. */
export class StockServer {
  private readonly process: ChildProcess;
  private readonly closed: Promise<void>;

  private constructor(process: ChildProcess) {
    this.process = process;
    this.closed = new Promise((resolve) => process.once('exit', () => resolve()));
  }

  static async start(connection: Connection, options: StockOptions): Promise<StockServer> {
    const { agentName, baseUrl, command = nodeAgent(CALLED) } = options;
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
        ...(baseUrl === undefined ? {} : { OPENAI_BASE_URL: baseUrl }),
        STOCK_AGENT_NAME: agentName,
        STOCK_AGENT_PORT: String(port),
        LOG_LEVEL: process.env['STOCK_LOG'] ?? 'error',
      },
    });
    const server = new StockServer(child);
    // A test or benchmark that dies must not leave it running.
    process.once('exit', () => server.kill());
    await server.untilRegistered(port);
    return server;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.kill();
    await this.closed;
  }

  private kill(): void {
    const { pid, exitCode, signalCode } = this.process;
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
  }

  /** Its health endpoint answers 200 then. */
  private async untilRegistered(port: number): Promise<void> {
    const deadline = Date.now() + UP_MS;
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      if (answer?.ok) return;
      if (this.process.exitCode !== null) throw new Error('the stock agent ended at once');
      if (Date.now() > deadline) throw new Error('the stock agent did not register');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The command of an agent in Node. */
export function nodeAgent(file: string): string[] {
  return [process.execPath, file, 'start'];
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
