import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomer } from '../search/index.js';
import { customerUpdated } from './customer.events.js';
import type { profileBody } from './customer.schema.js';
import { customerNotFound, getAccount, refuseTakenEmail } from './customer.store.js';
import { customerView } from './customer.view.js';
import { type Country, phoneColumns } from './phone-columns.js';

type Deps = Country & { db: Db; clock: Clock };
type Change = z.infer<typeof profileBody>;

/** Changes what is present of the customer's own name, e-mail and phone. Throws `customer.email_taken`. */
export async function updateProfile(deps: Deps, id: number, input: z.infer<typeof profileBody>) {
  const fields = withoutUndefined(input);
  const names = Object.keys(fields);
  if (names.length === 0) return customerView(await getAccount(deps.db, id));
  const change = inTransaction(
    deps.db,
    async (tx) => {
      const data = dataOf(fields, deps.country);
      const changed = await refuseTakenEmail(tx.customer.updateMany({ where: { id, deletedAt: null }, data }));
      if (changed.count === 0) throw customerNotFound();
      await indexChangedCustomer(tx, id);
      await recordChange(tx, {
        at: deps.clock.now(),
        actor: `customer:${id}`,
        action: 'customer.updated',
        entity: 'customer',
        entityId: id,
        detail: names.join(', '),
        events: [happened(customerUpdated, { customerId: id, changed: names })],
      });
      return getAccount(tx, id);
    },
    // An order of theirs was being indexed at the same moment.
    isUniqueViolation,
  );
  return customerView(await change);
}

// The e-mail of an account is its login.
function dataOf({ email, phone, name }: Change, country: string) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email, loginEmail: email }),
    ...(phone === undefined ? {} : phoneColumns(phone, country)),
  };
}
