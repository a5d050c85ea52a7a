import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../src/db/statements/reader.js';
import {
  pricedFrom,
  pricingColumns,
  serviceColumns,
  serviceFrom,
  shownColumns as shownServiceColumns,
} from '../../../src/modules/catalogue/service.row.js';
import {
  accountColumns,
  accountFrom,
  customerColumns,
  NEW_PERSON,
} from '../../../src/modules/customers/customer.row.js';
import {
  decidingColumns,
  decidingFrom,
  lineColumns,
  lineFrom,
  NEW_ORDER,
  orderColumns,
  orderFrom,
  pieceColumns,
  shownColumns,
  shownLineColumns,
} from '../../../src/modules/orders/order.row.js';
import {
  batchColumns,
  batchFrom,
  NEW_BATCH,
  shownColumns as shownBatchColumns,
} from '../../../src/modules/transit/batch.row.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { select } from '../../support/raw-database.js';

const descriptions = [
  { table: 'orders', columns: orderColumns, written: NEW_ORDER },
  { table: 'order_lines', columns: lineColumns, written: Object.keys(lineColumns) },
  { table: 'pieces', columns: pieceColumns, written: Object.keys(pieceColumns) },
  { table: 'customers', columns: customerColumns, written: NEW_PERSON },
  { table: 'services', columns: serviceColumns, written: null },
  { table: 'transit_batches', columns: batchColumns, written: NEW_BATCH },
];

const COLUMNS = {
  sqlite: (table: string) => `SELECT name, "notnull" = 1 AND dflt_value IS NULL AND NOT (pk = 1 AND type = 'INTEGER')
    AS needed FROM pragma_table_info('${table}')`,
  postgresql: (table: string) => `SELECT column_name AS name, is_nullable = 'NO' AND column_default IS NULL AS needed
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'`,
};

describe.each(['sqlite', 'postgresql'] as const)('as %s was migrated', (on) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase(on);
  });
  afterAll(() => database.drop());

  test.each(descriptions)('every column that is described of $table is there', async ({ table, columns }) => {
    const there = await select(database.url, COLUMNS[on](table));

    expect(there.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.values(columns)));
  });

  test.each(descriptions.filter(({ written }) => written))(
    'a new row of $table has all that the database does not know by itself',
    async ({ table, columns, written }) => {
      const there = await select(database.url, COLUMNS[on](table));

      const needed = there.filter((column) => Boolean(column['needed'])).map(({ name }) => name);
      expect((written ?? []).map((field) => (columns as Record<string, string>)[field])).toEqual(
        expect.arrayContaining(needed),
      );
    },
  );
});

test.each(descriptions)('fields of $table are called as their columns', ({ columns }) => {
  for (const [field, column] of Object.entries(columns)) {
    expect(column).toBe(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  }
});

test.each([
  { what: 'an order', columns: { ...shownColumns, lines: 'lines' }, from: orderFrom },
  { what: 'what decides about an order', columns: decidingColumns, from: decidingFrom },
  { what: 'an account', columns: accountColumns, from: accountFrom },
  { what: 'a service that prices a line', columns: pricingColumns, from: pricedFrom },
  { what: 'a service', columns: shownServiceColumns, from: serviceFrom },
  { what: 'a batch', columns: shownBatchColumns, from: batchFrom },
])('$what is read from the columns that are selected, into the fields that they hold', ({ columns, from }) => {
  const read = new Set<string>();
  const row = new Proxy<Row>(
    {},
    {
      get: (_target, column) => {
        read.add(String(column));
        return column === 'lines' ? '[]' : '1';
      },
    },
  );

  const fields = Object.keys(from(row));

  expect([...read].toSorted()).toEqual(Object.values(columns).toSorted());
  expect(fields.toSorted()).toEqual(Object.keys(columns).toSorted());
});

test('a line is read from its columns in the order in which they are selected', () => {
  const sample: Record<string, unknown> = {
    service_id: 'svc-1',
    name: 'Shirt',
    unit: 'PIECE',
    quantity: 2,
    measured_milli: null,
    unit_price_minor: '150',
    line_total_minor: '300',
    note: 'blue',
  };

  const line = lineFrom(Object.values(shownLineColumns).map((column) => sample[column]));

  expect(line).toEqual({
    serviceId: 'svc-1',
    name: 'Shirt',
    unit: 'PIECE',
    quantity: 2,
    measuredMilli: null,
    unitPriceMinor: 150n,
    lineTotalMinor: 300n,
    note: 'blue',
  });
});
