import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { networkTrouble } from '../../../src/main/livekit/network.ts';

const at = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  ...(address.includes(':') ? { family: 'IPv6', scopeid: 0 } : { family: 'IPv4' }),
});
const lo = [at('127.0.0.1', true), at('::1', true)];

test('any interface with an IPv4 address will do, internet or not', () => {
  expect(networkTrouble({ lo, eth0: [at('192.168.1.2')] })).toBeUndefined();
  expect(networkTrouble({ lo, usb0: [at('169.254.3.4')] })).toBeUndefined();
});

test.each([{ lo }, {}, { lo, eth0: [at('fe80::1'), at('fd00::1')] }])(
  'loopback alone, or IPv6 alone, will not: %#',
  (interfaces) => {
    expect(networkTrouble(interfaces)).toMatchObject({
      code: 'livekit-failed',
      remedy: expect.stringContaining('no internet is needed') as string,
    });
  },
);
