import Database from 'better-sqlite3';
import type { LegacyRow } from './read-values.js';

/** The older server's tables, and the columns without which a row says nothing. The others may be missing. */
const TABLES = {
  service: ['id', 'name', 'price'],
  customer: ['id', 'name', 'email', 'phone'],
  worker: ['id', 'name', 'email'],
  orders: ['id', 'customer_name', 'customer_email', 'customer_phone', 'service_id', 'total', 'status'],
  transit_batch: ['id', 'type', 'status'],
  transit_order: ['transit_batch_id', 'order_id'],
  track: ['id', 'worker_id'],
  delivery: ['id', 'order_id', 'status'],
  user: ['id'],
} as const;

const REQUIRED: readonly string[] = ['service', 'customer', 'orders'];

export type LegacyData = Record<keyof typeof TABLES, LegacyRow[]>;

/** Everything in the older database, which is opened read-only. Throws one clear sentence when the file is none, or is damaged. */
export function readLegacy(path: string): LegacyData {
  try {
    return read(path);
  } catch (error) {
    throw new Error(sentenceOf(error), { cause: error });
  }
}

function read(path: string): LegacyData {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    // What a file's own schema says is not to be believed: no function of it may run while reading.
    db.pragma('trusted_schema = OFF');
    const health = db.pragma('quick_check(1)', { simple: true });
    if (health !== 'ok') throw new Refusal('the file is damaged: repair it with the sqlite3 tool first');
    // One moment for all tables, also while the older server still writes.
    return db.transaction(() => readTables(db))();
  } finally {
    db.close();
  }
}

function readTables(db: Database.Database): LegacyData {
  const kinds = new Map(
    db
      .prepare<[], { name: string; type: string; sql: string | null }>('SELECT name, type, sql FROM sqlite_master')
      .all()
      .map(({ name, type, sql }) => [name, type === 'table' && !/^create\s+virtual/i.test(sql ?? '')]),
  );
  const tables = Object.entries(TABLES).map(([name, columns]) => {
    const isTable = kinds.get(name);
    if (isTable === undefined && !REQUIRED.includes(name)) return [name, []];
    if (!isTable) throw new Refusal(`the file has no table ${name}: is it the older server's database?`);
    const present = (db.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name);
    const missing = columns.find((column) => !present.includes(column));
    if (missing) throw new Refusal(`table ${name} has no column ${missing}: is it the older server's database?`);
    return [name, db.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).all()];
  });
  return Object.fromEntries(tables) as LegacyData;
}

class Refusal extends Error {}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'SQLITE_NOTADB') return 'the file is not a SQLite database';
  if (code.startsWith('SQLITE_CANTOPEN') || error instanceof TypeError)
    return 'the file cannot be opened: is it there?';
  if (code.startsWith('SQLITE_CORRUPT')) return 'the file is damaged: repair it with the sqlite3 tool first';
  if (code.startsWith('SQLITE_BUSY')) return 'the file is in use: stop the older server first';
  return 'the file cannot be read as a SQLite database';
}
