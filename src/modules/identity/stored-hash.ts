/** A password hash as it is stored: ours, or one of the formats of Werkzeug, which the older server used. */
export type StoredHash =
  | { kind: 'bcrypt'; cost: number }
  | { kind: 'pbkdf2'; digest: 'sha256' | 'sha512'; iterations: number; salt: string; key: Buffer }
  | { kind: 'scrypt'; N: number; r: number; p: number; salt: string; key: Buffer };

/** What Werkzeug 3.1 means by `pbkdf2:sha256` without a number. */
const DEFAULT_ITERATIONS = 1_000_000;

// A hash from a file of strangers must not hold a thread for minutes, or take all memory. Werkzeug's own are far inside.
const MOST_ITERATIONS = 2_000_000;
const MOST_SCRYPT_BYTES = 64 * 1024 * 1024;
const MOST_SCRYPT_LANES = 4;
const MOST_BCRYPT_COST = 15;

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
const PBKDF2 = /^pbkdf2:(sha256|sha512)(?::([1-9]\d{0,8}))?\$([^$\s]{1,64})\$([0-9a-f]+)$/;
const SCRYPT = /^scrypt:([1-9]\d{0,8}):([1-9]\d{0,3}):([1-9]\d{0,3})\$([^$\s]{1,64})\$([0-9a-f]{128})$/;

/** The hash, taken apart; null for any other text, and for parameters that would cost too much to try. */
export function readHash(stored: string): StoredHash | null {
  return readBcrypt(stored) ?? readPbkdf2(stored) ?? readScrypt(stored);
}

/** Whether passwords can be tried against it. */
export function isKnownHash(stored: string): boolean {
  return readHash(stored) !== null;
}

export function scryptBytes({ N, r }: { N: number; r: number }): number {
  return 128 * N * r;
}

function readBcrypt(stored: string): StoredHash | null {
  const cost = Number(BCRYPT.exec(stored)?.[1]);
  return cost >= 4 && cost <= MOST_BCRYPT_COST ? { kind: 'bcrypt', cost } : null;
}

function readPbkdf2(stored: string): StoredHash | null {
  const [, digest, count, salt = '', hex = ''] = PBKDF2.exec(stored) ?? [];
  if (digest !== 'sha256' && digest !== 'sha512') return null;
  const iterations = count === undefined ? DEFAULT_ITERATIONS : Number(count);
  if (iterations > MOST_ITERATIONS || hex.length !== (digest === 'sha256' ? 64 : 128)) return null;
  return { kind: 'pbkdf2', digest, iterations, salt, key: Buffer.from(hex, 'hex') };
}

function readScrypt(stored: string): StoredHash | null {
  const match = SCRYPT.exec(stored);
  if (!match) return null;
  const [N, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  if (!isPowerOfTwo || scryptBytes({ N, r }) > MOST_SCRYPT_BYTES || p > MOST_SCRYPT_LANES) return null;
  return { kind: 'scrypt', N, r, p, salt: match[4] ?? '', key: Buffer.from(match[5] ?? '', 'hex') };
}
