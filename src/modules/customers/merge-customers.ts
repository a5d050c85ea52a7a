import type { Db, Tx } from '../../db/client.js';
import { lockAgainstUse } from '../../db/lock-row.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Customer } from '../../generated/sqlite/client.js';
import type { Clock } from '../../shared/clock.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { recordAudit, recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomer, unindexMergedCustomer } from '../search/index.js';
import { customerMerged } from './customer.events.js';
import { whyGone } from './customer.store.js';
import { readCustomer } from './list-customers.js';

type Merge = { from: number; keepLogin?: 'into' | 'from' | undefined };

/**
 * Makes two records of one person one: the orders of `from` become those of `id`, and what it said fills what `id` leaves empty; all
 * of it stays with the record, for staff, until that is erased. One login stays, that of `id` if it has one unless `keepLogin` says
 * otherwise; the other ends with its tokens, and the orders of its side are in no account and prove none. Again is no change. Throws
 * `customer.not_found` and `customer.merged`.
 */
export async function mergeCustomers(
  deps: { db: Db; clock: Clock; currency: string },
  actor: Actor,
  id: number,
  { from, keepLogin }: Merge,
) {
  if (from === id) throw invalidFields([{ path: 'from', message: 'is the customer itself' }]);
  return inTransaction(
    deps.db,
    async (tx) => {
      const at = deps.clock.now();
      // Always in this order: two merges of the same customers do not meet crosswise.
      for (const held of [id, from].toSorted((a, b) => a - b)) await lockAgainstUse(tx, 'customers', held);
      const into = await requireLiving(tx, id);
      const other = await tx.customer.findUnique({ where: { id: from } });
      if (other?.mergedIntoId === id) return readCustomer(tx, deps.currency, id);
      const gone = await requireLiving(tx, from);
      await moveRecord(tx, into, gone, keepLogin === 'from' || into.loginEmail === null, at);
      await unindexMergedCustomer(tx, from, id);
      await indexChangedCustomer(tx, id);
      const by = { at, actor: actorLabel(actor), entity: 'customer' };
      await recordAudit(tx, { ...by, action: 'customer.merged_away', entityId: from, detail: `into ${id}` });
      await recordChange(tx, {
        ...by,
        action: 'customer.merged',
        entityId: id,
        detail: `from ${from}`,
        events: [happened(customerMerged, { customerId: id, mergedId: from })],
      });
      return readCustomer(tx, deps.currency, id);
    },
    // An order of theirs was being indexed at the same moment.
    isUniqueViolation,
  );
}

async function requireLiving(tx: Tx, id: number): Promise<Customer> {
  const row = await tx.customer.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw await whyGone(tx, id);
  return row;
}

async function moveRecord(tx: Tx, into: Customer, from: Customer, prefersOther: boolean, at: Date): Promise<void> {
  const takesLogin = prefersOther && from.loginEmail !== null;
  // Staff's word that two are one is no proof to a login: it shows what it showed, and nobody claims more with an old token.
  const outside = { inAccount: false, provesAccount: false };
  const moved = { customerId: into.id, updatedAt: at, version: { increment: 1 } };
  if (takesLogin) await tx.order.updateMany({ where: { customerId: into.id }, data: outside });
  await tx.order.updateMany({ where: { customerId: from.id }, data: takesLogin ? moved : { ...moved, ...outside } });
  await tx.formerOwner.updateMany({ where: { customerId: from.id }, data: { customerId: into.id } });
  await tx.customer.updateMany({ where: { mergedIntoId: from.id }, data: { mergedIntoId: into.id } });
  const ended = { tokenVersion: { increment: 1 } };
  // The e-mail of an account is its login; the one it replaces is kept with what was merged.
  const email = takesLogin && into.email !== null ? into.email : from.email;
  await tx.customer.update({
    where: { id: from.id },
    data: { email, loginEmail: null, passwordHash: null, ...ended, deletedAt: at, mergedIntoId: into.id },
    select: { id: true },
  });
  const login = { email: from.email, loginEmail: from.loginEmail, passwordHash: from.passwordHash, ...ended };
  const isBlocked = from.status === 'BLOCKED' && into.status !== 'BLOCKED';
  await tx.customer.update({
    where: { id: into.id },
    data: {
      ...(into.email === null ? { email: from.email } : {}),
      ...(into.phone === '' ? phoneOf(from) : {}),
      address: into.address ?? from.address,
      notes: into.notes ?? from.notes,
      ...(takesLogin ? login : {}),
      ...(isBlocked ? { status: 'BLOCKED', ...ended } : {}),
    },
    select: { id: true },
  });
}

function phoneOf({ phone, phoneKey, phoneCountry }: Customer) {
  return { phone, phoneKey, phoneCountry };
}
