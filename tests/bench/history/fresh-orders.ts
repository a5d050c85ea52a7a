import Database from 'better-sqlite3';
import pg from 'pg';
import { type Dialect, postgresqlDialect, sqliteDialect } from './dialect.js';
import { historyCustomer } from './history-statements.js';
import { orderStatements } from './order-statements.js';

/**
 * Puts `count` (at most 65,536) orders of customer 1 at the counter of a database that is being served, and answers their ids, which
 * begin with the four hex digits of `prefix`.
 */
export async function storeFreshOrders(url: string, count: number, prefix: string): Promise<string[]> {
  if (url.startsWith('file:')) {
    const db = new Database(url.slice('file:'.length), { timeout: 10_000 });
    db.exec(`BEGIN IMMEDIATE; ${freshOrders(sqliteDialect, count, prefix).join(';')}; COMMIT`);
    db.close();
  } else {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of freshOrders(postgresqlDialect, count, prefix)) await client.query(statement);
    await client.end();
  }
  return Array.from({ length: count }, (_, index) => prefix + index.toString(16).padStart(4, '0'));
}

function freshOrders(dialect: Dialect, count: number, prefix: string): string[] {
  const { name, email, phone } = historyCustomer(1);
  return orderStatements(dialect, count, {
    id: `'${prefix}' || substr(${dialect.id('i')}, 5)`,
    customerId: '1',
    name: `'${name}'`,
    email: `'${email}'`,
    phone: `'${phone}'`,
    status: `'AT_STORE'`,
    at: String(Math.floor(Date.now() / 1000)),
  });
}
