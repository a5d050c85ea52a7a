import type { Db } from '../client.js';

/** What a counter holds, and when its window ends. */
export type Counted = { points: number; expiresAt: Date };

type Row = { points: number | bigint; expires_at: Date | string | number };

/**
 * Adds points to a counter and begins a new window where the old one is over, in one statement: of any number at once, from any
 * process, exactly as many get in as `most` allows. Null when they would not fit; nothing is written then. In SQL because Prisma's
 * upsert cannot look at the row it finds. A window that ends later than any could is a clock's mistake, and over too.
 */
export async function addPoints(
  db: Db,
  key: string,
  add: { points: number; most: number; now: Date; windowMs: number },
): Promise<Counted | null> {
  const { points, most, now } = add;
  const expiresAt = new Date(now.getTime() + add.windowMs);
  const latest = new Date(now.getTime() + 2 * add.windowMs);
  const rows = await db.$queryRaw<Row[]>`
    INSERT INTO rate_limits (key, points, expires_at) VALUES (${key}, ${points}, ${expiresAt})
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN rate_limits.expires_at > ${now} AND rate_limits.expires_at <= ${latest}
        THEN rate_limits.points + excluded.points ELSE excluded.points END,
      expires_at = CASE WHEN rate_limits.expires_at > ${now} AND rate_limits.expires_at <= ${latest}
        THEN rate_limits.expires_at ELSE excluded.expires_at END
    WHERE rate_limits.expires_at <= ${now} OR rate_limits.expires_at > ${latest}
      OR rate_limits.points + excluded.points <= ${most}
    RETURNING points, expires_at`;
  const [row] = rows;
  return row ? { points: Number(row.points), expiresAt: new Date(row.expires_at) } : null;
}
