import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexNewCustomer } from '../search/index.js';
import { customerCreated } from './customer.events.js';
import type { newCustomerBody } from './customer.schema.js';
import { refuseTakenEmail } from './customer.store.js';
import { newCustomerId } from './customer-id.js';
import { rowStatuses } from './customer-record.view.js';
import { readCustomer } from './list-customers.js';

/** Enters a customer at the counter, without a password: the account waits to be claimed. Throws `customer.email_taken`. */
export async function createCustomer(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  input: z.infer<typeof newCustomerBody>,
) {
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const { name, email, phone } = input;
    const { id } = await refuseTakenEmail(
      tx.customer.create({
        data: {
          id: newCustomerId(),
          name,
          email,
          phone,
          address: input.address || null,
          notes: input.notes || null,
          status: rowStatuses[input.status],
          createdAt: at,
        },
        select: { id: true },
      }),
    );
    await indexNewCustomer(tx, { id, name, email, phone, address: input.address ?? null });
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'customer.created',
      entity: 'customer',
      entityId: id,
      events: [happened(customerCreated, { customerId: id })],
    });
    return readCustomer(tx, id);
  });
}
