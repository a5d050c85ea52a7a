import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint } from '../../shared/ids.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import type { newApiKeyBody } from './api-key.schema.js';
import { apiKeySelect, requireAhead, storedScopes } from './api-key.store.js';
import { apiKeyView } from './api-key.view.js';
import { hintOf, newKey } from './key-text.js';

/** A key for another program, told here and never again. Throws `request.invalid_fields` when it would have expired already. */
export async function createApiKey(deps: { db: Db; clock: Clock }, actor: Actor, input: z.infer<typeof newApiKeyBody>) {
  const key = newKey();
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    requireAhead(input.expiresAt, at);
    const by = actorLabel(actor);
    const row = await tx.apiKey.create({
      data: {
        name: input.name,
        keyHash: fingerprint(key),
        hint: hintOf(key),
        scopes: storedScopes(input.scopes),
        createdAt: at,
        createdBy: by,
        expiresAt: input.expiresAt ?? null,
      },
      select: apiKeySelect,
    });
    await recordAudit(tx, {
      at,
      actor: by,
      action: 'api_key.created',
      entity: 'api-key',
      entityId: row.id,
      detail: row.scopes,
    });
    return { ...apiKeyView(row), key };
  });
}
