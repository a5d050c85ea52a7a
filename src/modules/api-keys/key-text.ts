import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'fc_';
const SHOWN = 7;

/** A new key: 256 random bits between a prefix and a checksum, by which scanners for leaked secrets can tell it for sure. */
export function newKey(): string {
  const random = PREFIX + randomBytes(32).toString('base64url');
  return random + checksum(random);
}

/** Whether a bearer token means to be a key, rather than the token of a login. */
export function isKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Whether a key can be one of ours. What is mistyped or cut off need not be looked up. */
export function isWhole(key: string): boolean {
  const match = /^(fc_[\w-]{43})([\w-]{6})$/.exec(key);
  return match?.[1] !== undefined && checksum(match[1]) === match[2];
}

/** The beginning of a key, by which people tell theirs apart; it opens nothing. */
export function hintOf(key: string): string {
  return key.slice(0, SHOWN);
}

function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64url');
}
