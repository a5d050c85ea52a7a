import { z } from 'zod';
import type { Db } from '../../db/client.js';

const content = z.object({ adminId: z.int(), version: z.int(), loggedInAt: z.number() });

export type AdminSession = { account: string; loggedInAt: Date; endsAt: Date };

/** Those of the kept sessions that an account still honours, the newest login first; of one account or of all. Nothing in it opens one. */
export async function listSessions(
  db: Db,
  kept: readonly { data: string; endsAt: Date }[],
  adminId?: number,
): Promise<AdminSession[]> {
  const accounts = await db.adminUser.findMany({
    where: { deletedAt: null, ...(adminId === undefined ? {} : { id: adminId }) },
    select: { id: true, username: true, email: true, sessionVersion: true },
  });
  const sessions = kept.flatMap(({ data, endsAt }) => {
    const session = content.safeParse(JSON.parse(data)).data;
    const account = accounts.find(({ id }) => id === session?.adminId);
    // One of an older version is refused at its next request: it has ended.
    if (!session || !account || session.version !== account.sessionVersion) return [];
    const name = account.username ?? account.email ?? `admin ${account.id}`;
    return [{ account: name, loggedInAt: new Date(session.loggedInAt), endsAt }];
  });
  return sessions.sort((one, other) => other.loggedInAt.getTime() - one.loggedInAt.getTime());
}
