import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { apiKeyNotFound } from './api-key.store.js';

/** Ends a key for good, from its next request on; the record stays, since timelines and the audit name it. Throws `api_key.not_found`. */
export async function revokeApiKey(deps: { db: Db; clock: Clock }, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
    if (count === 0) throw apiKeyNotFound();
    const by = actorLabel(actor);
    await recordAudit(tx, { at, actor: by, action: 'api_key.revoked', entity: 'api-key', entityId: id });
  });
}
