import type { DbMeter } from './db-meter.js';
import type { OnStatement } from './watch-statements.js';

/** `poolSize` is connections, of PostgreSQL only; `timeoutMs` is how long a request waits for the database before it is answered 503. */
export type DbOptions = {
  poolSize: number;
  timeoutMs: number;
  onStatement?: OnStatement | undefined;
  meter?: DbMeter | undefined;
};
