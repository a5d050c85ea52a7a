import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { adminNotFound } from './admin.store.js';
import { endSessions } from './end-sessions.js';
import { lockLivingAdmins } from './lock-living-admins.sql.js';

/**
 * Deletes an account: its sessions end, its e-mail and username are free again, its row stays for the audit log. Throws
 * `user.not_found`, and `user.last_admin` rather than leave the console to nobody, whoever else deletes at the same moment.
 */
export async function deleteAdmin(deps: { db: Db; clock: Clock }, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    // Two deletions at once wait for each other, and the second counts what the first left.
    await lockLivingAdmins(tx);
    const deleted = await tx.adminUser.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: at, updatedAt: at, email: null, username: null },
    });
    if (deleted.count === 0) throw adminNotFound();
    if ((await tx.adminUser.count({ where: { deletedAt: null } })) === 0) throw lastAdmin();
    await endSessions(tx, id);
    const by = actorLabel(actor);
    await recordAudit(tx, { at, actor: by, action: 'user.deleted', entity: 'user', entityId: id });
  });
}

function lastAdmin(): AppError {
  return new AppError('conflict', 'user.last_admin', 'The last admin cannot be deleted');
}
