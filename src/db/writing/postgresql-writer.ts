import type { ClientBase, QueryResult } from 'pg';
import { postgresqlAmong, postgresqlStatement, postgresqlTime } from '../reading/postgresql-statements.js';
import type { OnStatement } from '../watch-statements.js';
import type { Writer } from './writer.js';

type Row = Record<string, unknown>;

/** Writes on the connection that a transaction has. */
export function createPostgresqlWriter(
  client: ClientBase,
  prepares: boolean,
  onStatement: OnStatement | undefined,
): Writer {
  const run = (text: string, values: readonly unknown[], keeps = prepares): Promise<QueryResult<Row>> => {
    onStatement?.({ query: text, params: JSON.stringify(values, textOfBigint) });
    return client.query<Row>(postgresqlStatement(text, values, keeps));
  };
  return {
    all: async (text, values) => (await run(text, values)).rows,
    change: async (text, values) => (await run(text, values)).rowCount ?? 0,
    insert: async (table, columns, rows) => {
      for (const some of parts(rows, Math.floor(MOST_PARAMETERS / columns.length))) {
        await run(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places(some.length, columns.length)}`,
          some.flat(),
          prepares && some.length <= MOST_KEPT_ROWS,
        );
      }
    },
    among: postgresqlAmong,
    time: postgresqlTime,
    close: () => {},
  };
}

/** Each number of rows is another statement, and a connection keeps every one it prepared: those of usual orders are enough. */
const MOST_KEPT_ROWS = 20;
/** The protocol counts them in 16 bits. */
const MOST_PARAMETERS = 65_535;

function parts<T>(rows: readonly T[], size: number): T[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, part) => rows.slice(part * size, (part + 1) * size));
}

function places(rows: number, columns: number): string {
  const row = (first: number) => `(${Array.from({ length: columns }, (_, column) => `$${first + column}`).join(', ')})`;
  return Array.from({ length: rows }, (_, index) => row(index * columns + 1)).join(', ');
}

function textOfBigint(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
