import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { AppError } from '../../shared/app-error.js';
import { fitsBcrypt } from './password.schema.js';
import { readHash } from './stored-hash.js';

/** Hashes that may wait for each thread: what five seconds are enough for at cost 10, where one takes about 100 ms. */
const WAITING_PER_THREAD = 50;

/** The older server had no limit; nobody types more. */
const MAX_IMPORTED_PASSWORD_BYTES = 1_024;

export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for a missing hash too, after the same work: how long it takes does not tell whether the account exists. */
  verify(password: string, hash: string | null | undefined): Promise<boolean>;
  /** Whether a hash should give way to a new one of this password, which it matches: of another kind, or cheaper than those made now. */
  isOutdated(hash: string, password: string): boolean;
  /** Hashes that wait for a thread. */
  waiting(): number;
  close(): Promise<void>;
};

/** bcrypt in worker threads at `cost`. Throws `unavailable` when more logins wait than could be served in time. */
export function createPasswords(cost: number): Passwords {
  const threads = Math.max(1, Math.min(4, availableParallelism() - 1));
  const maxQueue = Math.max(8, Math.round(threads * WAITING_PER_THREAD * 2 ** (10 - cost)));
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./password.worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    maxQueue,
  });
  // A hash that no password has, of the same cost: comparing with it takes as long as with a real one.
  const decoy = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;
  const run = async <T>(name: 'hash' | 'verify', task: object): Promise<T> => {
    if (pool.queueSize >= maxQueue) throw new AppError('unavailable', 'server.busy', 'Too many logins at once');
    return (await pool.run(task, { name })) as T;
  };
  const hash = (password: string) => run<string>('hash', { password, cost });
  return {
    hash,
    verify: async (password, stored) => {
      const usable = stored && mayMatch(stored, password) ? stored : null;
      const matches = await run<boolean>('verify', {
        password: usable !== null || fitsBcrypt(password) ? password : '',
        hash: usable ?? decoy,
      });
      return matches && usable !== null;
    },
    isOutdated: (stored, password) => {
      const known = readHash(stored);
      // A password that is too long for bcrypt goes on with the hash it came with.
      return fitsBcrypt(password) && known !== null && (known.kind !== 'bcrypt' || known.cost < cost);
    },
    waiting: () => pool.queueSize,
    close: () => pool.destroy(),
  };
}

function mayMatch(stored: string, password: string): boolean {
  const known = readHash(stored);
  if (known === null) return false;
  return known.kind === 'bcrypt' ? fitsBcrypt(password) : Buffer.byteLength(password) <= MAX_IMPORTED_PASSWORD_BYTES;
}
