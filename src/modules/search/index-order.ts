import type { Tx } from '../../db/client.js';
import { orderTermRows } from '../../db/queries/append.js';
import { insertRows } from '../../db/writing/insert-rows.js';
import type { Insert } from '../../db/writing/writer.js';
import { type Findable, termsOf } from './terms.js';

const AT_A_TIME = 200;

type Snapshot = { customerName: string; customerEmail: string; customerPhone: string };
type StoredSnapshot = Snapshot & { id: string };

// An order is found through its customer. Where it says something that the customer's record does not, it is indexed by all it
// says, so that several words of one search can find it. Most orders have no term of their own.

/** The rows that make a new order findable, for the transaction that makes it. */
export function termsOfNewOrder(order: StoredSnapshot, customer: Findable): Insert {
  return rowsOf([order], termsOf(customer));
}

/** Makes a changed order findable by what it says now. To be called after the change, in its transaction. */
export async function indexChangedOrder(tx: Tx, order: StoredSnapshot & { customerId: number }): Promise<void> {
  const select = { name: true, email: true, phone: true } as const;
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: order.customerId }, select });
  await tx.orderSearchTerm.deleteMany({ where: { orderId: order.id } });
  await insertRows(tx, termsOfNewOrder(order, customer));
}

/** Forgets every term of these orders; a few thousand at a time at most. */
export async function unindexOrders(tx: Tx, ids: string[]): Promise<void> {
  await tx.orderSearchTerm.deleteMany({ where: { orderId: { in: ids } } });
}

/** Keeps the customer's orders findable by what they say, now that the customer's record has `terms` and lost others. */
export async function indexOrdersOf(tx: Tx, customerId: number, terms: Set<string>): Promise<void> {
  const select = { id: true, customerName: true, customerEmail: true, customerPhone: true } as const;
  for (let after = ''; ; ) {
    const where = { customerId, id: { gt: after } };
    const orders = await tx.order.findMany({ where, select, orderBy: { id: 'asc' }, take: AT_A_TIME });
    const last = orders.at(-1);
    if (!last) return;
    const ids = orders.map((order) => order.id);
    const own = await tx.orderSearchTerm.groupBy({ by: ['orderId'], where: { orderId: { in: ids } } });
    const indexed = new Set(own.map((row) => row.orderId));
    const others = orders.filter((order) => !indexed.has(order.id));
    await insertRows(tx, rowsOf(others, terms));
    after = last.id;
  }
}

function rowsOf(orders: StoredSnapshot[], customerTerms: Set<string>): Insert {
  const data = orders.flatMap((order) => {
    const terms = [...termsOf(personOf(order))];
    if (terms.every((term) => customerTerms.has(term))) return [];
    return terms.map((term) => ({ term, orderId: order.id }));
  });
  return orderTermRows(data);
}

function personOf(order: Snapshot): Findable {
  return { name: order.customerName, email: order.customerEmail, phone: order.customerPhone };
}
