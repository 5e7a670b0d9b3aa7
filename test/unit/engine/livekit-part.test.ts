import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LivekitPart } from '../../../src/main/engine/livekit-part.ts';
import { remoteConnection, type LivekitTarget } from '../../../src/main/livekit/connection.ts';
import { silentLog } from '../conversations/fakes.ts';

/** Answers whatever is asked like a LiveKit without rooms. */
let server: Server;
let asked: number;
let target: LivekitTarget;
let part: LivekitPart;
beforeEach(async () => {
  asked = 0;
  server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end('{"rooms":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  target = remote('first');
  const about = { env: {}, serverBinary: undefined, owner: 'me', log: silentLog };
  part = new LivekitPart({ ...about, target: () => target }, () => undefined);
});
afterEach(async () => {
  await part.close();
  server.close();
});

function remote(apiKey: string): LivekitTarget {
  const { port } = server.address() as AddressInfo;
  return remoteConnection({ url: `ws://127.0.0.1:${port}`, apiKey, apiSecret: 's'.repeat(32) });
}

describe('after a change of the connection', () => {
  it('the one that is no longer wanted is let go', async () => {
    await part.up(() => undefined);
    target = remote('second');
    expect(part.isStale).toBe(true);
    await part.release();
    expect(part.isStale).toBe(false);
    const before = asked;
    await part.up(() => undefined);
    expect(asked).toBeGreaterThan(before);
  });

  it('what a run has opened in its place meanwhile is left alone', async () => {
    await part.up(() => undefined);
    target = remote('second');
    await part.up(() => undefined);
    await part.release();
    const before = asked;
    await part.up(() => undefined);
    expect(asked).toBe(before);
  });
});
