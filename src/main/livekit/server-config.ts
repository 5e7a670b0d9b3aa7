import type { ServerPorts } from './ports.ts';

export interface ServerKeys {
  apiKey: string;
  apiSecret: string;
}

/**
 * The STUN server that participants are told. With none, livekit-server (1.13.5) tells them those of Google
 * and Twilio, and each looks the names up: unanswered, a lookup holds a socket and a thread for 10 s and more.
 * The discard port (RFC 863) answers nothing. The port of the media won't do: libwebrtc takes whatever comes
 * from a STUN server for its answer, and nobody would be connected.
 */
const NO_STUN = '127.0.0.1:9';

/**
 * The environment by which livekit-server gets its configuration and keys. Nothing of it stands in
 * argv, which every user of the machine can read.
 *
 * Everything is on the loopback address only. There is no ICE over TCP: its listener can't be bound to
 * one address, and on loopback UDP always gets through.
 */
export function serverEnv(ports: ServerPorts, keys: ServerKeys): Record<string, string> {
  const config = {
    port: ports.http,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: ports.rtc,
      tcp_port: 0,
      allow_tcp_fallback: false,
      // A given address also keeps the server from asking STUN servers on the internet.
      node_ip: '127.0.0.1',
      use_external_ip: false,
      stun_servers: [NO_STUN],
      enable_loopback_candidate: true,
      ips: { includes: ['127.0.0.1/32'] },
    },
    turn: { enabled: false },
    // Rooms are made by us, with time-outs that suit agents; a late joiner must not bring one back.
    room: { auto_create: false },
    logging: { level: 'warn', pion_level: 'error', json: true },
  };
  return {
    LIVEKIT_CONFIG: JSON.stringify(config),
    LIVEKIT_KEYS: `${keys.apiKey}: ${keys.apiSecret}`,
  };
}
