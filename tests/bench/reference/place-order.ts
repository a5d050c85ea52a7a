import { createHash, randomBytes, randomInt } from 'node:crypto';
import { writtenTerm } from '../../../src/modules/search/encode-term.js';
import { termsOf, termsOfTexts } from '../../../src/modules/search/terms.js';
import { type Item, priceItems, rowsOf, storeLines } from './order-lines.js';
import { barcodesOf, orderOf } from './orders.js';
import { insertEvents, insertTimeline } from './record.js';
import type { ReferenceDatabase, Sql } from './sql.js';

export type OrderBody = {
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  pickupDate: string;
  specialInstructions: string;
  items: Item[];
};

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Everything that the product stores for an order, and its answer, in as few prepared statements as it takes. Believes what it is sent. */
export function placeOrder(db: ReferenceDatabase, body: OrderBody) {
  return db.transaction(async (sql) => {
    const now = new Date();
    const at = db.toTime(now);
    const id = Array.from({ length: 8 }, () => ALPHABET[randomInt(36)]).join('');
    const trackingToken = randomBytes(16).toString('base64url');
    const priced = await priceItems(db, sql, body.items);
    const customer = await customerFor(sql, body, at);
    const row = {
      id,
      customer_id: customer.id,
      customer_name: body.customerName,
      customer_email: body.customerEmail,
      customer_phone: body.customerPhone,
      status: 'AT_STORE',
      pickup_date: body.pickupDate,
      special_instructions: body.specialInstructions,
      total_minor: priced.total,
      currency: 'INR',
      created_at: at,
      updated_at: at,
    };
    const stored = {
      ...row,
      piece_count: priced.pieces.length,
      tracking_token_hash: createHash('sha256').update(trackingToken).digest('hex'),
      in_account: db.toBoolean(false),
      proves_account: db.toBoolean(customer.isNew),
    };
    await sql.insert('orders', Object.keys(stored), [Object.values(stored)]);
    await storeLines(db, sql, id, priced);
    await sql.insert(
      'order_search_terms',
      ['term', 'order_id'],
      termsIn(body).map((term) => [term, id]),
    );
    const order = orderOf(db, row, rowsOf(priced));
    const by = { at, actor: 'guest' };
    await insertTimeline(sql, by, [{ orderId: id, type: 'created', status: 'AT_STORE', note: null }]);
    await insertEvents(sql, by, eventsOf(order, customer));
    return {
      order: { ...order, barcodes: barcodesOf(id, rowsOf(priced)) },
      customer: { id: customer.id, name: body.customerName, email: body.customerEmail, phone: body.customerPhone },
      trackingToken,
      trackingUrl: `/api/track/${trackingToken}`,
    };
  });
}

function termsIn({ specialInstructions }: OrderBody): string[] {
  return [...termsOfTexts([specialInstructions])].map(writtenTerm);
}

function eventsOf(order: ReturnType<typeof orderOf>, customer: { id: number; isNew: boolean }) {
  const { id: orderId, status, total, currency } = order;
  const data = { orderId, customerId: customer.id, status, total, currency };
  const created = { type: 'order.created', subject: `order:${orderId}`, data };
  const made = { type: 'customer.created', subject: `customer:${customer.id}`, data: { customerId: customer.id } };
  return customer.isNew ? [made, created] : [created];
}

async function customerFor(sql: Sql, body: OrderBody, at: unknown): Promise<{ id: number; isNew: boolean }> {
  const [known] = await sql.all('SELECT id FROM customers WHERE login_email = $1', body.customerEmail);
  if (known) return { id: Number(known['id']), isNew: false };
  const [made] = await sql.all(
    'INSERT INTO customers (name, email, login_email, phone, created_at, updated_at) VALUES ($1, $2, $2, $3, $4, $4) RETURNING id',
    body.customerName,
    body.customerEmail,
    body.customerPhone,
    at,
  );
  const id = Number(made?.['id']);
  const terms = termsOf({ name: body.customerName, email: body.customerEmail, phone: body.customerPhone });
  await sql.insert(
    'customer_search_terms',
    ['term', 'customer_id'],
    [...terms].map((term) => [term, id]),
  );
  return { id, isNew: true };
}
