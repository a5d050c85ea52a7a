import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel, type Operator } from '../identity/index.js';
import { getAdmin } from './admin.store.js';
import { endSessions } from './end-sessions.js';

/** Ends every session of an account, wherever they are kept. Throws `user.not_found`. */
export async function endAdminSessions(
  deps: { db: Db; clock: Clock },
  by: Actor | Operator,
  id: number,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await getAdmin(tx, id);
    await endSessions(tx, id);
    const at = deps.clock.now();
    await recordAudit(tx, { at, actor: actorLabel(by), action: 'user.sessions_ended', entity: 'user', entityId: id });
  });
}
