import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { AppError } from '../../shared/app-error.js';
import { fitsBcrypt } from './password.schema.js';

const QUEUE = 500;

export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for a missing hash too, after the same work: how long it takes does not tell whether the account exists. */
  verify(password: string, hash: string | null | undefined): Promise<boolean>;
  close(): Promise<void>;
};

/** bcrypt in worker threads at `cost`. Throws `unavailable` when more logins wait than could be served in time. */
export function createPasswords(cost: number): Passwords {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./password.worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    idleTimeout: 30_000,
    maxQueue: QUEUE,
  });
  const run = async <T>(name: 'hash' | 'verify', task: object): Promise<T> => {
    if (pool.queueSize >= QUEUE) throw new AppError('unavailable', 'server.busy', 'Too many logins at once');
    return (await pool.run(task, { name })) as T;
  };
  const hash = (password: string) => run<string>('hash', { password, cost });
  let decoy: Promise<string> | undefined;
  return {
    hash,
    verify: async (password, stored) => {
      decoy ??= hash('nobody has this password');
      const usable = stored && fitsBcrypt(password) ? stored : null;
      const matches = await run<boolean>('verify', {
        password: fitsBcrypt(password) ? password : '',
        hash: usable ?? (await decoy),
      });
      return matches && usable !== null;
    },
    close: () => pool.destroy(),
  };
}
