import pg from 'pg';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

// Counts and sums, which fit.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** node-postgres with named prepared statements and as many connections as the product has. */
export function openPostgresql(url: string): ReferenceDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return name;
  };
  const on = (client: pg.Pool | pg.PoolClient): Sql => {
    const all = async (text: string, ...values: unknown[]): Promise<Row[]> =>
      (await client.query<Row>({ name: nameOf(text), text, values })).rows;
    return {
      all,
      insert: async (table, columns, rows) => {
        const tuple = (row: number) =>
          `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`;
        const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map((_, row) => tuple(row)).join(', ')}`;
        await all(text, ...rows.flat());
      },
    };
  };
  return {
    ...on(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(on(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        client.release();
        throw error;
      }
    },
    toTime: (at) => at,
    fromTime: (value) => (value as Date).toISOString(),
    among: (column, values, first) => ({ text: `${column} = ANY($${first}::text[])`, values: [values] }),
    inOrder: (table, condition) => `id IN (SELECT id FROM ${table} WHERE ${condition} ORDER BY id FOR NO KEY UPDATE)`,
    toBoolean: (value) => value,
    asEnum: (parameter, name) => `CAST(${parameter} AS "${name}")`,
  };
}
