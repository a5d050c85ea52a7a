import pg from 'pg';
import { inTime } from '../time-budget.js';

/** A ROLLBACK goes out also when the request's time is used up: it is what lets go of the locks. */
const ROLLBACK_WITHIN_MS = 300;

/**
 * A PostgreSQL connection whose statements end with the time of the request they belong to. One that is not answered in time is cut:
 * whatever still comes on it belongs to nobody. Emits `failed` with the error and the milliseconds it took.
 */
export class TimedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    // One that does not come about in half the time will not: the next try may lead somewhere, and it must not stand in the way.
    super({ ...config, connectionTimeoutMillis: Number(config?.query_timeout) / 2 });
    // Statements hear of a lost connection by themselves; an event without a listener would end the process.
    this.on('error', () => {});
    const send = super.query.bind(this) as (statement: object) => Promise<pg.QueryResult>;
    const timeoutMs = Number(config?.query_timeout);
    const timed = async (statement: pg.QueryConfig) => {
      const startedAt = performance.now();
      const within = (query_timeout: number) => send({ ...statement, query_timeout });
      try {
        return await (statement.text === 'ROLLBACK' ? within(ROLLBACK_WITHIN_MS) : inTime(timeoutMs, within));
      } catch (error) {
        if (isSilence(error)) this.#cut();
        this.emit('failed', error, performance.now() - startedAt);
        throw error;
      }
    };
    // biome-ignore lint/suspicious/noExplicitAny: the ten overloads of pg's query cannot be spelt again
    this.query = ((given: any) => timed(typeof given === 'string' ? { text: given } : given)) as typeof this.query;
  }

  #cut(): void {
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

/** What node-postgres says when no answer came. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Whether PostgreSQL closes the connection with this error, as when it stops. It says so a moment before it does. */
export function isLastWord(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(08...|57P0[1-5]|25P0[34])$/.test(error.code ?? '');
}
