import type { Config } from '../config.js';
import type { TimedTable } from './delete-older.sql.js';

/** Rows that may go `keptSeconds` after the time in their column. */
export type Expiry = TimedTable & { keptSeconds: number };

const DAY = 86_400;
/** Longer than the leeway that expired tokens are given: until then the row is what refuses them. */
const AFTER_TOKEN_EXPIRY = 120;
/** Longer than a delivery is tried, and long enough to find out what a receiver did not get; the event itself can be sent again. */
const AFTER_DELIVERY = 14 * DAY;

/** Everything the server deletes by itself. A table with an index on its time is one line here; what is not here is kept for ever. */
export function expiries(config: Pick<Config, 'trackRetentionDays' | 'eventRetentionDays'>): readonly Expiry[] {
  const { trackRetentionDays, eventRetentionDays } = config;
  return [
    { table: 'sessions', column: 'expires_at', keptSeconds: 0 },
    { table: 'revoked_tokens', column: 'expires_at', keptSeconds: AFTER_TOKEN_EXPIRY },
    { table: 'idempotency_keys', column: 'expires_at', keptSeconds: 0 },
    { table: 'rate_limits', column: 'expires_at', keptSeconds: 0 },
    // Null, and so never older, while an attempt is due.
    { table: 'webhook_deliveries', column: 'settled_at', keptSeconds: AFTER_DELIVERY },
    { table: 'events', column: 'at', keptSeconds: eventRetentionDays * DAY },
    ...(trackRetentionDays ? [{ table: 'tracks', column: 'scanned_at', keptSeconds: trackRetentionDays * DAY }] : []),
  ];
}
