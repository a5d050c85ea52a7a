import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordAudit } from '../audit/index.js';
import type { profileBody } from './customer.schema.js';
import { customerSelect, emailTaken } from './customer.store.js';
import { customerView } from './customer.view.js';

/** Changes what is present of the customer's own name, e-mail and phone. Throws `customer.email_taken`. */
export async function updateProfile(deps: { db: Db; clock: Clock }, id: number, input: z.infer<typeof profileBody>) {
  const data = withoutUndefined(input);
  try {
    const row = await inTransaction(deps.db, async (tx) => {
      const changed = await tx.customer.update({ where: { id }, data, select: customerSelect });
      const detail = Object.keys(data).join(', ');
      await recordAudit(tx, {
        at: deps.clock.now(),
        actor: `customer:${id}`,
        action: 'customer.updated',
        entity: 'customer',
        entityId: id,
        detail,
      });
      return changed;
    });
    return customerView(row);
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}
