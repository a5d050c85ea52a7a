import type { Deps } from '../../deps.js';

/** How long an answer can be asked for again. */
export const KEPT_MS = 24 * 3_600_000;

/** Removes the answers whose time is over. */
export async function forgetExpired({ db, clock, logger }: Pick<Deps, 'db' | 'clock' | 'logger'>): Promise<void> {
  try {
    await db.idempotencyKey.deleteMany({ where: { expiresAt: { lte: clock.now() } } });
  } catch (error) {
    // The next request with a key tries again; this one has nothing to do with it.
    logger.warn({ error }, 'expired idempotency keys were not removed');
  }
}
