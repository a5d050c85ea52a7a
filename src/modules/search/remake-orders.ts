import { setImmediate as takeTurns } from 'node:timers/promises';
import type { Db, Tx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import { termsOfOrder } from './index-order.js';
import { byOwner, differenceOf, type RemadeBatch } from './remade-batch.js';
import { orderTermRows } from './term-rows.sql.js';

const AT_A_TIME = 200;
const select = {
  id: true,
  customerName: true,
  customerEmail: true,
  customerPhone: true,
  specialInstructions: true,
  lines: { select: { note: true }, where: { note: { not: null } } },
  customer: { select: { name: true, email: true, phone: true, deletedAt: true } },
} as const;

/** Makes the terms of the orders behind this id again, of one batch. */
export async function remakeOrders(db: Db, lastId: string): Promise<RemadeBatch> {
  const where = { id: { gt: lastId } };
  const orders = await db.order.findMany({ where, select, orderBy: { id: 'asc' }, take: AT_A_TIME });
  const stored = await storedTerms(
    db,
    orders.map(({ id }) => id),
  );
  const others = orders.filter((order) => differenceOf(stored(order.id), wantedBy(order)).isOther);
  // One by one: nobody who changes several orders waits for one of these and holds another.
  // On SQLite nothing of that waits for anything: without a turn for them the shop's requests would wait for the whole batch.
  for (const { id } of others) {
    await inTransaction(db, (tx) => remake(tx, id));
    await takeTurns();
  }
  return { changed: others.length, lastId: orders.at(-1)?.id ?? lastId, isLast: orders.length < AT_A_TIME };
}

async function remake(tx: Tx, id: string): Promise<void> {
  await lockRow(tx, 'orders', id);
  const order = await tx.order.findUnique({ where: { id }, select });
  if (!order) return;
  const stored = await storedTerms(tx, [id]);
  const { gone, missing } = differenceOf(stored(id), wantedBy(order));
  await tx.orderSearchTerm.deleteMany({ where: { orderId: id, term: { in: gone } } });
  await insertRows(tx, orderTermRows(missing.map((term) => ({ term, orderId: id }))));
}

type Order = Parameters<typeof termsOfOrder>[0] & {
  customer: Parameters<typeof termsOfOrder>[1] & { deletedAt: Date | null };
};

// Of an erased customer nothing is found by anything.
function wantedBy({ customer, ...order }: Order): Set<string> {
  return customer.deletedAt ? new Set() : termsOfOrder(order, customer);
}

async function storedTerms(db: Db | Tx, ids: string[]): Promise<(id: string) => string[]> {
  const rows = await db.orderSearchTerm.findMany({ where: { orderId: { in: ids } } });
  return byOwner(rows.map(({ orderId, term }) => [orderId, term]));
}
