import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel, mayKnowCustomers } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { customerCreated } from './customer.events.js';
import type { newCustomerBody } from './customer.schema.js';
import { rowStatuses } from './customer-record.view.js';
import { likelyDoubles } from './find-doubles.js';
import { readCustomer } from './list-customers.js';
import { enterPerson } from './open-account.js';
import type { Country } from './phone-columns.js';

/**
 * Enters a customer at the counter, without a password: the account waits to be claimed. Others may have the same e-mail or phone;
 * the answer names them to whoever may know customers.
 */
export async function createCustomer(
  deps: Country & { db: Db; clock: Clock; currency: string },
  actor: Actor,
  input: z.infer<typeof newCustomerBody>,
) {
  return inTransaction(
    deps.db,
    async (tx) => {
      const at = deps.clock.now();
      const { name, email, phone, address, notes, status } = input;
      const person = { name, email, phone };
      const possibleDuplicates = await likelyDoubles(tx, deps.country, person);
      const { id } = (await enterPerson(tx, deps.country, { ...person, address }, at)).customer;
      const data = { address: address || null, notes: notes || null, status: rowStatuses[status] };
      await tx.customer.update({ where: { id }, data, select: { id: true } });
      await recordChange(tx, {
        at,
        actor: actorLabel(actor),
        action: 'customer.created',
        entity: 'customer',
        entityId: id,
        events: [happened(customerCreated, { customerId: id })],
      });
      const record = await readCustomer(tx, deps.currency, id);
      return mayKnowCustomers(actor) && possibleDuplicates.length > 0 ? { ...record, possibleDuplicates } : record;
    },
    // The e-mail became somebody's login at the same moment.
    isUniqueViolation,
  );
}
