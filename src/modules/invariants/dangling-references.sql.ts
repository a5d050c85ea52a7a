import type { Db, Tx } from '../../db/client.js';
import { Prisma } from '../../generated/sqlite/client.js';

type Reference = { table: string; columns: string[]; parent: string; keys: string[] };

const to = (parent: string, ...keys: string[]) => ({ parent, keys });
const refers = (table: string, columns: string[], target: { parent: string; keys: string[] }): Reference => ({
  table,
  columns,
  ...target,
});

/** Every reference between tables, as the migrations declare them. */
export const references: readonly Reference[] = [
  refers('customers', ['merged_into_id'], to('customers', 'id')),
  refers('orders', ['customer_id'], to('customers', 'id')),
  refers('orders', ['open_batch_id', 'id'], to('transit_batch_orders', 'batch_id', 'order_id')),
  refers('orders', ['open_delivery_id'], to('deliveries', 'id')),
  refers('order_former_owners', ['order_id'], to('orders', 'id')),
  refers('order_former_owners', ['customer_id'], to('customers', 'id')),
  refers('order_lines', ['order_id'], to('orders', 'id')),
  refers('order_lines', ['service_id'], to('services', 'id')),
  refers('pieces', ['order_id', 'line_position'], to('order_lines', 'order_id', 'position')),
  refers('timeline_entries', ['order_id'], to('orders', 'id')),
  refers('transit_batch_orders', ['batch_id'], to('transit_batches', 'id')),
  refers('transit_batch_orders', ['order_id'], to('orders', 'id')),
  refers('deliveries', ['order_id'], to('orders', 'id')),
  refers('deliveries', ['worker_id'], to('workers', 'id')),
  refers('tracks', ['order_id'], to('orders', 'id')),
  refers('tracks', ['worker_id'], to('workers', 'id')),
  refers('customer_search_terms', ['customer_id'], to('customers', 'id')),
  refers('order_search_terms', ['order_id'], to('orders', 'id')),
  refers('webhook_deliveries', ['endpoint_id'], to('webhook_endpoints', 'id')),
  refers('webhook_deliveries', ['event_id'], to('events', 'id')),
];

/** The references of a database whose rows are gone, each as a sentence. Both databases refuse them; a damaged file or a restored copy may hold some. */
export async function findDanglingReferences(db: Db | Tx): Promise<string[]> {
  const found: string[] = [];
  for (const reference of references) {
    const { table, columns, parent } = reference;
    const rows = await db.$queryRaw<unknown[]>(anyDangling(reference));
    if (rows.length > 0) found.push(`${table}: ${columns.join(', ')} names a row of ${parent} that does not exist`);
  }
  return found;
}

// The names come from the list above, never from a caller.
function anyDangling({ table, columns, parent, keys }: Reference): Prisma.Sql {
  const isSet = columns.map((column) => `child.${column} IS NOT NULL`).join(' AND ');
  const matches = columns.map((column, index) => `parent.${keys[index]} = child.${column}`).join(' AND ');
  return Prisma.sql`SELECT 1 AS found FROM ${Prisma.raw(table)} AS child WHERE ${Prisma.raw(isSet)}
    AND NOT EXISTS (SELECT 1 FROM ${Prisma.raw(parent)} AS parent WHERE ${Prisma.raw(matches)}) LIMIT 1`;
}
