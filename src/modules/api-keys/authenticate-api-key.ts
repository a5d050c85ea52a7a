import type { Db } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint } from '../../shared/ids.js';
import type { Logger } from '../../shared/logger.js';
import type { Integration } from '../identity/index.js';
import { scopesOf } from './api-key.view.js';
import { isWhole } from './key-text.js';

const NOTED_EVERY_MS = 60_000;

type Deps = { db: Db; clock: Clock; logger: Logger };

/** The program that this key belongs to, with what it may do at this moment. Throws `unauthenticated`, alike for unknown, expired and revoked. */
export async function authenticateApiKey(deps: Deps, key: string): Promise<Integration> {
  const row = isWhole(key) ? await findKey(deps, key) : null;
  if (!row) throw new AppError('unauthenticated', 'auth.invalid_token', 'Invalid or expired token');
  await noteUse(deps, row);
  return { type: 'integration', id: row.id, scopes: scopesOf(row) };
}

function findKey({ db, clock }: Deps, key: string) {
  return db.apiKey.findFirst({
    where: {
      keyHash: fingerprint(key),
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }],
    },
    select: { id: true, scopes: true, lastUsedAt: true },
  });
}

/** Once a minute is enough to tell a key that nobody uses any more. */
async function noteUse({ db, clock, logger }: Deps, row: { id: number; lastUsedAt: Date | null }): Promise<void> {
  const now = clock.now();
  if (row.lastUsedAt && now.getTime() - row.lastUsedAt.getTime() < NOTED_EVERY_MS) return;
  try {
    await db.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  } catch (error) {
    // What was asked for may still be possible, and matters more.
    logger.warn({ error }, 'the use of an API key was not noted');
  }
}
