import { expect, test } from 'vitest';
import { serverEnv } from '../../../src/main/livekit/server-config.ts';

const env = serverEnv({ http: 4001, rtc: 4002 }, { apiKey: 'duo1', apiSecret: 'secret' });

test('everything is bound to loopback, and nothing is asked of the internet', () => {
  expect(JSON.parse(env['LIVEKIT_CONFIG'] ?? '')).toMatchObject({
    port: 4001,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: 4002,
      tcp_port: 0,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      stun_servers: ['127.0.0.1:9'],
      ips: { includes: ['127.0.0.1/32'] },
    },
    turn: { enabled: false },
    room: { auto_create: false },
  });
});

test('the key stands apart from the configuration, which may be shown', () => {
  expect(env['LIVEKIT_KEYS']).toBe('duo1: secret');
  expect(env['LIVEKIT_CONFIG']).not.toContain('secret');
});
