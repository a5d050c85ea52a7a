import type { Request } from 'express';
import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that name a network: whoever has one address has all of the others in it. */
const IPV6_NETWORK_BITS = 64;

/**
 * Whom an address stands for: itself, or its network of 64 bits where it is IPv6. What a trusted proxy says of its client counts,
 * and no header of anybody else. A proxy may add a port; what is no address at all leaves the connection's own.
 */
export function clientAddress(request: Request): string {
  return networkOf(request.ip) ?? networkOf(request.socket.remoteAddress) ?? 'unknown';
}

/** What was made of the last addresses: most requests come from the same few. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 1_000;

function networkOf(text = ''): string | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const network = readNetwork(text);
  known.set(text, network);
  return network;
}

function readNetwork(text: string): string | null {
  const bare = text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  if (!ipaddr.isValid(bare)) return null;
  // `process` reads an IPv4 address that came as IPv6, as it does on a socket for both.
  const address = ipaddr.process(bare);
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(address.toString())}/${IPV6_NETWORK_BITS}`);
  return `${network.toString()}/${IPV6_NETWORK_BITS}`;
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}
