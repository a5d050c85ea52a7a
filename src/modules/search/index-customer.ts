import type { PlainTx, Tx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { indexOrdersOf, isRegular, WHILE_SOMEBODY_WAITS } from './index-order.js';
import { forgetOrdersLater, hasOrdersLater, indexOrdersLater } from './index-regulars.js';
import { recordSelect, termsOfRecord } from './record-terms.js';
import { customerTermRows } from './term-rows.sql.js';
import { type Findable, termsOf } from './terms.js';

const TERMS_AT_A_TIME = 2_000;

/** Makes a new customer findable, in the transaction that makes the customer. */
export async function indexNewCustomer(tx: PlainTx, customer: Findable & { id: number }): Promise<void> {
  await indexNewCustomers(tx, [customer]);
}

/** The same for many at once. */
export async function indexNewCustomers(tx: PlainTx, customers: (Findable & { id: number })[]): Promise<void> {
  await insertTerms(
    tx,
    customers.map((customer) => ({ id: customer.id, terms: termsOf(customer) })),
  );
}

async function insertTerms(tx: PlainTx, customers: { id: number; terms: Set<string> }[]): Promise<void> {
  const data = customers.flatMap(({ id, terms }) => [...terms].map((term) => ({ term, customerId: id })));
  // Thousands of customers have tens of thousands of terms: the event loop gets a turn between pieces.
  for (let start = 0; start < data.length; start += TERMS_AT_A_TIME) {
    await insertRows(tx, customerTermRows(data.slice(start, start + TERMS_AT_A_TIME)));
  }
}

/**
 * Makes a changed customer findable by what the record says now, and by nothing else. To be called after the change, in its
 * transaction: the row is then ours, and nobody else is writing its terms. One with more than 200 orders is found by what the record
 * said before, too, until they are indexed, a few seconds later.
 */
export async function indexChangedCustomer(tx: Tx, id: number): Promise<void> {
  const customer = await tx.customer.findUniqueOrThrow({ where: { id }, select: recordSelect });
  const wanted = termsOfRecord(customer);
  const rows = await tx.customerSearchTerm.findMany({ where: { customerId: id }, select: { term: true } });
  const stored = new Set(rows.map((row) => row.term));
  const gone = [...stored].filter((term) => !wanted.has(term));
  const added = [...wanted].filter((term) => !stored.has(term));
  await insertRows(tx, customerTermRows(added.map((term) => ({ term, customerId: id }))));
  if (gone.length === 0) return;
  if (await isRegular(tx, id)) return indexOrdersLater(tx, id);
  await tx.customerSearchTerm.deleteMany({ where: { customerId: id, term: { in: gone } } });
  await indexOrdersOf(tx, id, wanted);
  await forgetOrdersLater(tx, id);
}

/** The same for many at once, with statements as few as for one; but for those with more than 200 orders, who are few. */
export async function indexChangedCustomers(tx: Tx, changed: number[]): Promise<void> {
  const counts = await tx.order.groupBy({ by: ['customerId'], where: { customerId: { in: changed } }, _count: true });
  const regulars = new Set(
    counts.filter(({ _count }) => _count > WHILE_SOMEBODY_WAITS).map(({ customerId }) => customerId),
  );
  for (const id of regulars) await indexChangedCustomer(tx, id);
  const ids = changed.filter((id) => !regulars.has(id));
  const customers = await tx.customer.findMany({ where: { id: { in: ids } }, select: recordSelect });
  await tx.customerSearchTerm.deleteMany({ where: { customerId: { in: ids } } });
  await insertTerms(
    tx,
    customers.map((customer) => ({ id: customer.id, terms: termsOfRecord(customer) })),
  );
  const owning = new Set(counts.map(({ customerId }) => customerId));
  for (const customer of customers)
    if (owning.has(customer.id)) await indexOrdersOf(tx, customer.id, termsOfRecord(customer));
}

/** Forgets every term of the customer. */
export async function unindexCustomer(tx: Tx, id: number): Promise<void> {
  await tx.customerSearchTerm.deleteMany({ where: { customerId: id } });
  await forgetOrdersLater(tx, id);
}

/**
 * Forgets every term of a customer whose orders are another's from now on, to be called before `indexChangedCustomer` for that one: which
 * gets what was kept for the orders' sake.
 */
export async function unindexMergedCustomer(tx: Tx, id: number, into: number): Promise<void> {
  if (await hasOrdersLater(tx, id)) {
    const kept = await tx.customerSearchTerm.findMany({ where: { customerId: id }, select: { term: true } });
    const stored = await tx.customerSearchTerm.findMany({ where: { customerId: into }, select: { term: true } });
    const known = new Set(stored.map(({ term }) => term));
    const rows = kept.filter(({ term }) => !known.has(term)).map(({ term }) => ({ term, customerId: into }));
    await insertRows(tx, customerTermRows(rows));
  }
  await unindexCustomer(tx, id);
}
