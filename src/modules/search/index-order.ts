import type { Tx } from '../../db/client.js';
import { type Insert, insertRows } from '../../db/insert-rows.js';
import { olderThan, type Position } from '../../shared/page.js';
import { writtenTerm } from './encode-term.js';
import { orderTermRows } from './term-rows.sql.js';
import { type Findable, termsOf, termsOfTexts } from './terms.js';

/** How many orders are indexed at a time, and at most in a request. */
export const WHILE_SOMEBODY_WAITS = 200;

type Snapshot = { customerName: string; customerEmail: string; customerPhone: string };
type StoredSnapshot = Snapshot & { id: string };
/** What somebody wrote beside an order. */
type Texts = { specialInstructions: string; lines: readonly { note: string | null }[] };

// An order is found through its customer and the services of its lines. Its own terms are the words of its instructions and notes;
// and where it says of a person what the customer's record does not, all it says, so that several words of one search can find it.

/** The terms of an order, given the record of its customer. */
export function termsOfOrder(order: Snapshot & Texts, customer: Findable): Set<string> {
  const person = isSame(order, customer) ? new Set<string>() : termsOfPerson(order, termsOf(customer));
  return new Set([...person, ...[...termsOfTexts(textsOf(order))].map(writtenTerm)]);
}

/** The rows that make a new order findable, for the transaction that makes it. */
export function termsOfNewOrder(order: StoredSnapshot & Texts, customer: Findable): Insert {
  return orderTermRows([...termsOfOrder(order, customer)].map((term) => ({ term, orderId: order.id })));
}

/** Makes a changed order findable by what it says now. To be called after the change, in its transaction. */
export async function indexChangedOrder(tx: Tx, order: StoredSnapshot & Texts & { customerId: number }): Promise<void> {
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
  let last: Position<string> | undefined;
  do last = await indexOrdersBehind(tx, customerId, terms, last);
  while (last);
}

/** `indexOrdersOf` for the newest 200 orders behind `after`; the last of them, or nothing where no orders are left. */
export async function indexOrdersBehind(
  tx: Tx,
  customerId: number,
  terms: Set<string>,
  after: Position<string> | undefined,
): Promise<Position<string> | undefined> {
  const orders = await tx.order.findMany({
    where: { customerId, ...(after ? olderThan('createdAt', after) : {}) },
    select: { id: true, createdAt: true, customerName: true, customerEmail: true, customerPhone: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: WHILE_SOMEBODY_WAITS,
  });
  const wanted = orders
    .map((order) => ({ orderId: order.id, person: termsOfPerson(order, terms) }))
    .filter(({ person }) => person.size > 0);
  await addMissing(tx, wanted);
  const last = orders.at(-1);
  return last && orders.length === WHILE_SOMEBODY_WAITS ? { at: last.createdAt, id: last.id } : undefined;
}

/** Whether the customer has more orders than are indexed while somebody waits. */
export async function isRegular(tx: Tx, customerId: number): Promise<boolean> {
  const where = { customerId };
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
  return (
    (await tx.order.findMany({ where, orderBy, skip: WHILE_SOMEBODY_WAITS, take: 1, select: { id: true } })).length > 0
  );
}

async function addMissing(tx: Tx, wanted: { orderId: string; person: Set<string> }[]): Promise<void> {
  if (wanted.length === 0) return;
  const ids = wanted.map(({ orderId }) => orderId);
  const rows = await tx.orderSearchTerm.findMany({ where: { orderId: { in: ids } } });
  const stored = new Set(rows.map(({ orderId, term }) => `${orderId} ${term}`));
  const all = wanted.flatMap(({ orderId, person }) => [...person].map((term) => ({ orderId, term })));
  await insertRows(tx, orderTermRows(all.filter(({ orderId, term }) => !stored.has(`${orderId} ${term}`))));
}

function termsOfPerson(order: Snapshot, customerTerms: Set<string>): Set<string> {
  const terms = termsOf({ name: order.customerName, email: order.customerEmail, phone: order.customerPhone });
  return [...terms].every((term) => customerTerms.has(term)) ? new Set() : terms;
}

// Nearly always so, and then nothing of the person needs to be folded.
function isSame(order: Snapshot, { name, email, phone }: Findable): boolean {
  return order.customerName === name && order.customerEmail === email && order.customerPhone === phone;
}

function textsOf({ specialInstructions, lines }: Texts): string[] {
  return [specialInstructions, ...lines.map((line) => line.note ?? '')].filter(Boolean);
}
