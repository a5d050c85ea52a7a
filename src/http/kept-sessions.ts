import type { Deps } from '../deps.js';
import type { RedisClient } from '../redis/open-redis.js';
import { SESSION_KEYS } from './redis-session-store.js';

/** A session as its store has it: the JSON text of its data, and when it ends unless it is used. */
export type KeptSession = { data: string; endsAt: Date };

/** All admin sessions that have not ended, from wherever this installation keeps them. Whether they still count is their accounts' to say. */
export async function keptSessions({ db, redis, clock }: Pick<Deps, 'db' | 'redis' | 'clock'>): Promise<KeptSession[]> {
  const now = clock.now();
  if (redis) return redis.ask((client) => inRedis(client, now));
  const rows = await db.session.findMany({
    where: { expiresAt: { gt: now } },
    select: { data: true, expiresAt: true },
  });
  return rows.map(({ data, expiresAt }) => ({ data, endsAt: expiresAt }));
}

async function inRedis(client: RedisClient, now: Date): Promise<KeptSession[]> {
  const found: KeptSession[] = [];
  for await (const keys of client.scanIterator({ MATCH: `${SESSION_KEYS}*`, COUNT: 200 })) {
    for (const key of keys) {
      const [data, left] = await Promise.all([client.get(key), client.pTTL(key)]);
      // It may have ended between the two.
      if (data !== null && left > 0) found.push({ data, endsAt: new Date(now.getTime() + left) });
    }
  }
  return found;
}
