import { setImmediate as takeTurns } from 'node:timers/promises';
import type { Db, Tx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import { recordSelect, termsOfRecord } from './record-terms.js';
import { byOwner, differenceOf, type RemadeBatch } from './remade-batch.js';
import { customerTermRows } from './term-rows.sql.js';

const AT_A_TIME = 200;

/** Makes the terms of the customers behind this id again, of one batch. */
export async function remakeCustomers(db: Db, lastId: string): Promise<RemadeBatch> {
  const where = { id: { gt: Number(lastId) }, deletedAt: null };
  const customers = await db.customer.findMany({
    where,
    select: recordSelect,
    orderBy: { id: 'asc' },
    take: AT_A_TIME,
  });
  const stored = await storedTerms(
    db,
    customers.map(({ id }) => id),
  );
  const others = customers.filter((customer) => differenceOf(stored(customer.id), termsOfRecord(customer)).isOther);
  // One by one: nobody who changes several customers waits for one of these and holds another.
  // On SQLite nothing of that waits for anything: without a turn for them the shop's requests would wait for the whole batch.
  for (const { id } of others) {
    await inTransaction(db, (tx) => remake(tx, id));
    await takeTurns();
  }
  return {
    changed: others.length,
    lastId: String(customers.at(-1)?.id ?? lastId),
    isLast: customers.length < AT_A_TIME,
  };
}

async function remake(tx: Tx, id: number): Promise<void> {
  await lockRow(tx, 'customers', id);
  const customer = await tx.customer.findFirst({ where: { id, deletedAt: null }, select: recordSelect });
  if (!customer) return;
  const stored = await storedTerms(tx, [id]);
  const { gone, missing } = differenceOf(stored(id), termsOfRecord(customer));
  await tx.customerSearchTerm.deleteMany({ where: { customerId: id, term: { in: gone } } });
  await insertRows(tx, customerTermRows(missing.map((term) => ({ term, customerId: id }))));
}

async function storedTerms(db: Db | Tx, ids: number[]): Promise<(id: number) => string[]> {
  const rows = await db.customerSearchTerm.findMany({ where: { customerId: { in: ids } } });
  return byOwner(rows.map(({ customerId, term }) => [customerId, term]));
}
