import type { Tx } from '../../db/client.js';

/** Ends every session of the account, also one whose login is under way: it carries the older version. */
export async function endSessions(tx: Tx, id: number): Promise<void> {
  await tx.adminUser.updateMany({ where: { id }, data: { sessionVersion: { increment: 1 } } });
  await tx.session.deleteMany({ where: { adminId: id } });
}
