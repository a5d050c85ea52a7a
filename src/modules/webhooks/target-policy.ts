import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const PORTS_IN_PRODUCTION = ['', '443', '8443'];

/** Global unicast is all that IPv6 has given out; the parser calls everything unicast that it has no other name for. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether this server may connect to an address. Public ones only: an admin's URL must not lead to machines that only this server
 * can reach. Private, loopback, link-local, shared, reserved and multicast ranges are refused, and what embeds an IPv4 address
 * (mapped, NAT64, 6to4, Teredo) with them. `allowLoopback` is for development.
 */
export function isAllowedAddress(address: string, allowLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return allowLoopback;
  return range === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6));
}

/** Why webhooks are not sent to this URL, whatever its name resolves to; null when it is fine so far. */
export function problemOfUrl(text: string, production: boolean): string | null {
  if (!URL.canParse(text)) return 'must be a URL';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not hold credentials';
  if (url.hash !== '') return 'must not have a fragment';
  const host = hostOf(url);
  const isLocalName = isNameOfThisMachine(host);
  const isLoopback = isLocalName || (isIP(host) !== 0 && ipaddr.parse(host).range() === 'loopback');
  const plainIsFine = url.protocol === 'http:' && isLoopback && !production;
  if (url.protocol !== 'https:' && !plainIsFine) return 'must begin with https://';
  if (production && !PORTS_IN_PRODUCTION.includes(url.port)) return 'must have port 443 or 8443';
  if (production && isLocalName) return 'must be a public address';
  if (isIP(host) !== 0 && !isAllowedAddress(host, !production)) return 'must be a public address';
  return null;
}

/** Whether a name is `localhost` or below it (RFC 6761, 6.3), also with the dot that ends a full name: it leads nowhere else. */
export function isNameOfThisMachine(host: string): boolean {
  return /(^|\.)localhost\.*$/.test(host);
}

/** The host of a URL as a resolver takes it; the parser has made one spelling of `0x7f.1` and the like. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
