import Database from 'better-sqlite3';
import { retryBusy, SQLITE_TIMEOUT_MS } from '../sqlite/retry-busy.js';
import type { OnStatement } from '../watch-statements.js';
import type { Reader } from './reader.js';

/** More than the statements there are; a page with other filters is another statement. */
const MOST_PREPARED = 200;

/**
 * Reads on a connection of their own, read-only. In WAL mode it sees the last commit and waits for no writer, so that it needs no
 * write gate. Opened by the first read, when the file is sure to be there.
 */
export function createSqliteReader(path: string, onStatement: OnStatement | undefined): Reader {
  let db: Database.Database | undefined;
  const prepared = new Map<string, Database.Statement<unknown[], Record<string, unknown>>>();

  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    db ??= new Database(path, { readonly: true, timeout: SQLITE_TIMEOUT_MS });
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    const statement = db.prepare<unknown[], Record<string, unknown>>(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    all: (text, values) =>
      retryBusy(async () => {
        onStatement?.({ query: text, params: JSON.stringify(values) });
        return prepare(text).all(named(values));
      }),
    among: (column, _type, place, values) => ({
      text: `${column} IN (SELECT value FROM json_each($${place}))`,
      value: JSON.stringify(values),
    }),
    time: (at) => at.toISOString().replace('Z', '+00:00'),
    close: () => {
      db?.close();
    },
  };
}

// `$1` is a name to SQLite.
function named(values: readonly unknown[]): Record<number, unknown> {
  const byName: Record<number, unknown> = {};
  for (const [index, value] of values.entries()) byName[index + 1] = value;
  return byName;
}
