import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillHistory } from '../bench/history/fill-history.js';
import { historyOrderId } from '../bench/history/history-statements.js';
import { unboundedNodes, unboundedOnSqlite } from '../support/bounded-plan.js';
import { freshDatabase, provider, type TestDatabase } from '../support/database.js';
import { execute, select } from '../support/raw-database.js';
import { triggerStatements } from '../support/trigger-statements.js';
import { statementsOfTriggers, triggersOf } from '../support/trigger-statements-postgresql.js';

// A shop of three services and many orders: what a trigger asks is answered from the order's own rows, not from all of its service's.
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await fillHistory(database.url, 3_000);
});
afterAll(() => database.drop());

const [id, other] = [historyOrderId(10), historyOrderId(11)];
const NOW = `'2026-11-28T00:00:00'`;
const LINE = `'s1', 'Laundry', 1, 100, 100`;
/** Every kind of change that a trigger watches; the order of them matters. */
const CHANGES: Record<string, string> = {
  'insert on order_lines': `INSERT INTO order_lines (order_id, position, service_id, name, quantity, unit_price_minor, line_total_minor)
    VALUES ('${id}', 7, ${LINE}), ('${id}', 8, ${LINE}), ('${other}', 7, ${LINE})`,
  'update on order_lines': `UPDATE order_lines SET service_id = 's2' WHERE order_id = '${id}'`,
  'delete on order_lines': `DELETE FROM order_lines WHERE order_id IN ('${id}', '${other}') AND position >= 7`,
  'update on orders': `UPDATE orders SET status = 'CANCELLED' WHERE id IN ('${id}', '${other}')`,
  'insert on orders': `INSERT INTO orders (id, customer_id, customer_name, customer_email, customer_phone, status, total_minor, currency, piece_count,
    tracking_token_hash, in_account, proves_account, created_at, updated_at)
    VALUES ('zzzzzzzz', 1, 'A', 'a@example.com', '1', 'AT_STORE', 1, 'INR', 1, 'hash', FALSE, FALSE, ${NOW}, ${NOW})`,
  'delete on orders': `DELETE FROM orders WHERE id = 'zzzzzzzz'`,
  'insert on customers': `INSERT INTO customers (name, email, phone, created_at, updated_at) VALUES ('A', 'plan@example.com', '1', ${NOW}, ${NOW})`,
  'update on customers': `UPDATE customers SET status = 'BLOCKED' WHERE email = 'plan@example.com'`,
  'delete on customers': `DELETE FROM customers WHERE email = 'plan@example.com'`,
  'insert on deliveries': `INSERT INTO deliveries (order_id, worker_id, created_at) SELECT '${id}', id, ${NOW} FROM workers`,
  'update on deliveries': `UPDATE deliveries SET status = 'CANCELLED' WHERE order_id = '${id}'`,
  'delete on deliveries': `DELETE FROM deliveries WHERE order_id = '${id}'`,
  'insert on tracks': `INSERT INTO tracks (order_id, worker_id, order_status, scanned_at) SELECT '${id}', id, 'x', ${NOW} FROM workers`,
  'update on tracks': `UPDATE tracks SET worker_id = worker_id WHERE order_id = '${id}'`,
  'delete on tracks': `DELETE FROM tracks WHERE order_id = '${id}'`,
  'insert on transit_batches': `INSERT INTO transit_batches (transit_id, type, created_by, created_by_actor, order_count)
    VALUES ('plan', 'STORE_TO_FACTORY', 'a', 'a', 0)`,
  'update on transit_batches': `UPDATE transit_batches SET status = 'CANCELLED' WHERE transit_id = 'plan'`,
  'delete on transit_batches': `DELETE FROM transit_batches WHERE transit_id = 'plan'`,
  'insert on audit_entries': `INSERT INTO audit_entries (at, actor, action, entity, entity_id) VALUES (${NOW}, 'plan', 'a', 'a', '1')`,
  'update on audit_entries': `UPDATE audit_entries SET entity = 'b' WHERE actor = 'plan'`,
  'delete on audit_entries': `DELETE FROM audit_entries WHERE actor = 'plan'`,
};

/** The statements of triggers that read more rows the longer the shop is open. */
async function unbounded(): Promise<string[]> {
  if (provider === 'postgresql') {
    const run = await statementsOfTriggers(database.url, Object.values(CHANGES));
    expect(run.length).toBeGreaterThan(Object.keys(CHANGES).length / 2);
    return run.flatMap(({ query, plan }) => unboundedNodes(plan, false).map((step) => `${step}: ${query}`));
  }
  const db = new Database(database.url.slice('file:'.length));
  try {
    const statements = triggerStatements(db);
    expect(statements.length).toBeGreaterThan(20);
    return statements.flatMap(({ trigger, query, params }) =>
      unboundedOnSqlite(db, query, params).map((step) => `${trigger}: ${step}`),
    );
  } finally {
    db.close();
  }
}

// Statistics may hide it: SQLite has to be asked before there are any.
test.runIf(provider === 'sqlite')('a trigger that asks for all lines of a service would be seen', async () => {
  const [kept] = await select(database.url, `SELECT sql FROM sqlite_master WHERE name = 'tally_order_lines_insert'`);
  const trigger = String(kept?.['sql']);
  const put = (sql: string) => execute(database.url, `DROP TRIGGER "tally_order_lines_insert"; ${sql}`);
  await put(trigger.replace('+l."service_id"', 'l."service_id"'));
  const steps = await unbounded();
  await put(trigger);

  expect(steps).toEqual(['tally_order_lines_insert: SEARCH l USING INDEX order_lines_service_id_idx (service_id=?)']);
});

test('no trigger reads more rows the longer the shop is open, with statistics or without', async () => {
  expect({ statistics: 'none', steps: await unbounded() }).toEqual({ statistics: 'none', steps: [] });
  await execute(database.url, 'ANALYZE');

  expect({ statistics: 'some', steps: await unbounded() }).toEqual({ statistics: 'some', steps: [] });
});

test.runIf(provider === 'postgresql')('every trigger is looked at', async () => {
  expect(await triggersOf(database.url)).toEqual(Object.keys(CHANGES).toSorted());
});
