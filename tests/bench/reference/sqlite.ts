import Database from 'better-sqlite3';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

/** better-sqlite3 with the product's durability. Nothing in it waits, so that a transaction is never interrupted. */
export function openSqlite(path: string): ReferenceDatabase {
  const db = new Database(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const prepared = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  const run = (text: string, values: unknown[]): Row[] => {
    const statement = prepare(text);
    const named = Object.fromEntries(values.map((value, index) => [index + 1, value]));
    if (statement.reader) return statement.all(named) as Row[];
    statement.run(named);
    return [];
  };
  const sql: Sql = {
    all: async (text, ...values) => run(text, values),
    insert: async (table, columns, rows) => {
      const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      for (const row of rows) prepare(text).run(...row);
    },
  };
  return {
    ...sql,
    transaction: async (work) => {
      prepare('BEGIN IMMEDIATE').run();
      try {
        const result = await work(sql);
        prepare('COMMIT').run();
        return result;
      } catch (error) {
        prepare('ROLLBACK').run();
        throw error;
      }
    },
    toTime: (at) => at.toISOString().replace('Z', '+00:00'),
    fromTime: (value) => String(value).replace('+00:00', 'Z'),
    among: (column, values, first) => ({
      text: `${column} IN (${values.map((_, index) => `$${first + index}`).join(', ')})`,
      values,
    }),
    toBoolean: Number,
    inOrder: (_table, condition) => condition,
    asEnum: (parameter) => parameter,
  };
}
