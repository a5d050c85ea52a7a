import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel, mayKnowCustomers } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomer } from '../search/index.js';
import { changedLogin } from './change-login.js';
import { customerUpdated } from './customer.events.js';
import type { changedCustomerBody } from './customer.schema.js';
import { whyGone } from './customer.store.js';
import { rowStatuses } from './customer-record.view.js';
import { findLivingAccountRow } from './find-account.sql.js';
import { likelyDoubles } from './find-doubles.js';
import { readCustomer } from './list-customers.js';
import { type Country, phoneColumns } from './phone-columns.js';

type Change = z.infer<typeof changedCustomerBody>;
type Deps = Country & { db: Db; clock: Clock; currency: string };

/**
 * Changes what is present of a customer's record; blocking also ends every token of the account at once. Another customer may have
 * the same e-mail or phone: the answer names them. Throws `customer.not_found`, `customer.merged`, and `customer.email_taken` where
 * the e-mail of an account with a password would become the login of another.
 */
export async function updateCustomer(deps: Deps, actor: Actor, id: number, input: Change) {
  const fields = withoutUndefined(input);
  const names = Object.keys(fields);
  if (names.length === 0) return readCustomer(deps.db, deps.currency, id);
  return inTransaction(
    deps.db,
    async (tx) => {
      await lockRow(tx, 'customers', id);
      const before = await requireLiving(tx, id);
      const { email, ...others } = fields;
      const login = email === undefined ? {} : await changedLogin(tx, before, email);
      await tx.customer.update({
        where: { id },
        data: { ...dataOf(others, deps.country), ...login },
        select: { id: true },
      });
      const isPerson = [fields.name, fields.email, fields.phone].some((said) => said !== undefined);
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
      const record = await readCustomer(tx, deps.currency, id);
      if (!isPerson || !mayKnowCustomers(actor)) return record;
      const possibleDuplicates = await likelyDoubles(tx, deps.country, record, id);
      return possibleDuplicates.length > 0 ? { ...record, possibleDuplicates } : record;
    },
    // An order of theirs was being indexed, or the e-mail became somebody's login, at the same moment.
    isUniqueViolation,
  );
}

const searched = new Set(['name', 'email', 'phone', 'address']);

async function requireLiving(tx: Tx, id: number) {
  const account = await findLivingAccountRow(tx, id);
  if (!account) throw await whyGone(tx, id);
  return account;
}

/** The changes as the row has them. */
export function dataOf({ name, phone, address, notes, status }: Omit<Change, 'email'>, country: string) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : phoneColumns(phone, country)),
    ...(address === undefined ? {} : { address: address || null }),
    ...(notes === undefined ? {} : { notes: notes || null }),
    ...(status === undefined ? {} : { status: rowStatuses[status] }),
    ...(status === 'blocked' ? { tokenVersion: { increment: 1 } } : {}),
  };
}
