import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { ConcurrencyLimiter } from '../../overload/concurrency-limiter.js';
import { AppError } from '../../shared/app-error.js';
import { currentRequest, waiting, withoutPermit } from '../../shared/request-context.js';
import { fitsBcrypt } from './password.schema.js';
import { readHash } from './stored-hash.js';

/** Hashes of so many clients who are no staff are no flood: an evening's logins. */
const FEW = { requests: 64, clients: 16 };

/** A shop's clerks all log in when it opens: they may stand in line so many times as long as others. */
const STAFF_PATIENCE = 3;

/** Whose password it is, and from which client. */
export type HashesFor = { lane: 'staff' | 'customers'; client: string };

const OWN: HashesFor = { lane: 'staff', client: 'this server' };

/** The older server had no limit; nobody types more. */
const MAX_IMPORTED_PASSWORD_BYTES = 1_024;

export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for a missing hash too, after the same work: how long it takes does not tell whether the account exists. */
  verify(password: string, hash: string | null | undefined): Promise<boolean>;
  /** Whether a hash should give way to a new one of this password, which it matches: of another kind, or cheaper than those made now. */
  isOutdated(hash: string, password: string): boolean;
  /**
   * Does `work` with a permit for the hashes in it, in turn by client and after all that staff ask for. Throws `server.busy` before
   * anything else was done: counting a try, and giving it back, would cost more than refusing it.
   */
  inTurn<T>(whose: HashesFor, work: () => Promise<T>): Promise<T>;
  /** Those that wait for a thread. */
  waiting(): number;
  close(): Promise<void>;
};

/**
 * bcrypt in worker threads at `cost`, one of which strangers and customers never take. Throws `server.busy` when a hash would wait longer for a thread than `waitMs`, of which is taken
 * off what its request has waited before.
 */
export function createPasswords(cost: number, waitMs: number): Passwords {
  const threads = Math.max(2, Math.min(4, availableParallelism()));
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./password.worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
  });
  // A hash that no password has, of the same cost: comparing with it takes as long as with a real one.
  const decoy = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;
  const limiter = new ConcurrencyLimiter({
    lanes: { staff: { most: threads, patience: STAFF_PATIENCE }, customers: { most: threads - 1, few: FEW } },
    most: threads,
    waitMs,
    refusal: tooMany,
  });
  const inTurn = async <T>({ lane, client }: HashesFor, work: () => Promise<T>): Promise<T> => {
    const request = currentRequest();
    // Nobody waits for a command, and who has a permit has waited.
    if (!request || request.hashPermit) return work();
    const permit = await waiting(() => limiter.enter(lane, client, request.waitedMs));
    request.hashPermit = permit;
    try {
      return await work();
    } finally {
      request.hashPermit = null;
      permit.end();
    }
  };
  const run = <T>(name: 'hash' | 'verify', task: object): Promise<T> =>
    inTurn(OWN, () => withoutPermit(() => pool.run(task, { name }) as Promise<T>));
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
    inTurn,
    waiting: () => limiter.waiting,
    close: () => pool.destroy(),
  };
}

function tooMany(): AppError {
  return new AppError('unavailable', 'server.busy', 'Too many logins at once');
}

function mayMatch(stored: string, password: string): boolean {
  const known = readHash(stored);
  if (known === null) return false;
  return known.kind === 'bcrypt' ? fitsBcrypt(password) : Buffer.byteLength(password) <= MAX_IMPORTED_PASSWORD_BYTES;
}
