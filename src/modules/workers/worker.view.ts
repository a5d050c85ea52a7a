import type { Worker } from '../../generated/sqlite/client.js';

export type WorkerRow = Pick<Worker, 'id' | 'name' | 'email' | 'role' | 'active' | 'createdAt'>;

export function workerView(row: WorkerRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? '',
    role: row.role === 'EMPLOYEE' ? ('employee' as const) : ('worker' as const),
    active: row.active,
    createdAt: row.createdAt.toISOString(),
  };
}
