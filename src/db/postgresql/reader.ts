import type { Pool } from 'pg';
import type { Reader } from '../statements/reader.js';
import { type OnStatement, statementOf } from '../watch-statements.js';
import { postgresqlAmong, postgresqlNested, postgresqlStatement, postgresqlTime } from './statements.js';

/** Reads on the client's own pool, each statement prepared once a connection. `prepares` is false behind a pooler that shares connections. */
export function createPostgresqlReader(pool: Pool, prepares: boolean, onStatement: OnStatement | undefined): Reader {
  return {
    all: async (text, values) => {
      onStatement?.(statementOf(text, values));
      return (await pool.query<Record<string, unknown>>(postgresqlStatement(text, values, prepares))).rows;
    },
    among: postgresqlAmong,
    nested: postgresqlNested,
    time: postgresqlTime,
    // The pool is the client's, and ends with it.
    close: () => {},
  };
}
