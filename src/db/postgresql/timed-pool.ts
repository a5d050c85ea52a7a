import pg from 'pg';
import type { DbOptions } from '../db-options.js';
import { inTime, tooLate, tooManyWaiting } from '../time-budget.js';
import { retryConflicts } from './retry-conflicts.js';
import { isLastWord, isSilence, TimedClient } from './timed-client.js';

/**
 * A pool whose waiting room is bounded, and that keeps to the time of the request being served. When one connection falls silent
 * and nothing was heard on any other meanwhile, all of that age are taken for dead: a request would have to wait on each of them in
 * turn to find out.
 */
export class TimedPool extends pg.Pool {
  readonly #bornAt = new WeakMap<object, number>();
  /** Their end is known, though not to the pool yet. */
  readonly #ending = new WeakSet<object>();
  #silentAt = 0;
  #heardAt = 0;

  constructor(config: pg.PoolConfig, options: DbOptions) {
    super({ ...config, Client: TimedClient } as pg.PoolConfig);
    const { timeoutMs, queueSize = Number.POSITIVE_INFINITY, storage } = options;
    // An idle connection that is lost is replaced; an event without a listener would end the process.
    this.on('error', () => {});
    this.on('connect', (client) => {
      this.#bornAt.set(client, performance.now());
      client.on(
        'failed' as 'error',
        ((error: unknown, afterMs: number) => {
          storage?.saw(error);
          if (isSilence(error) || isLastWord(error)) this.#ending.add(client);
          if (!isSilence(error)) this.#heardAt = performance.now();
          else if (this.#heardAt < performance.now() - afterMs) this.#silentAt = performance.now();
        }) as (error: Error) => void,
      );
    });
    this.on('release', (error) => {
      if (!error) this.#heardAt = performance.now();
    });
    const take = super.connect.bind(this) as () => Promise<pg.PoolClient>;
    const takeLiving = async (): Promise<pg.PoolClient> => {
      for (;;) {
        const client = await take();
        const isHeard = (this.#bornAt.get(client) ?? 0) > this.#silentAt;
        if (isHeard && !this.#ending.has(client)) return client;
        client.release(true);
      }
    };
    const connect = () => {
      if (this.waitingCount >= queueSize) return Promise.reject(tooManyWaiting());
      return inTime(timeoutMs, (leftMs) => within(leftMs, takeLiving()));
    };
    const query = (statement: pg.QueryConfig) =>
      retryConflicts(() => inTime(timeoutMs, () => runAlone(connect, statement)));
    this.connect = connect as typeof this.connect;
    // biome-ignore lint/suspicious/noExplicitAny: the ten overloads of pg's query cannot be spelt again
    this.query = query as any;
  }
}

async function runAlone(connect: () => Promise<pg.PoolClient>, statement: pg.QueryConfig) {
  const client = await connect();
  try {
    const result = await client.query(statement);
    client.release();
    return result;
  } catch (error) {
    // What PostgreSQL itself refused leaves the connection as it was.
    client.release(error instanceof pg.DatabaseError ? undefined : true);
    throw error;
  }
}

/** A connection that comes too late goes back to the pool. */
async function within(milliseconds: number, connecting: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      connecting.then((client) => client.release()).catch(() => undefined);
      reject(tooLate());
    }, milliseconds);
  });
  return Promise.race([connecting, late]).finally(() => clearTimeout(timer));
}
