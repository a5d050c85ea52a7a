import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel, type Operator, type Passwords, refuseOwnWords } from '../identity/index.js';
import type { changedAdminBody } from './admin.schema.js';
import { adminNotFound, getAdmin, refuseTaken } from './admin.store.js';
import { userView } from './admin.view.js';
import { endSessions } from './end-sessions.js';

type Deps = { db: Db; clock: Clock; passwords: Passwords };

/**
 * Changes what is present of an account. A new password ends all its sessions, the caller's own included. Throws `user.not_found`,
 * `user.email_taken` and `user.username_taken`.
 */
export async function updateAdmin(
  deps: Deps,
  actor: Actor | Operator,
  id: number,
  input: z.infer<typeof changedAdminBody>,
) {
  const { password, ...texts } = input;
  const changed = Object.keys(withoutUndefined(input)).join(', ');
  // Asked before hashing too: nobody's password is work for nothing.
  const before = await getAdmin(deps.db, id);
  if (changed === '') return userView(before);
  if (password !== undefined) refuseOwnWords(password, { ...before, ...withoutUndefined(texts) });
  const passwordHash = password === undefined ? undefined : await deps.passwords.hash(password);
  const data = withoutUndefined({ ...texts, passwordHash });
  return inTransaction(
    deps.db,
    async (tx) => {
      await refuseTaken(tx, texts, id);
      const at = deps.clock.now();
      const { count } = await tx.adminUser.updateMany({
        where: { id, deletedAt: null },
        data: { ...data, updatedAt: at },
      });
      if (count === 0) throw adminNotFound();
      if (passwordHash !== undefined) await endSessions(tx, id);
      await recordAudit(tx, {
        at,
        actor: actorLabel(actor),
        action: 'user.updated',
        entity: 'user',
        entityId: id,
        detail: changed,
      });
      return userView(await getAdmin(tx, id));
    },
    isUniqueViolation,
  );
}
