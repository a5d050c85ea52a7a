import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';

export const workerSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  active: true,
  createdAt: true,
} as const;

const accountSelect = { ...workerSelect, passwordHash: true, tokenVersion: true } as const;

/** The worker and what logging in needs. Throws `worker.not_found`, also for a deleted one. */
export async function getWorker(db: Db | Tx, id: number) {
  const row = await db.worker.findFirst({ where: { id, deletedAt: null }, select: accountSelect });
  if (!row) throw workerNotFound();
  return row;
}

export function workerNotFound(): AppError {
  return new AppError('notFound', 'worker.not_found', 'Worker not found');
}

export function emailTaken(): AppError {
  return new AppError('invalid', 'worker.email_taken', 'Email exists', {
    details: [{ path: 'email', message: 'belongs to another account' }],
  });
}
