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
  { position: 0, name: 'Laundry', quantity: 2, price: 20_000 },
  { position: 1, name: 'Ironing', quantity: 3, price: 10_000 },
];
/** Services that every seeded shop has. */
const SEEDED = 3;
const PIECES = LINES.flatMap(({ position, quantity }) => Array.from({ length: quantity }, () => position));
const TOTAL = LINES.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

/** SQL that stores `count` orders with their lines, pieces, first timeline entry and the services' usage, as `POST /api/orders` does. */
export function orderStatements(dialect: Dialect, count: number, order: GeneratedOrder, services = SEEDED): string[] {
  const { series, time, secret, asEnum } = dialect;
  // Neighbouring orders name others, each of them two.
  const service = (position: number) => `'s' || CAST((i * 7 + ${position}) % ${services} + 1 AS text)`;
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
    ...LINES.map(({ position, name, quantity, price }) =>
      into(
        'order_lines',
        'order_id, position, service_id, name, quantity, unit_price_minor, line_total_minor',
        `${order.id}, ${position}, ${service(position)}, '${name}', ${quantity}, ${price}, ${quantity * price}`,
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
    `UPDATE services SET usage_count = usage_count + CASE id ${usage(count, services)} ELSE 0 END`,
  ];
}

/** How many lines of `count` orders name each service, as the branches of a CASE. */
function usage(count: number, services: number): string {
  const used = Array.from({ length: services }, () => 0);
  for (let i = 0; i < count; i += 1) {
    for (const { position } of LINES)
      used[(i * 7 + position) % services] = (used[(i * 7 + position) % services] ?? 0) + 1;
  }
  return used.map((lines, place) => `WHEN 's${place + 1}' THEN ${lines}`).join(' ');
}

/** SQL for the services past those that every shop is seeded with, up to so many in all. */
export function serviceStatements({ series, time }: Dialect, services: number): string[] {
  if (services <= SEEDED) return [];
  const at = time('1700000000');
  return [
    `${series(services - SEEDED)} INSERT INTO services (id, name, price_minor, created_at, updated_at)
     SELECT 's' || CAST(i + ${SEEDED + 1} AS text), 'Service ' || CAST(i + ${SEEDED + 1} AS text), 10000, ${at}, ${at} FROM n`,
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
