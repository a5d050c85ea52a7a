import { hash, randomBytes, randomInt } from 'node:crypto';

const ORDER_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Where new identifiers come from; random, so that none can be guessed from another. */
export type Ids = {
  /** Eight characters of `[a-z0-9]`. May collide: the database's key decides, and the caller tries another. */
  orderId(): string;
  /** 128 random bits, 22 characters of base64url. */
  trackingToken(): string;
  /** What tells batches of the same second apart: six characters. */
  batchSuffix(): string;
};

export const randomIds: Ids = {
  orderId: () => Array.from({ length: 8 }, () => ORDER_ALPHABET[randomInt(ORDER_ALPHABET.length)]).join(''),
  trackingToken: () => randomBytes(16).toString('base64url'),
  batchSuffix: () => randomBytes(3).toString('hex'),
};

/** What is stored instead of a secret that itself is random enough not to be guessed: its SHA-256 in hex. */
export function fingerprint(secret: string): string {
  return hash('sha256', secret, 'hex');
}
