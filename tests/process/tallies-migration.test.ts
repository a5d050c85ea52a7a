import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/migrations/migration-folder.js';
import { createDeps } from '../../src/deps.js';
import { findWrongTotals } from '../../src/modules/totals/recount.sql.js';
import { fillHistory } from '../bench/history/fill-history.js';
import { execute, type Provider, providers, seededDatabase, select } from '../support/raw-database.js';
import { runProgram } from '../support/server-process.js';
import { testConfig } from '../support/test-config.js';

const TALLIED = ['orders', 'order_lines', 'customers', 'deliveries', 'tracks', 'transit_batches', 'audit_entries'];
const TRIGGERS: Record<Provider, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`,
  postgresql: `SELECT DISTINCT trigger_name AS name FROM information_schema.triggers ORDER BY 1`,
};

async function mistallied(url: string): Promise<string[]> {
  const deps = createDeps(testConfig(url));
  const found = await findWrongTotals(deps.db);
  await deps.close();
  return found;
}

async function undoTallies(on: Provider, url: string): Promise<void> {
  const triggers = (await select(url, TRIGGERS[on])).map(({ name }) => String(name));
  const tables = [...TALLIED, 'cancelled', 'missing'].map((table) => `tally_${table}()`);
  const functions = [...tables, 'stamp_cancelled()', 'tally_period(timestamp)'];
  const dropped =
    on === 'sqlite'
      ? triggers.map((name) => `DROP TRIGGER ${name}`)
      : functions.map((name) => `DROP FUNCTION ${name} CASCADE`);
  const own = readMigrations(on).filter(({ name }) =>
    /_(tallies|bounded_tally_triggers|cancelled_by_day|missing_orders_counted)$/.test(name),
  );
  const names = own.map(({ name }) => `'${name}'`).join(', ');
  const more = ['DROP TABLE tallies', 'DROP TABLE tally_changes', 'ALTER TABLE orders DROP COLUMN cancelled_at'];
  await execute(
    url,
    [...dropped, ...more, `DELETE FROM _prisma_migrations WHERE migration_name IN (${names})`].join(';'),
  );
}

test.for(providers)('a shop that is there already is tallied by the migration itself, on %s', async (on) => {
  const { url, folder } = await seededDatabase(on);
  await fillHistory(url, 1_000);
  await execute(url, `UPDATE customers SET email = NULL, deleted_at = created_at WHERE id = 7`);
  await execute(url, `UPDATE orders SET status = 'CANCELLED' WHERE customer_id = 9`);
  await execute(url, `UPDATE orders SET missing_since = created_at WHERE customer_id = 11`);
  const [order] = await select(url, `SELECT id FROM orders WHERE customer_id = 9 ORDER BY id`);
  const entry =
    "(order_id, at, type, status, actor) SELECT id, '2025-03-04T05:06:07.000+00:00', 'status', 'CANCELLED', 'admin:1'";
  await execute(url, `INSERT INTO timeline_entries ${entry} FROM orders WHERE id = '${String(order?.['id'])}'`);
  await undoTallies(on, url);

  const { code, stderr } = await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const all = await select(
    url,
    `SELECT kind, CAST(SUM(counted) AS INTEGER) AS counted FROM tallies WHERE level = 3 GROUP BY kind ORDER BY kind`,
  );
  expect(Object.fromEntries(all.map(({ kind, counted }) => [kind, counted]))).toEqual({
    audit: 1_000,
    'audit-actors': 1_000,
    'audit-acts': 1_000,
    batches: 10,
    cancelled: 20,
    customers: 50,
    deliveries: 150,
    missing: 20,
    orders: 1_000,
    services: 1_960,
    tracks: 150,
    'worker-deliveries': 150,
  });
  const [since] = await select(
    url,
    `SELECT CAST(cancelled_at AS TEXT) AS at FROM orders WHERE id = '${String(order?.['id'])}'`,
  );
  expect(String(since?.['at'])).toMatch(/^2025-03-04.05:06:07/);
  expect(await mistallied(url)).toEqual([]);
});

test.for(providers)('records that were merged already are counted apart by the migration, on %s', async (on) => {
  const { url, folder } = await seededDatabase(on);
  await fillHistory(url, 300);
  await execute(url, 'UPDATE customers SET deleted_at = created_at, merged_into_id = 2 WHERE id IN (3, 4)');
  await execute(url, 'UPDATE customers SET deleted_at = created_at WHERE id = 5');
  for (const table of ['tallies', 'tally_changes'])
    await execute(url, `UPDATE ${table} SET part = 'ERASED' WHERE part = 'MERGED'`);
  const [own] = readMigrations(on).filter(({ name }) => name.endsWith('_merged_customers_counted_apart'));
  await execute(url, `DELETE FROM _prisma_migrations WHERE migration_name = '${own?.name}'`);
  expect(await mistallied(url)).not.toEqual([]);

  const { code, stderr } = await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await mistallied(url)).toEqual([]);
});

// A migration that builds a table anew on SQLite leaves its triggers behind: it must make them again.
test.for(providers)('every table that is tallied has its triggers after all migrations, on %s', async (on) => {
  const { url } = await seededDatabase(on);

  const triggers = (await select(url, TRIGGERS[on])).map(({ name }) => name);

  const each = TALLIED.flatMap((table) => ['delete', 'insert', 'update'].map((on) => `tally_${table}_${on}`));
  const stamps = ['delete', 'insert', 'update'].flatMap((on) => [`tally_cancelled_${on}`, `tally_missing_${on}`]);
  const own = ['stamp_cancelled_insert', 'stamp_cancelled_update', ...stamps];
  if (on === 'sqlite') own.push('tally_orders_services');
  expect(triggers).toEqual([...each, ...own].sort());
});

test.for(providers)(
  'tallies that went wrong are named by the invariants and made anew with --recount, on %s',
  async (on) => {
    const { url, folder } = await seededDatabase(on);
    await fillHistory(url, 1_000);
    await execute(url, `DELETE FROM tallies WHERE kind = 'orders' AND level = 3`);
    await execute(
      url,
      `INSERT INTO tally_changes (kind, period, part, counted, total_minor) VALUES ('tracks', 0, '77', 5, 0)`,
    );
    const invariants = (...args: string[]) => runProgram('commands/invariants', folder, { DATABASE_URL: url }, args);

    const before = await invariants();
    const after = await invariants('--recount');

    expect(before).toMatchObject({ code: 1, stdout: '' });
    expect(before.stderr).toContain('tally of orders, DELIVERED, level 3');
    expect(before.stderr).toContain('tally of tracks, 77, level 0');
    expect(after).toMatchObject({ code: 0, stdout: 'the data agree\n', stderr: '' });
  },
);
