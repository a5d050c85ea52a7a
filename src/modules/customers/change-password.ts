import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { invalidCredentials, type Passwords, refuseOwnWords, type Tokens } from '../identity/index.js';
import { getAccount } from './customer.store.js';
import { customerView } from './customer.view.js';

type Deps = { db: Db; clock: Clock; passwords: Passwords; tokens: Tokens };

/** Sets a new password and ends every token of the account; the answer carries a fresh one. Throws `auth.invalid_credentials`. */
export async function changePassword(deps: Deps, id: number, input: { current: string; next: string }) {
  const account = await getAccount(deps.db, id);
  refuseOwnWords(input.next, account, 'new_password');
  if (!(await deps.passwords.verify(input.current, account.passwordHash))) throw invalidCredentials();
  const passwordHash = await deps.passwords.hash(input.next);
  await inTransaction(deps.db, async (tx) => {
    // The version read before hashing is the condition: of two changes at once one wins, and the other's proof is stale.
    const changed = await tx.customer.updateMany({
      where: { id, tokenVersion: account.tokenVersion, deletedAt: null },
      data: { passwordHash, tokenVersion: { increment: 1 } },
    });
    if (changed.count === 0) throw invalidCredentials();
    await recordAudit(tx, {
      at: deps.clock.now(),
      actor: `customer:${id}`,
      action: 'customer.password_changed',
      entity: 'customer',
      entityId: id,
    });
  });
  return { ...customerView(account), ...deps.tokens.issue({ type: 'customer', id }, account.tokenVersion + 1) };
}
