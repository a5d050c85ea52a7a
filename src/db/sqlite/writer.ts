import type Database from 'better-sqlite3';
import type { Writer } from '../statements/writer.js';
import type { StorageWatch } from '../storage-watch.js';
import { type OnStatement, statementOf } from '../watch-statements.js';
import {
  byName,
  type Prepared,
  prepareOnce,
  sqliteAmong,
  sqliteNested,
  sqliteTime,
  sqliteValue,
} from './statements.js';

type Watchers = { storage: StorageWatch | undefined; onStatement: OnStatement | undefined };

/** Writes on the one connection that transactions have, for as long as one of them holds the lock. */
export function createSqliteWriter(db: Database.Database, { storage, onStatement }: Watchers): Writer {
  const prepare = prepareOnce(db);
  const run = async <T>(text: string, values: readonly unknown[], work: (statement: Prepared) => T): Promise<T> => {
    onStatement?.(statementOf(text, values));
    try {
      return work(prepare(text));
    } catch (error) {
      storage?.saw(error);
      throw error;
    }
  };
  return {
    all: (text, values) => run(text, values, (statement) => statement.all(byName(values))),
    change: (text, values) => run(text, values, (statement) => statement.run(byName(values)).changes),
    insert: async (inserts) => {
      for (const { table, columns, rows } of inserts) {
        const places = columns.map(() => '?').join(', ');
        await run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, rows, (statement) => {
          for (const row of rows) statement.run(...row.map(sqliteValue));
        });
      }
    },
    holding: () => '',
    among: sqliteAmong,
    nested: sqliteNested,
    time: sqliteTime,
    close: () => {},
  };
}
