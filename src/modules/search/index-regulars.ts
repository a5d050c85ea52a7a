import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { decodeCursor, encodeCursor } from '../../shared/page.js';
import { indexOrdersBehind } from './index-order.js';
import { recordSelect, termsOfRecord } from './record-terms.js';
import { TERM_RULES } from './remake-terms.js';

const LOOK_EVERY_MS = 5_000;
const BETWEEN_PIECES_MS = 20;
const RUN = 'customer:';

// A customer with many orders got another name, and the orders are to be found by the old one. Until each has it among its own terms,
// the customer keeps it: the row of `term_runs` says that there is work left, and how far it came.

/** Notes that the customer's orders are to be indexed, from the newest on; in the transaction that changed the customer. */
export async function indexOrdersLater(tx: Tx, customerId: number): Promise<void> {
  const run = { rules: TERM_RULES, lastId: '', isWhole: false };
  const name = nameOf(customerId);
  await tx.termRun.upsert({ where: { name }, create: { name, ...run }, update: run });
}

/** Nothing is left to do for the customer; in the transaction that did it. */
export async function forgetOrdersLater(tx: Tx, customerId: number): Promise<void> {
  await tx.termRun.deleteMany({ where: { name: nameOf(customerId) } });
}

/** Whether the customer keeps terms for the orders' sake. */
export async function hasOrdersLater(tx: Tx, customerId: number): Promise<boolean> {
  return (await tx.termRun.count({ where: { name: nameOf(customerId) } })) > 0;
}

export type RegularsIndexer = {
  /** Indexes what is left, 200 orders in a transaction, until nothing is or it is stopped. */
  runOnce(): Promise<void>;
  /** The same in the background, whenever there is something. */
  start(): void;
  stop(): Promise<void>;
};

/** Indexes the orders of customers that were changed, beside the shop's work. Any number of processes may do it at once. */
export function createRegularsIndexer({ db, logger }: { db: Db; logger: Logger }): RegularsIndexer {
  let loop: Loop | undefined;
  let isStopping = false;
  const runOnce = async () => {
    while (!isStopping) {
      const run = await db.termRun.findFirst({ where: { name: { startsWith: RUN } }, select: { name: true } });
      if (!run) return;
      await inTransaction(db, (tx) => indexPiece(tx, Number(run.name.slice(RUN.length))), isUniqueViolation);
      await sleep(BETWEEN_PIECES_MS);
    }
  };
  return {
    runOnce,
    start: () => {
      loop = startLoop(runOnce, { name: 'search terms of regulars', everyMs: LOOK_EVERY_MS, gapMs: 100, logger });
    },
    stop: async () => {
      isStopping = true;
      await loop?.stop();
    },
  };
}

async function indexPiece(tx: Tx, customerId: number): Promise<void> {
  // Held first: who changes, merges or erases the customer does so before this piece or after it.
  await lockRow(tx, 'customers', customerId);
  const name = nameOf(customerId);
  const run = await tx.termRun.findUnique({ where: { name } });
  if (!run) return;
  const customer = await tx.customer.findFirst({ where: { id: customerId, deletedAt: null }, select: recordSelect });
  if (!customer) return forgetOrdersLater(tx, customerId);
  const wanted = termsOfRecord(customer);
  const after = run.lastId === '' ? undefined : decodeCursor(run.lastId, z.string());
  const last = await indexOrdersBehind(tx, customerId, wanted, after);
  if (last) {
    await tx.termRun.update({ where: { name }, data: { lastId: encodeCursor(last) } });
    return;
  }
  const stored = await tx.customerSearchTerm.findMany({ where: { customerId }, select: { term: true } });
  const gone = stored.map(({ term }) => term).filter((term) => !wanted.has(term));
  await tx.customerSearchTerm.deleteMany({ where: { customerId, term: { in: gone } } });
  await forgetOrdersLater(tx, customerId);
}

function nameOf(customerId: number): string {
  return `${RUN}${customerId}`;
}
