import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monotonicMs } from '../../src/contract/clock.ts';
import { bytesOf, tone } from './tones.ts';

const RATE = 24_000;
const TICK_MS = 5;

/** A speech server that sends a tone as raw samples, at a pace of its own. */
export class DribblingVoice {
  private readonly server: Server;
  /** × real time */
  private readonly pace: number;
  private readonly body: Buffer;
  private readonly pieceMs: number;
  /** When the first bytes of each answer went out, monotonic ms. */
  readonly firstBytesMs: number[] = [];

  private constructor(pace: number, seconds: number, pieceMs: number) {
    this.pace = pace;
    this.pieceMs = pieceMs;
    this.body = bytesOf(tone(RATE, seconds));
    this.server = createServer((request, response) => {
      request.resume();
      request.on('end', () => this.dribble(response));
    });
  }

  static async start(pace: number, seconds: number, pieceMs = 20): Promise<DribblingVoice> {
    const voice = new DribblingVoice(pace, seconds, pieceMs);
    await new Promise<void>((resolve) => voice.server.listen(0, '127.0.0.1', resolve));
    return voice;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** What is due by the clock goes out, in whole pieces: a timer that comes late slows nothing down. */
  private dribble(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'audio/pcm' });
    const startedMs = monotonicMs();
    this.firstBytesMs.push(startedMs);
    const pieceBytes = (RATE * 2 * this.pieceMs) / 1000;
    let sent = 0;
    const send = () => {
      const dueMs = (monotonicMs() - startedMs) * this.pace;
      const pieces = Math.floor(dueMs / this.pieceMs) + 1;
      if (pieces * pieceBytes > sent) {
        response.write(this.body.subarray(sent, pieces * pieceBytes));
        sent = pieces * pieceBytes;
      }
      if (sent < this.body.length) return;
      clearInterval(timer);
      response.end();
    };
    const timer = setInterval(send, TICK_MS);
    response.on('close', () => clearInterval(timer));
    send();
  }
}
