import type Database from 'better-sqlite3';
import {
  byName,
  type Prepared,
  prepareOnce,
  sqliteAmong,
  sqliteNested,
  sqliteTime,
  sqliteValue,
} from '../reading/sqlite-statements.js';
import type { StorageWatch } from '../storage-watch.js';
import type { OnStatement } from '../watch-statements.js';
import type { Writer } from './writer.js';

type Watchers = { storage: StorageWatch | undefined; onStatement: OnStatement | undefined };

/** Writes on the one connection that transactions have, for as long as one of them holds the gate. */
export function createSqliteWriter(db: Database.Database, { storage, onStatement }: Watchers): Writer {
  const prepare = prepareOnce(db);
  const run = async <T>(text: string, values: readonly unknown[], work: (statement: Prepared) => T): Promise<T> => {
    onStatement?.({ query: text, params: JSON.stringify(values, textOfBigint) });
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

function textOfBigint(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
