import type { Db, Tx } from '../../db/client.js';
import { lockAgainstUse } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { unindexCustomer, unindexOrders } from '../search/index.js';
import { customerErased } from './customer.events.js';
import { whyGone } from './customer.store.js';
import { eraseFromFormerOrders } from './erase-former-orders.js';
import { eraseNotes } from './erase-notes.js';

const ERASED_NAME = 'Deleted customer';
const AT_A_TIME = 1_000;

const nobody = {
  name: ERASED_NAME,
  email: null,
  loginEmail: null,
  phone: '',
  phoneKey: '',
  address: null,
  notes: null,
  passwordHash: null,
};

/**
 * Erases who a customer is, on the record and on everything their orders say, and ends their tokens. Orders, sums and timelines
 * stay; the e-mail may open another account. What was merged into the record is erased with it, and what
 * was written about them on orders that are another's now. Of any number of callers at once one
 * wins. Throws `customer.not_found` and `customer.merged`.
 */
export async function eraseCustomer(deps: { db: Db; clock: Clock }, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    await lockAgainstUse(tx, 'customers', id);
    const data = { ...nobody, tokenVersion: { increment: 1 } };
    const erased = await tx.customer.updateMany({ where: { id, deletedAt: null }, data: { ...data, deletedAt: at } });
    if (erased.count === 0) throw await whyGone(tx, id);
    await tx.customer.updateMany({ where: { mergedIntoId: id }, data });
    await eraseFromOrders(tx, id, at);
    await eraseFromFormerOrders(tx, id);
    await unindexCustomer(tx, id);
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'customer.erased',
      entity: 'customer',
      entityId: id,
      events: [happened(customerErased, { customerId: id })],
    });
  });
}

// Also what was written while an order was somebody else's: it may have been theirs all along, and entered under another name.
async function eraseFromOrders(tx: Tx, customerId: number, at: Date): Promise<void> {
  const where = { customerId };
  await tx.order.updateMany({
    where,
    data: {
      customerName: ERASED_NAME,
      customerEmail: '',
      customerPhone: '',
      specialInstructions: '',
      updatedAt: at,
      version: { increment: 1 },
    },
  });
  const ids = (await tx.order.findMany({ where, select: { id: true } })).map((order) => order.id);
  for (let first = 0; first < ids.length; first += AT_A_TIME) {
    await eraseBesideOrders(tx, ids.slice(first, first + AT_A_TIME));
  }
}

// By ids: Prisma would ask for rows whose order is the customer's by going through every row there is.
async function eraseBesideOrders(tx: Tx, ids: string[]): Promise<void> {
  const where = { orderId: { in: ids } };
  await tx.orderLine.updateMany({ where, data: { note: null } });
  await tx.delivery.updateMany({ where, data: { address: null, failureReason: null } });
  await tx.track.updateMany({ where, data: { orderEmail: null, note: null, location: null } });
  await eraseNotes(tx, ids);
  await unindexOrders(tx, ids);
}
