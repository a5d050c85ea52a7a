import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import type { changedApiKeyBody } from './api-key.schema.js';
import { apiKeyNotFound, getApiKey, requireAhead, storedScopes } from './api-key.store.js';
import { apiKeyView } from './api-key.view.js';

type Change = z.infer<typeof changedApiKeyBody>;

/**
 * Changes what is present of a key's name, scopes and end, from its next request on; the key itself stays the same. Throws
 * `api_key.not_found`.
 */
export async function updateApiKey(deps: { db: Db; clock: Clock }, actor: Actor, id: number, input: Change) {
  const changes = withoutUndefined(input);
  const names = Object.keys(changes);
  if (names.length === 0) return apiKeyView(await getApiKey(deps.db, id));
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    requireAhead(changes.expiresAt, at);
    const { scopes, ...rest } = changes;
    const data = { ...rest, ...(scopes ? { scopes: storedScopes(scopes) } : {}) };
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data });
    if (count === 0) throw apiKeyNotFound();
    await recordAudit(tx, {
      at,
      actor: actorLabel(actor),
      action: 'api_key.updated',
      entity: 'api-key',
      entityId: id,
      // What a key may do is the shop's doing, and what one looks for afterwards.
      detail: names.map((name) => (name === 'scopes' ? `scopes ${data.scopes}` : name)).join(', '),
    });
    return apiKeyView(await getApiKey(tx, id));
  });
}
