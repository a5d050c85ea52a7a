import { createHash, randomBytes, randomInt } from 'node:crypto';
import { termsOf } from '../../../src/modules/search/terms.js';
import { orderOf } from './orders.js';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

export type OrderBody = {
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  pickupDate: string;
  specialInstructions: string;
  items: { serviceId: string; quantity: number }[];
};

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Everything that the product stores for an order, and its answer, in as few prepared statements as it takes. Believes what it is sent. */
export function placeOrder(db: ReferenceDatabase, body: OrderBody) {
  return db.transaction(async (sql) => {
    const now = new Date();
    const at = db.toTime(now);
    const id = Array.from({ length: 8 }, () => ALPHABET[randomInt(36)]).join('');
    const trackingToken = randomBytes(16).toString('base64url');
    const wanted = db.among(
      'id',
      body.items.map((item) => item.serviceId),
      1,
    );
    const services = await sql.all(
      `SELECT id, name, category, price_minor FROM services WHERE ${wanted.text} AND status = 'ACTIVE' AND deleted_at IS NULL`,
      ...wanted.values,
    );
    const byId = new Map(services.map((service) => [service['id'], service]));
    const lines = body.items.map((item, position) => lineOf(item, position, byId.get(item.serviceId) ?? {}));
    const total = lines.reduce((sum, line) => sum + line.total, 0);
    const pieces = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line.position));
    const customer = await customerFor(sql, body, at);
    await sql.insert(
      'orders',
      [
        'id',
        'customer_id',
        'customer_name',
        'customer_email',
        'customer_phone',
        'pickup_date',
        'special_instructions',
        'total_minor',
        'currency',
        'piece_count',
        'tracking_token_hash',
        'in_account',
        'proves_account',
        'created_at',
        'updated_at',
      ],
      [
        [
          id,
          customer.id,
          body.customerName,
          body.customerEmail,
          body.customerPhone,
          body.pickupDate,
          body.specialInstructions,
          total,
          'INR',
          pieces.length,
          createHash('sha256').update(trackingToken).digest('hex'),
          db.toBoolean(false),
          db.toBoolean(customer.isNew),
          at,
          at,
        ],
      ],
    );
    await sql.insert(
      'order_lines',
      ['order_id', 'position', 'service_id', 'name', 'category', 'quantity', 'unit_price_minor', 'line_total_minor'],
      lines.map((line) => [
        id,
        line.position,
        line.serviceId,
        line.name,
        line.category,
        line.quantity,
        line.unit,
        line.total,
      ]),
    );
    await sql.insert(
      'pieces',
      ['order_id', 'line_position', 'number', 'tag'],
      pieces.map((position, index) => [id, position, index + 1, `${id}-${index + 1}`]),
    );
    await sql.insert(
      'timeline_entries',
      ['order_id', 'at', 'type', 'status', 'actor'],
      [[id, at, 'created', 'AT_STORE', 'guest']],
    );
    await sql.all(`UPDATE services SET usage_count = usage_count + 1 WHERE ${wanted.text}`, ...wanted.values);
    const row = {
      id,
      customer_id: customer.id,
      customer_name: body.customerName,
      customer_email: body.customerEmail,
      customer_phone: body.customerPhone,
      status: 'AT_STORE',
      pickup_date: body.pickupDate,
      special_instructions: body.specialInstructions,
      total_minor: total,
      currency: 'INR',
      created_at: at,
      updated_at: at,
    };
    const stored = lines.map((line) => ({
      service_id: line.serviceId,
      name: line.name,
      quantity: line.quantity,
      unit_price_minor: line.unit,
      line_total_minor: line.total,
      note: null,
    }));
    const sent = { id: customer.id, name: body.customerName, email: body.customerEmail, phone: body.customerPhone };
    return {
      order: orderOf(db, row, stored),
      customer: customer.isNew ? { ...sent, createdAt: now.toISOString() } : sent,
      trackingToken,
      trackingUrl: `/api/track/${trackingToken}`,
    };
  });
}

function lineOf(item: OrderBody['items'][number], position: number, service: Row) {
  const unit = Number(service['price_minor']);
  const { serviceId, quantity } = item;
  return {
    serviceId,
    quantity,
    position,
    name: service['name'],
    category: service['category'],
    unit,
    total: unit * quantity,
  };
}

async function customerFor(sql: Sql, body: OrderBody, at: unknown): Promise<{ id: number; isNew: boolean }> {
  const [known] = await sql.all('SELECT id FROM customers WHERE email = $1', body.customerEmail);
  if (known) return { id: Number(known['id']), isNew: false };
  const [made] = await sql.all(
    'INSERT INTO customers (name, email, phone, created_at, updated_at) VALUES ($1, $2, $3, $4, $4) RETURNING id',
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
