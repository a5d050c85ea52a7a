import type { DbMeter } from './db-meter.js';
import type { StorageWatch } from './storage-watch.js';
import type { OnStatement } from './watch-statements.js';

export type DbOptions = {
  /** Connections, of PostgreSQL only. */
  poolSize: number;
  /** A pooler hands each transaction another connection: nothing is set or prepared on one. PostgreSQL only. */
  sharesConnections?: boolean | undefined;
  /** How long a request waits for the database before it is answered 503. */
  timeoutMs: number;
  /** How many statements and transactions may wait for their turn; one more is refused at once. Any number, unless given. */
  queueSize?: number | undefined;
  /** Told of writes the disk refused. */
  storage?: StorageWatch | undefined;
  meter?: DbMeter | undefined;
  onStatement?: OnStatement | undefined;
};
