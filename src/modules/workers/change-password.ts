import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel, invalidCredentials, type Passwords, refuseOwnWords } from '../identity/index.js';
import { getWorker } from './worker.store.js';

type Deps = { db: Db; clock: Clock; passwords: Passwords };

/** Sets the worker's own new password and ends every token of the account. Throws `auth.invalid_credentials`. */
export async function changePassword(
  deps: Deps,
  actor: Actor,
  id: number,
  input: { current: string; next: string },
): Promise<void> {
  const account = await getWorker(deps.db, id);
  refuseOwnWords(input.next, account, 'new_password');
  if (!(await deps.passwords.verify(input.current, account.passwordHash))) throw invalidCredentials();
  const passwordHash = await deps.passwords.hash(input.next);
  await inTransaction(deps.db, async (tx) => {
    // The version read before hashing is the condition: of two changes at once one wins, and the other's proof is stale.
    const changed = await tx.worker.updateMany({
      where: { id, tokenVersion: account.tokenVersion, active: true, deletedAt: null },
      data: { passwordHash, tokenVersion: { increment: 1 } },
    });
    if (changed.count === 0) throw invalidCredentials();
    await recordAudit(tx, {
      at: deps.clock.now(),
      actor: actorLabel(actor),
      action: 'worker.password_changed',
      entity: 'worker',
      entityId: id,
    });
  });
}
