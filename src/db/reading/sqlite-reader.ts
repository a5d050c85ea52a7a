import Database from 'better-sqlite3';
import { isBusy, retryBusy, SQLITE_TIMEOUT_MS } from '../sqlite/retry-busy.js';
import type { OnStatement } from '../watch-statements.js';
import type { Reader } from './reader.js';
import { byName, type Prepared, prepareOnce, sqliteAmong, sqliteNested, sqliteTime } from './sqlite-statements.js';

/**
 * Reads on a connection of their own, read-only. In WAL mode it sees the last commit and waits for no writer, so that it needs no
 * write gate. Opened by the first read, when the file is sure to be there.
 */
export function createSqliteReader(path: string, onStatement: OnStatement | undefined): Reader {
  let db: Database.Database | undefined;
  let prepare: ((text: string) => Prepared) | undefined;
  const prepared = (text: string) => {
    db ??= new Database(path, { readonly: true, timeout: SQLITE_TIMEOUT_MS });
    prepare ??= prepareOnce(db);
    return prepare(text);
  };
  return {
    all: async (text, values) => {
      onStatement?.({ query: text, params: JSON.stringify(values) });
      const read = () => prepared(text).all(byName(values));
      try {
        return read();
      } catch (error) {
        if (!isBusy(error)) throw error;
        return retryBusy(async () => read());
      }
    },
    among: sqliteAmong,
    nested: sqliteNested,
    time: sqliteTime,
    close: () => {
      db?.close();
    },
  };
}
