import { AsyncLocalStorage } from 'node:async_hooks';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';

const storage = new AsyncLocalStorage<TimeBudget>();

/** How long one request may still wait for the database, all its statements together; those that wait at once count once. */
export class TimeBudget {
  readonly #wholeMs: number;
  #leftMs: number;
  #waiting = 0;
  #since = 0;
  #ended = false;

  constructor(milliseconds: number) {
    this.#wholeMs = milliseconds;
    this.#leftMs = milliseconds;
  }

  /** The request waited so long in a line before: half of its time is left to it at least, or it had better not been let in. */
  charge(waitedMs: number): void {
    this.#leftMs -= Math.min(waitedMs, this.#wholeMs / 2);
  }

  /** Runs `work`, and all it awaits, on this budget. */
  run<T>(work: () => T): T {
    return storage.run(this, work);
  }

  /** The request is answered: what it left running in the background waits as long as anybody else. */
  end(): void {
    this.#ended = true;
  }

  get ended(): boolean {
    return this.#ended;
  }

  leftMs(): number {
    return this.#leftMs - (this.#waiting > 0 ? performance.now() - this.#since : 0);
  }

  async spend<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting === 0) this.#since = performance.now();
    this.#waiting += 1;
    try {
      return await work();
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#leftMs -= performance.now() - this.#since;
    }
  }
}

/**
 * Runs `work` with the time left to the request being served, or `otherwiseMs` outside of one. Without a common budget a request of
 * ten statements could wait ten times as long as one. Throws what is answered 503 when nothing is left.
 */
export async function inTime<T>(otherwiseMs: number, work: (leftMs: number) => Promise<T>): Promise<T> {
  const current = storage.getStore();
  const budget = current && !current.ended ? current : new TimeBudget(otherwiseMs);
  if (budget.leftMs() <= 0) throw tooLate();
  return budget.spend(() => work(Math.max(1, budget.leftMs())));
}

/** Takes what the request being served has waited in a line off the time it has for the database. */
export function chargeWaiting(waitedMs: number): void {
  storage.getStore()?.charge(waitedMs);
}

/** Runs `work` on a budget of its own of at most this long. The request pays for it, and keeps the rest for another try. */
export function atMost<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  return inTime(milliseconds, (leftMs) => new TimeBudget(Math.min(milliseconds, leftMs)).run(work));
}

/** The database kept us waiting too long, in the words Prisma understands. */
export function tooLate(): DriverAdapterError {
  return new DriverAdapterError({ kind: 'SocketTimeout' });
}

/** The queue for the database is full: who comes now is better told at once. */
export function tooManyWaiting(): DriverAdapterError {
  return new DriverAdapterError({ kind: 'TooManyConnections', cause: 'too many requests wait for the database' });
}
