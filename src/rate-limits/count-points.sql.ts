import type { Db } from '../db/client.js';
import { autocommit } from '../db/statements/autocommit.js';
import { type Row, readerOf } from '../db/statements/reader.js';
import { text, time, whole } from '../db/statements/values.js';

/** What a counter holds, and when its window ends. */
export type Counted = { points: number; expiresAt: Date };

/** A counter to add a point to: how many it takes, and how long a window is. */
export type Addition = { key: string; most: number; windowMs: number };

/** A counter to correct: one point less in the window it has, or this many in one that ends then. */
export type Correction = { key: string; change: 'less' } | ({ key: string; change: 'holds' } & Counted);

/** The counters among these that hold anything. */
export async function findCounters(db: Db, keys: string[]): Promise<Map<string, Counted>> {
  const reader = readerOf(db);
  const named = reader.among('key', 'text', 1, keys);
  return byKey(await reader.all(`SELECT key, points, expires_at FROM rate_limits WHERE ${named.text}`, [named.value]));
}

/**
 * Adds a point to each of these counters that has room for it, and begins a new window where the old one is over, in one statement: of
 * any number at once, from any process, exactly as many get in as `most` allows. Those that have no room are not in the answer, and
 * stay as they are. A window that ends later than any could is a clock's mistake, and over too.
 */
export async function addPoints(db: Db, added: readonly Addition[], now: Date): Promise<Map<string, Counted>> {
  const additions = added.toSorted(byName);
  const at = (place: number) => additions.map((_, n) => place + 4 * n);
  const [keys, ends, latest, most] = [at(2), at(3), at(4), at(5)];
  const rows = keys.map((key, n) => `($${key}, 1, $${ends[n]})`);
  const each = (condition: (n: number) => string) =>
    keys.map((key, n) => `(rate_limits.key = $${key} AND ${condition(n)})`).join(' OR ');
  const isOpen = `rate_limits.expires_at > $1 AND (${each((n) => `rate_limits.expires_at <= $${latest[n]}`)})`;
  const hasRoom = each((n) => `rate_limits.points < $${most[n]}`);
  return byKey(
    await autocommit(
      db,
      `INSERT INTO rate_limits (key, points, expires_at) VALUES ${rows.join(', ')}
       ON CONFLICT (key) DO UPDATE SET
         points = CASE WHEN ${isOpen} THEN rate_limits.points + 1 ELSE 1 END,
         expires_at = CASE WHEN ${isOpen} THEN rate_limits.expires_at ELSE excluded.expires_at END
       WHERE NOT (${isOpen}) OR ${hasRoom}
       RETURNING key, points, expires_at`,
      [
        now,
        ...additions.flatMap((addition) => [
          addition.key,
          new Date(now.getTime() + addition.windowMs),
          new Date(now.getTime() + 2 * addition.windowMs),
          addition.most,
        ]),
      ],
    ),
  );
}

/** Corrects these counters, in one statement. */
export async function correctPoints(db: Db, corrected: readonly Correction[], now: Date): Promise<void> {
  const corrections = corrected.toSorted(byName);
  const rows = corrections.map((_, n) => `($${3 * n + 1}, $${3 * n + 2}, $${3 * n + 3})`);
  // One point less is told by -1: of a counter that is gone it leaves one whose window is over.
  await autocommit(
    db,
    `INSERT INTO rate_limits (key, points, expires_at) VALUES ${rows.join(', ')}
     ON CONFLICT (key) DO UPDATE SET
       points = CASE WHEN excluded.points >= 0 THEN excluded.points
         WHEN rate_limits.points > 0 THEN rate_limits.points - 1 ELSE 0 END,
       expires_at = CASE WHEN excluded.points >= 0 THEN excluded.expires_at ELSE rate_limits.expires_at END
     RETURNING key`,
    corrections.flatMap((correction) =>
      correction.change === 'less'
        ? [correction.key, -1, now]
        : [correction.key, correction.points, correction.expiresAt],
    ),
  );
}

// Rows are locked one after the other: in one order everywhere, so that no two calls wait for each other.
function byName(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function byKey(rows: Row[]): Map<string, Counted> {
  return new Map(
    rows.map((row) => [text(row['key']), { points: whole(row['points']), expiresAt: time(row['expires_at']) }]),
  );
}
