import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/migrations/migration-folder.js';
import { createDeps } from '../../src/deps.js';
import { renewPhoneKeys } from '../../src/modules/customers/index.js';
import { checkInvariants } from '../../src/modules/invariants/index.js';
import { fillHistory } from '../bench/history/fill-history.js';
import { execute, type Provider, providers, seededDatabase, select } from '../support/raw-database.js';
import { runProgram } from '../support/server-process.js';
import { testConfig } from '../support/test-config.js';

const CUSTOMERS = `SELECT id, name, email, login_email, phone FROM customers ORDER BY id`;

/** Makes the database what it was before the migration: the tallies' triggers, which know the columns, come back with it and a later one. */
async function undo(on: Provider, url: string): Promise<void> {
  const own = readMigrations(on).filter(({ name }) => /_(shared_emails|merged_customers_counted_apart)$/.test(name));
  const names = own.map(({ name }) => `'${name}'`).join(', ');
  const index = ['login_email_key', 'email_idx', 'phone_country_phone_key_idx', 'merged_into_id_idx'];
  const columns = ['login_email', 'phone_key', 'phone_country', 'merged_into_id'];
  await execute(
    url,
    [
      ...(on === 'sqlite' ? ['insert', 'update', 'delete'].flatMap(withoutColumns) : []),
      ...index.map((part) => `DROP INDEX customers_${part}`),
      ...columns.map((column) => `ALTER TABLE customers DROP COLUMN ${column}`),
      'CREATE UNIQUE INDEX customers_email_key ON customers(email)',
      `DELETE FROM _prisma_migrations WHERE migration_name IN (${names})`,
    ].join(';'),
  );
}

// SQLite drops no column that a trigger names; the migration drops triggers that must be there.
function withoutColumns(event: string): string[] {
  const name = `tally_customers_${event}`;
  return [`DROP TRIGGER ${name}`, `CREATE TRIGGER ${name} AFTER ${event} ON customers BEGIN SELECT 1; END`];
}

test.for(providers)('customers keep number, orders and login, and their phones get their keys, on %s', async (on) => {
  const { url, folder } = await seededDatabase(on);
  await fillHistory(url, 300);
  const before = await select(url, CUSTOMERS);
  await execute(
    url,
    `UPDATE customers SET email = NULL, login_email = NULL, phone = '', name = 'Deleted customer', deleted_at = created_at WHERE id = 3`,
  );
  await undo(on, url);

  const { code, stderr } = await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const gone = { id: 3, name: 'Deleted customer', email: null, login_email: null, phone: '' };
  expect(await select(url, CUSTOMERS)).toEqual(before.map((row) => (row['id'] === 3 ? gone : row)));
  const deps = createDeps(testConfig(url));
  while (await renewPhoneKeys(deps.db, 'IN'));
  const keyed = await deps.db.customer.findFirstOrThrow({ where: { phone: { not: '' } } });
  await deps.db.customer.update({ where: { id: keyed.id }, data: { phone: '098765 43210', phoneCountry: 'GB' } });
  while (await renewPhoneKeys(deps.db, 'IN'));
  const renewed = await deps.db.customer.findUniqueOrThrow({ where: { id: keyed.id } });
  const others = await deps.db.customer.count({ where: { phoneCountry: { not: 'IN' } } });
  const broken = await checkInvariants(deps.db);
  await deps.close();
  expect(renewed).toMatchObject({ phoneKey: '919876543210', phoneCountry: 'IN' });
  expect(others).toBe(0);
  expect(broken.filter((problem) => /customer|tally|refers|names a row/.test(problem))).toEqual([]);
});
