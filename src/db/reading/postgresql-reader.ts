import { createHash } from 'node:crypto';
import pg, { type Pool } from 'pg';
import type { OnStatement } from '../watch-statements.js';
import type { Reader } from './reader.js';

// Columns of times have no zone and hold UTC; node-postgres would take them for the machine's own time.
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.TIMESTAMP
      ? (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Reads on the client's own pool, each statement prepared once a connection. `prepares` is false behind a pooler that shares connections. */
export function createPostgresqlReader(pool: Pool, prepares: boolean, onStatement: OnStatement | undefined): Reader {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known) return known;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
  return {
    all: async (text, values) => {
      onStatement?.({ query: text, params: JSON.stringify(values) });
      const query = { text, types, values: [...values], ...(prepares ? { name: nameOf(text) } : {}) };
      return (await pool.query<Record<string, unknown>>(query)).rows;
    },
    among: (column, type, place, values) => ({ text: `${column} = ANY($${place}::${type}[])`, value: values }),
    time: (at) => at.toISOString(),
    // The pool is the client's, and ends with it.
    close: () => {},
  };
}
