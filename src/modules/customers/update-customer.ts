import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomer } from '../search/index.js';
import { customerUpdated } from './customer.events.js';
import type { changedCustomerBody } from './customer.schema.js';
import { customerNotFound, refuseTakenEmail } from './customer.store.js';
import { rowStatuses } from './customer-record.view.js';
import { readCustomer } from './list-customers.js';

type Change = z.infer<typeof changedCustomerBody>;

/**
 * Changes what is present of a customer's record; blocking also ends every token of the account at once. Throws
 * `customer.not_found` and `customer.email_taken`.
 */
export async function updateCustomer(deps: { db: Db; clock: Clock }, actor: Actor, id: number, input: Change) {
  const fields = withoutUndefined(input);
  const names = Object.keys(fields);
  if (names.length === 0) return readCustomer(deps.db, id);
  return inTransaction(
    deps.db,
    async (tx) => {
      const changed = await refuseTakenEmail(
        tx.customer.updateMany({ where: { id, deletedAt: null }, data: dataOf(fields) }),
      );
      if (changed.count === 0) throw customerNotFound();
      if (names.some((name) => searched.has(name))) await indexChangedCustomer(tx, id);
      await recordChange(tx, {
        at: deps.clock.now(),
        actor: actorLabel(actor),
        action: 'customer.updated',
        entity: 'customer',
        entityId: id,
        // Whether somebody was blocked or let in again is the shop's doing, not the person's data.
        detail: names.map((name) => (name === 'status' ? `status ${fields.status}` : name)).join(', '),
        events: [happened(customerUpdated, { customerId: id, changed: names })],
      });
      return readCustomer(tx, id);
    },
    // An order of theirs was being indexed at the same moment.
    isUniqueViolation,
  );
}

const searched = new Set(['name', 'email', 'phone', 'address']);

/** The changes as the row has them. */
export function dataOf({ address, notes, status, ...rest }: ReturnType<typeof withoutUndefined<Change>>) {
  return {
    ...rest,
    ...(address === undefined ? {} : { address: address || null }),
    ...(notes === undefined ? {} : { notes: notes || null }),
    ...(status === undefined ? {} : { status: rowStatuses[status] }),
    ...(status === 'blocked' ? { tokenVersion: { increment: 1 } } : {}),
  };
}
