import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { ErrorData } from '../../contract/errors.ts';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Why audio can't pass between the processes of this computer, if so. By RFC 8445, 5.1.1.1, WebRTC
 * gathers no candidates from the loopback interface: even a call to 127.0.0.1 needs some other
 * interface that is up and has an IPv4 address. Internet isn't needed.
 */
export function networkTrouble(
  interfaces: Interfaces = networkInterfaces(),
): ErrorData | undefined {
  const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
  if (addresses.some(({ family, internal }) => family === 'IPv4' && !internal)) return undefined;
  return {
    code: 'livekit-failed',
    message:
      'This computer has no active network connection, and WebRTC audio needs one even between programs of one computer.',
    remedy:
      'Turn on Wi-Fi, plug in a cable or add a virtual network adapter; no internet is needed.',
  };
}
