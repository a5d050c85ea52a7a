import type { Dialect } from './dialect.js';

/** Expressions over `i`: what every generated order says of itself. `at` is seconds since 1970. */
export type GeneratedOrder = {
  id: string;
  customerId: string;
  name: string;
  email: string;
  phone: string;
  status: string;
  at: string;
};

const LINES = [
  { position: 0, service: 's1', name: 'Laundry', quantity: 2, price: 20_000 },
  { position: 1, service: 's3', name: 'Ironing', quantity: 3, price: 10_000 },
];
const PIECES = LINES.flatMap(({ position, quantity }) => Array.from({ length: quantity }, () => position));
const TOTAL = LINES.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

/** SQL that stores `count` orders with their lines, pieces, first timeline entry and the services' usage, as `POST /api/orders` does. */
export function orderStatements(dialect: Dialect, count: number, order: GeneratedOrder): string[] {
  const { series, time, secret, asEnum } = dialect;
  const into = (table: string, columns: string, values: string) =>
    `${series(count)} INSERT INTO ${table} (${columns}) SELECT ${values} FROM n`;
  return [
    into(
      'orders',
      `id, customer_id, customer_name, customer_email, customer_phone, status, pickup_date, special_instructions, total_minor,
       currency, piece_count, tracking_token_hash, in_account, proves_account, version, created_at, updated_at`,
      `${order.id}, ${order.customerId}, ${order.name}, ${order.email}, ${order.phone}, ${asEnum(order.status, 'OrderStatus')},
       '2026-12-01', 'No starch', ${TOTAL}, 'INR', ${PIECES.length}, ${secret}, FALSE, FALSE, 1, ${time(order.at)}, ${time(order.at)}`,
    ),
    ...LINES.map(({ position, service, name, quantity, price }) =>
      into(
        'order_lines',
        'order_id, position, service_id, name, quantity, unit_price_minor, line_total_minor',
        `${order.id}, ${position}, '${service}', '${name}', ${quantity}, ${price}, ${quantity * price}`,
      ),
    ),
    ...PIECES.map((position, index) =>
      into(
        'pieces',
        'tag, order_id, line_position, number',
        `${order.id} || '-${index + 1}', ${order.id}, ${position}, ${index + 1}`,
      ),
    ),
    timelineStatement(dialect, count, order, { type: 'created', status: 'AT_STORE', actor: 'guest', after: 0 }, 'TRUE'),
    `UPDATE services SET usage_count = usage_count + ${count} WHERE id IN ('s1', 's3')`,
  ];
}

/** SQL for one timeline entry of every order that meets `condition`, `after` seconds after it came in. */
export function timelineStatement(
  { series, time, asEnum }: Dialect,
  count: number,
  order: GeneratedOrder,
  entry: { type: string; status: string; actor: string; after: number },
  condition: string,
): string {
  return `${series(count)} INSERT INTO timeline_entries (order_id, at, type, status, actor)
    SELECT ${order.id}, ${time(`${order.at} + ${entry.after}`)}, '${entry.type}', ${asEnum(`'${entry.status}'`, 'OrderStatus')},
    '${entry.actor}' FROM n WHERE ${condition}`;
}
