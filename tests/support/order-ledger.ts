import { type Row, selectTogether } from './raw-database.js';

/** Each finds what a transaction that was cut in two would leave behind; the column says which record. */
const WRONG = {
  'orders without lines': `SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id)`,
  'lines without an order': `SELECT order_id FROM order_lines l WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = l.order_id)`,
  'lines that do not sum to the total': `SELECT id FROM orders o WHERE total_minor <>
    (SELECT COALESCE(SUM(l.line_total_minor), 0) FROM order_lines l WHERE l.order_id = o.id)`,
  'lines that are not price times quantity': `SELECT order_id, position FROM order_lines WHERE line_total_minor <> unit_price_minor * quantity`,
  'orders whose pieces are not their quantities': `SELECT id FROM orders o WHERE piece_count <>
    (SELECT COALESCE(SUM(l.quantity), 0) FROM order_lines l WHERE l.order_id = o.id)`,
  'lines without a piece per garment': `SELECT order_id, position FROM order_lines l WHERE quantity <>
    (SELECT COUNT(*) FROM pieces p WHERE p.order_id = l.order_id AND p.line_position = l.position)`,
  'pieces without a line': `SELECT tag FROM pieces p WHERE p.voided_at IS NULL AND NOT EXISTS
    (SELECT 1 FROM order_lines l WHERE l.order_id = p.order_id AND l.position = p.line_position)`,
  'orders without exactly one beginning': `SELECT id FROM orders o WHERE 1 <>
    (SELECT COUNT(*) FROM timeline_entries t WHERE t.order_id = o.id AND t.type = 'created')`,
  'orders without exactly one event of their beginning': `SELECT id FROM orders o WHERE 1 <>
    (SELECT COUNT(*) FROM events e WHERE e.subject = 'order:' || o.id AND e.type = 'order.created')`,
  'events of orders that are not there': `SELECT id FROM events e WHERE e.subject LIKE 'order:%' AND NOT EXISTS
    (SELECT 1 FROM orders o WHERE e.subject = 'order:' || o.id)`,
  'statuses that timeline and events tell differently often': `SELECT id FROM orders o WHERE
    (SELECT COUNT(*) FROM timeline_entries t WHERE t.order_id = o.id AND t.type IN ('created', 'status', 'cancelled', 'undone')) <>
    (SELECT COUNT(*) FROM events e WHERE e.subject = 'order:' || o.id
      AND e.type IN ('order.created', 'order.status_changed', 'order.cancelled'))`,
  'timeline entries without an order': `SELECT id FROM timeline_entries t WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = t.order_id)`,
  'orders without a customer': `SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id)`,
  'customers made by an order that is not there': `SELECT id FROM customers c WHERE password_hash IS NULL AND NOT EXISTS
    (SELECT 1 FROM orders o WHERE o.customer_id = c.id)`,
  'services that count other than their lines': `SELECT id FROM services s WHERE usage_count <>
    (SELECT COUNT(*) FROM order_lines l WHERE l.service_id = s.id)`,
};

const STORED = `SELECT o.id, c.email, CAST(o.total_minor AS INTEGER) AS total, o.piece_count AS pieces
  FROM orders o JOIN customers c ON c.id = o.customer_id`;

export type Ledger = { stored: Map<unknown, Row>; wrong: Record<string, Row[]> };

/** Every order as it is stored, and what does not add up, both of the same moment. `wrong` is empty when all is well. */
export async function readLedger(url: string): Promise<Ledger> {
  const [stored = [], ...found] = await selectTogether(url, [STORED, ...Object.values(WRONG)]);
  const named = Object.keys(WRONG).map((name, index): [string, Row[]] => [name, found[index] ?? []]);
  return {
    stored: new Map(stored.map((row) => [row['id'], row])),
    wrong: Object.fromEntries(named.filter(([, rows]) => rows.length > 0)),
  };
}
