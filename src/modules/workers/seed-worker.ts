import type { Tx } from '../../db/client.js';

/** The documented first employee, who has a documented password: never call this in production. Only where there has never been a worker. */
export async function seedWorker(tx: Tx, passwordHash: string, at: Date): Promise<void> {
  if ((await tx.worker.count()) > 0) return;
  await tx.worker.create({
    data: { name: 'Employee', email: 'emp@emp.com', role: 'EMPLOYEE', passwordHash, createdAt: at },
  });
}
