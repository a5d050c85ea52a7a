import type Database from 'better-sqlite3';

export type Prepared = Database.Statement<unknown[], Record<string, unknown>>;

/** More than the statements there are; a page with other filters is another statement. */
const MOST_PREPARED = 500;

/** Statements prepared once on a connection. */
export function prepareOnce(db: Database.Database): (text: string) => Prepared {
  const prepared = new Map<string, Prepared>();
  return (text) => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    // Prisma's adapter makes every integer of its connection a bigint.
    const statement: Prepared = db.prepare<unknown[], Record<string, unknown>>(text).safeIntegers(false);
    prepared.set(text, statement);
    return statement;
  };
}

/** Parameters by place, as `$1`, `$2`, …, which are names to SQLite. */
export function byName(values: readonly unknown[]): Record<number, unknown> {
  const named: Record<number, unknown> = {};
  for (const [index, value] of values.entries()) named[index + 1] = sqliteValue(value);
  return named;
}

/** A value as SQLite keeps it: times as the text Prisma writes, truth as 1 and 0. */
export function sqliteValue(value: unknown): unknown {
  if (value instanceof Date) return sqliteTime(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined ? null : value;
}

export function sqliteTime(at: Date): string {
  return at.toISOString().replace('Z', '+00:00');
}

export function sqliteNested(columns: readonly string[], from: string, order: string): string {
  return `(SELECT json_group_array(json_array(${columns.join(', ')}) ORDER BY ${order}) FROM ${from})`;
}

/** The list as one parameter. */
export function sqliteAmong(column: string, _type: 'int' | 'text', place: number, values: readonly unknown[]) {
  return { text: `${column} IN (SELECT value FROM json_each($${place}))`, value: JSON.stringify(values) };
}
