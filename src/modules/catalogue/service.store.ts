import type { Db, Tx } from '../../db/client.js';
import type { Service } from '../../generated/sqlite/client.js';
import { AppError } from '../../shared/app-error.js';

/** The service, unless it was deleted. Throws `service.not_found`. */
export async function getService(db: Db | Tx, id: string): Promise<Service> {
  const row = await db.service.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw serviceNotFound();
  return row;
}

export function serviceNotFound(): AppError {
  return new AppError('notFound', 'service.not_found', 'Service not found');
}
