import Database from 'better-sqlite3';
import pg from 'pg';

/** How many rows each table has, and how many of them have a value in each column: `orders` and `orders.pickup_date`. */
export type TableFill = Map<string, number>;

type All = (text: string) => Promise<Record<string, unknown>[]>;

export async function tableFill(url: string): Promise<TableFill> {
  if (url.startsWith('file:')) {
    const db = new Database(url.slice('file:'.length), { readonly: true });
    try {
      return await fillOf(async (text) => db.prepare(text).all() as Record<string, unknown>[], SQLITE_COLUMNS);
    } finally {
      db.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fillOf(async (text) => (await client.query(text)).rows, POSTGRESQL_COLUMNS);
  } finally {
    await client.end();
  }
}

/** Written by the clock, not by requests; tallies are kept by the database's own triggers and folded by the clock. */
const HOUSEKEEPING = ['leases', 'tallies', 'tally_changes'];

const SQLITE_COLUMNS = `SELECT tables.name AS name, columns.name AS col FROM sqlite_schema AS tables
  JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%'`;
const POSTGRESQL_COLUMNS = `SELECT table_name AS name, column_name AS col FROM information_schema.columns WHERE table_schema = 'public'`;

async function fillOf(all: All, columnsOf: string): Promise<TableFill> {
  const tables = new Map<string, string[]>();
  for (const { name, col } of await all(columnsOf)) {
    const table = String(name);
    tables.set(table, [...(tables.get(table) ?? []), String(col)]);
  }
  for (const table of HOUSEKEEPING) tables.delete(table);
  const fill: TableFill = new Map();
  for (const [table, columns] of tables) {
    const counts = columns.map((column, index) => `COUNT("${column}") AS c${index}`);
    const [row] = await all(`SELECT COUNT(*) AS n, ${counts.join(', ')} FROM "${table}"`);
    fill.set(table, Number(row?.['n']));
    for (const [index, column] of columns.entries()) fill.set(`${table}.${column}`, Number(row?.[`c${index}`]));
  }
  return fill;
}

/** What there is more of than before, where it is more or less. */
export function growthOf(before: TableFill, after: TableFill): Record<string, number> {
  const changes = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
}
