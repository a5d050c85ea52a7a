import type { ClientBase, QueryResult } from 'pg';
import type { Insert, Writer } from '../statements/writer.js';
import { type OnStatement, statementOf } from '../watch-statements.js';
import { postgresqlAmong, postgresqlNested, postgresqlStatement, postgresqlTime } from './statements.js';

type Row = Record<string, unknown>;

/** Writes on the connection that a transaction has. */
export function createPostgresqlWriter(
  client: ClientBase,
  prepares: boolean,
  onStatement: OnStatement | undefined,
): Writer {
  const run = (text: string, values: readonly unknown[]): Promise<QueryResult<Row>> => {
    onStatement?.(statementOf(text, values));
    return client.query<Row>(postgresqlStatement(text, values, prepares));
  };
  return {
    all: async (text, values) => (await run(text, values)).rows,
    change: async (text, values) => (await run(text, values)).rowCount ?? 0,
    insert: async (inserts) => {
      await run(insertText(inserts), inserts.map(recordsOf));
    },
    holding: (strength) => strength,
    among: postgresqlAmong,
    nested: postgresqlNested,
    time: postgresqlTime,
    close: () => {},
  };
}

/**
 * One statement for all, and the same for any number of rows: a connection keeps every one that it prepared. PostgreSQL looks at
 * references when all of it is written.
 */
function insertText(inserts: readonly Insert[]): string {
  const texts = inserts.map(({ table, columns }, index) => {
    const names = columns.join(', ');
    return `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $${index + 1})`;
  });
  const last = texts.pop() ?? '';
  if (texts.length === 0) return last;
  return `WITH ${texts.map((text, index) => `w${index + 1} AS (${text})`).join(', ')} ${last}`;
}

function recordsOf({ columns, rows }: Insert): string {
  const records = rows.map((row) =>
    Object.fromEntries(columns.map((column, place) => [column, jsonValue(row[place])])),
  );
  return JSON.stringify(records);
}

// Times become ISO 8601 by themselves.
function jsonValue(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
