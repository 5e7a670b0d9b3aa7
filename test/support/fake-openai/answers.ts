import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { assertNever } from '../../../src/contract/kind.ts';
import type { Answer, Behaviour } from './types.ts';

/** By then what was sent has been read. */
const ARRIVAL_MS = 50;

const BROKEN_JSON = Buffer.from('{"broken": [1, 2');

export function jsonAnswer(data: object, status = 200, headers = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    pieces: [Buffer.from(JSON.stringify(data))],
    pieceSeconds: 0,
    garbage: BROKEN_JSON,
  };
}

export interface Refusal {
  code?: string | undefined;
  message?: string | undefined;
  param?: string | undefined;
  headers?: Record<string, string> | undefined;
}

/** OpenAI's error object. */
export function refusal(status: number, { code, message, param, headers }: Refusal = {}): Answer {
  const error = {
    message: message ?? `The fake server answers ${status}.`,
    type: status >= 500 ? 'server_error' : 'invalid_request_error',
    param: param ?? null,
    code: code ?? null,
  };
  return jsonAnswer({ error }, status, headers);
}

/** Sends an answer as the behaviour would have it. */
export async function deliver(
  answer: Answer,
  behaviour: Behaviour,
  response: ServerResponse,
): Promise<void> {
  if (behaviour.kind === 'silent') return;
  if (behaviour.kind === 'status') {
    const { status, pieces, headers } = refusal(behaviour.status, behaviour);
    response.writeHead(status, headers).end(Buffer.concat(pieces));
    return;
  }
  response.writeHead(answer.status, answer.headers);
  switch (behaviour.kind) {
    case 'normal':
      response.end(Buffer.concat(answer.pieces));
      return;
    case 'empty':
      response.end();
      return;
    case 'garbage':
      response.end(answer.garbage);
      return;
    case 'cut':
      response.write(Buffer.concat(answer.pieces).subarray(0, behaviour.afterBytes));
      // What is read together with the end of its connection is lost to the reader.
      await wait(ARRIVAL_MS);
      response.socket?.destroy();
      return;
    case 'slow':
      return dribble(answer, behaviour.rate, response);
    default:
      assertNever(behaviour);
  }
}

/** Piece by piece, each at its own time from the start: what waits too long is made up for. */
async function dribble(answer: Answer, rate: number, response: ServerResponse): Promise<void> {
  const start = performance.now();
  let due = start;
  for (const piece of answer.pieces) {
    if (response.destroyed) return;
    response.write(piece);
    due += (answer.pieceSeconds * 1000) / rate;
    await wait(Math.max(0, due - performance.now()));
  }
  response.end();
}
