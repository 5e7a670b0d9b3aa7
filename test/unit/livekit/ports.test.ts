import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { chooseServerPorts } from '../../../src/main/livekit/ports.ts';

test('the ports can be bound', async () => {
  const { http, rtc } = await chooseServerPorts();
  expect(rtc).toBeGreaterThan(1023);
  const server = createServer().listen(http, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
});
