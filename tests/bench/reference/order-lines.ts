import type { ReferenceDatabase, Row, Sql } from './sql.js';

export type Item = { serviceId: string; quantity: number };

/** The lines of an order at the catalogue's prices, and what they come to. */
export async function priceItems(db: ReferenceDatabase, sql: Sql, items: Item[]) {
  const wanted = db.among('id', idsOf(items), 1);
  const services = await sql.all(
    `SELECT id, name, category, price_minor FROM services WHERE ${wanted.text} AND status = 'ACTIVE' AND deleted_at IS NULL`,
    ...wanted.values,
  );
  const byId = new Map(services.map((service) => [service['id'], service]));
  const lines = items.map((item, position) => lineOf(item, position, byId.get(item.serviceId) ?? {}));
  return {
    lines,
    total: lines.reduce((sum, line) => sum + line.total, 0),
    pieces: lines.flatMap((line) => Array.from({ length: line.quantity }, () => line.position)),
  };
}

type Priced = Awaited<ReturnType<typeof priceItems>>;

export async function storeLines(db: ReferenceDatabase, sql: Sql, id: string, { lines, pieces }: Priced) {
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
  const used = db.among('id', idsOf(lines), 1);
  const these = db.inOrder('services', used.text);
  await sql.all(`UPDATE services SET usage_count = usage_count + 1 WHERE ${these}`, ...used.values);
}

/** The lines as they would be read back. */
export function rowsOf({ lines }: Priced): Row[] {
  return lines.map((line) => ({
    service_id: line.serviceId,
    name: line.name,
    unit: 'PIECE',
    quantity: line.quantity,
    unit_price_minor: line.unit,
    line_total_minor: line.total,
    note: null,
  }));
}

function idsOf(items: Item[]): string[] {
  return items.map(({ serviceId }) => serviceId);
}

function lineOf({ serviceId, quantity }: Item, position: number, service: Row) {
  const unit = Number(service['price_minor']);
  const { name, category } = service;
  return { serviceId, quantity, position, name, category, unit, total: unit * quantity };
}
