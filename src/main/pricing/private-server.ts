import { BlockList, isIP } from 'node:net';

/** Loopback, private, link-local and shared networks (RFC 1122, 1918, 3927, 4193, 4291, 6598). */
const NETWORKS: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['127.0.0.0', 8, 'ipv4'],
  // "This host": where servers are often said to listen.
  ['0.0.0.0', 8, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];
const ownNetworks = new BlockList();
for (const [network, prefix, family] of NETWORKS) ownNetworks.addSubnet(network, prefix, family);

/** Names that no public server has (RFC 6761, 6762; `.internal` is reserved by ICANN). */
const OWN_NAME = /(^|\.)(localhost|local|lan|home|internal|home\.arpa)$/;

/** Whether a server stands on this machine or in the user's own network. */
export function isPrivateServer(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  if (version !== 0) return ownNetworks.check(host, version === 4 ? 'ipv4' : 'ipv6');
  // A name of one word is that of a neighbour or a container.
  return OWN_NAME.test(host) || !host.includes('.');
}
