import { z } from 'zod';
import type { Db } from '../../db/client.js';

const kept = z.object({ version: z.int(), loggedInAt: z.number() });

export type AdminSession = { account: string; loggedInAt: Date; endsAt: Date };

/** Sessions of the admin console that are good at `now`, the newest login first; of one account or of all. Nothing in it opens one. */
export async function listSessions(db: Db, now: Date, adminId?: number): Promise<AdminSession[]> {
  const accounts = await db.adminUser.findMany({
    where: { deletedAt: null, ...(adminId === undefined ? {} : { id: adminId }) },
    select: { id: true, username: true, email: true, sessionVersion: true },
  });
  const rows = await db.session.findMany({
    where: { adminId: { in: accounts.map(({ id }) => id) }, expiresAt: { gt: now } },
    select: { adminId: true, data: true, expiresAt: true },
  });
  const sessions = rows.flatMap((row) => {
    const account = accounts.find(({ id }) => id === row.adminId);
    const data = kept.safeParse(JSON.parse(row.data)).data;
    // One of an older version is refused at its next request: it has ended.
    if (!account || data?.version !== account.sessionVersion) return [];
    const name = account.username ?? account.email ?? `admin ${account.id}`;
    return [{ account: name, loggedInAt: new Date(data.loggedInAt), endsAt: row.expiresAt }];
  });
  return sessions.sort((one, other) => other.loggedInAt.getTime() - one.loggedInAt.getTime());
}
