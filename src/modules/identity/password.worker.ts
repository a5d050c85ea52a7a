import { pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import { compareSync, hashSync } from 'bcryptjs';
import { readHash, scryptBytes } from './stored-hash.js';

// Runs in a worker thread: one hash is about 100 ms of CPU, an imported one up to a second, which the event loop must not lose.

export function hash({ password, cost }: { password: string; cost: number }): string {
  return hashSync(password, cost);
}

export function verify({ password, hash: stored }: { password: string; hash: string }): boolean {
  const known = readHash(stored);
  if (!known) return false;
  switch (known.kind) {
    case 'bcrypt':
      return compareSync(password, stored);
    case 'pbkdf2': {
      const { salt, iterations, key, digest } = known;
      return timingSafeEqual(pbkdf2Sync(password, salt, iterations, key.length, digest), key);
    }
    case 'scrypt': {
      const { salt, N, r, p, key } = known;
      // Twice what the numbers come to: OpenSSL counts its own working memory as well.
      const maxmem = 2 * scryptBytes(known) + 1024 * 1024;
      return timingSafeEqual(scryptSync(password, salt, key.length, { N, r, p, maxmem }), key);
    }
  }
}
