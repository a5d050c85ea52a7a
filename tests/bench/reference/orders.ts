import { wireUnits } from '../../../src/modules/catalogue/service-unit.js';
import { statusLabels } from '../../../src/modules/orders/order-status.js';
import { beginningWith } from '../../../src/modules/search/encode-term.js';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

const COLUMNS = `id, customer_id, customer_name, customer_email, customer_phone, status, pickup_date, special_instructions,
  total_minor, currency, created_at, updated_at`;
const LINES = 'order_id, service_id, name, unit, quantity, unit_price_minor, line_total_minor, note';
const NEWEST = 'ORDER BY created_at DESC, id DESC';

export type List = { rows: unknown[]; total: number };

/** An order as the product answers it. */
export function orderOf(db: ReferenceDatabase, row: Row, lines: Row[]) {
  return {
    id: row['id'],
    customerId: row['customer_id'],
    customerName: row['customer_name'],
    customerEmail: row['customer_email'],
    customerPhone: row['customer_phone'],
    serviceId: lines.map((line) => line['service_id']),
    service: lines.map((line) => line['name']),
    items: lines.map((line) => ({
      serviceId: line['service_id'],
      name: line['name'],
      quantity: line['quantity'],
      unit: wireUnits[line['unit'] as keyof typeof wireUnits],
      unitPrice: Number(line['unit_price_minor']) / 100,
      lineTotal: Number(line['line_total_minor']) / 100,
      note: line['note'],
    })),
    pickupDate: row['pickup_date'],
    specialInstructions: row['special_instructions'],
    total: Number(row['total_minor']) / 100,
    currency: row['currency'],
    status: statusLabels[row['status'] as keyof typeof statusLabels],
    barcodeUrl: `/api/orders/${row['id']}/barcode.png`,
    createdAt: db.fromTime(row['created_at']),
    updatedAt: db.fromTime(row['updated_at']),
  };
}

/** What the product adds to an order that stands alone: the picture of every piece. */
export function barcodesOf(id: unknown, lines: Row[]) {
  const names = lines.flatMap((line) => Array.from({ length: Number(line['quantity']) }, () => line['name']));
  const items = names.map((name, index) => ({
    item_number: index + 1,
    total_items: names.length,
    service_name: name,
    barcode_url: `/api/orders/${id}-${index + 1}/barcode.png`,
  }));
  return { items };
}

export async function readOrder(db: ReferenceDatabase, id: string) {
  const [row] = await db.all(`SELECT ${COLUMNS} FROM orders WHERE id = $1`, id);
  if (!row) return null;
  const lines = await readLines(db, id);
  return { ...orderOf(db, row, lines), barcodes: barcodesOf(id, lines) };
}

export function readLines(sql: Sql, id: string): Promise<Row[]> {
  return sql.all(`SELECT ${LINES} FROM order_lines WHERE order_id = $1 ORDER BY position`, id);
}

/** The orders of the customer with this e-mail, newest first. */
export async function ordersOf(db: ReferenceDatabase, email: string): Promise<List> {
  const [customer] = await db.all('SELECT id FROM customers WHERE email = $1', email);
  return list(db, 'customer_id = $1', [customer?.['id']], 1_000);
}

/** What waits at the counter. */
export function counterOrders(db: ReferenceDatabase): Promise<List> {
  return list(db, `status = 'AT_STORE' AND open_batch_id IS NULL`, [], 1_000);
}

/** The console's page of a hundred: one status, found by a word. */
export async function foundOrders(db: ReferenceDatabase, word: string): Promise<List> {
  const { gte, lt } = beginningWith(word);
  const found = await db.all(
    'SELECT DISTINCT customer_id FROM customer_search_terms WHERE term >= $1 AND term < $2',
    gte,
    lt,
  );
  const ids = found.map((row) => Number(row['customer_id'])).join(', ');
  return list(db, `customer_id IN (${ids}) AND status = 'DELIVERED'`, [], 100);
}

/** Orders by their ids, in that order. */
export async function ordersById(db: ReferenceDatabase, ids: string[]): Promise<unknown[]> {
  const these = db.among('id', ids, 1);
  const rows = await db.all(`SELECT ${COLUMNS} FROM orders WHERE ${these.text}`, ...these.values);
  const byId = new Map((await withLines(db, rows)).map((order) => [order.id, order]));
  return ids.map((id) => byId.get(id));
}

async function list(db: ReferenceDatabase, where: string, values: unknown[], limit: number): Promise<List> {
  const rows = await db.all(`SELECT ${COLUMNS} FROM orders WHERE ${where} ${NEWEST} LIMIT ${limit}`, ...values);
  const [count] = await db.all(`SELECT COUNT(*) AS total FROM orders WHERE ${where}`, ...values);
  return { rows: await withLines(db, rows), total: Number(count?.['total']) };
}

async function withLines(db: ReferenceDatabase, rows: Row[]) {
  const these = db.among(
    'order_id',
    rows.map((row) => String(row['id'])),
    1,
  );
  const lines = await db.all(
    `SELECT ${LINES} FROM order_lines WHERE ${these.text} ORDER BY order_id, position`,
    ...these.values,
  );
  const byOrder = new Map<unknown, Row[]>(rows.map((row) => [row['id'], []]));
  for (const line of lines) byOrder.get(line['order_id'])?.push(line);
  return rows.map((row) => orderOf(db, row, byOrder.get(row['id']) ?? []));
}
