import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint } from '../../shared/ids.js';
import { recordChange } from '../audit/index.js';
import { type Passwords, refuseOwnWords, type Tokens } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomer, indexNewCustomer } from '../search/index.js';
import { customerClaimed, customerCreated } from './customer.events.js';
import type { signUpBody } from './customer.schema.js';
import { emailTaken, findAccountByEmail, getAccount } from './customer.store.js';
import { customerView } from './customer.view.js';
import { newCustomerId } from './customer-id.js';
import { type Country, phoneColumns } from './phone-columns.js';

type SignUp = z.infer<typeof signUpBody>;
type Deps = Country & { db: Db; clock: Clock; passwords: Passwords; tokens: Tokens };

/**
 * Opens an account, or claims the one an order made. The proof is the tracking token of that order, or of one that staff took: anybody
 * could place another with the same e-mail. The account then shows the proven order, and none that somebody else placed before.
 * Throws `customer.email_taken`.
 */
export async function signUp(deps: Deps, input: SignUp) {
  refuseOwnWords(input.password, input);
  // Before the costly part: the answer would be the same after it.
  const known = await findAccountByEmail(deps.db, input.email);
  if (known && !(await mayClaim(deps.db, known, input.orderToken))) throw emailTaken();
  const passwordHash = await deps.passwords.hash(input.password);
  const at = deps.clock.now();
  return inTransaction(
    deps.db,
    async (tx) => {
      const { id, tokenVersion } = await createOrClaim(tx, deps.country, input, passwordHash, at);
      const issued = deps.tokens.issue({ type: 'customer', id }, tokenVersion);
      return { ...issued, customer: customerView(await getAccount(tx, id)) };
    },
    isUniqueViolation,
  );
}

/** Whether the token proves that the account is the caller's, as far as can be told before the claim decides. */
async function mayClaim(
  db: Db,
  known: { id: number; passwordHash: string | null },
  orderToken: string | null | undefined,
) {
  if (!orderToken || known.passwordHash !== null) return false;
  const proof = { trackingTokenHash: fingerprint(orderToken), customerId: known.id, provesAccount: true };
  return (await db.order.count({ where: proof })) > 0;
}

async function createOrClaim(tx: Tx, country: string, input: SignUp, passwordHash: string, at: Date) {
  const known = await findAccountByEmail(tx, input.email);
  if (known) return claim(tx, country, known.id, input, passwordHash, at);
  const { name, email, phone } = input;
  const data = {
    id: newCustomerId(),
    name,
    email,
    loginEmail: email,
    ...phoneColumns(phone, country),
    passwordHash,
    createdAt: at,
  };
  const created = await tx.customer.create({ data, select: { id: true, tokenVersion: true } });
  await indexNewCustomer(tx, { ...data, id: created.id });
  await recordChange(tx, {
    at,
    actor: `customer:${created.id}`,
    action: 'customer.signed_up',
    entity: 'customer',
    entityId: created.id,
    events: [happened(customerCreated, { customerId: created.id })],
  });
  return created;
}

async function claim(tx: Tx, country: string, id: number, input: SignUp, passwordHash: string, at: Date) {
  if (!input.orderToken) throw emailTaken();
  const proven = await tx.order.updateMany({
    where: { trackingTokenHash: fingerprint(input.orderToken), customerId: id, provesAccount: true },
    data: { inAccount: true },
  });
  const claimed = await tx.customer.updateMany({
    where: { id, passwordHash: null, status: 'ACTIVE', deletedAt: null },
    data: { name: input.name, ...phoneColumns(input.phone, country), passwordHash, tokenVersion: { increment: 1 } },
  });
  if (proven.count === 0 || claimed.count === 0) throw emailTaken();
  await indexChangedCustomer(tx, id);
  await recordChange(tx, {
    at,
    actor: `customer:${id}`,
    action: 'customer.claimed',
    entity: 'customer',
    entityId: id,
    events: [happened(customerClaimed, { customerId: id })],
  });
  return getAccount(tx, id);
}
