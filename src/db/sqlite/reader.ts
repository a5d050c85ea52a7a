import Database from 'better-sqlite3';
import type { Reader } from '../statements/reader.js';
import { type OnStatement, statementOf } from '../watch-statements.js';
import { isBusy, retryBusy, SQLITE_TIMEOUT_MS } from './retry-busy.js';
import { byName, type Prepared, prepareOnce, sqliteAmong, sqliteNested, sqliteTime } from './statements.js';

/**
 * Reads on a connection of their own, read-only. In WAL mode it sees the last commit and waits for no writer, so that it needs no
 * write lock. Opened by the first read, when the file is sure to be there.
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
      onStatement?.(statementOf(text, values));
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
