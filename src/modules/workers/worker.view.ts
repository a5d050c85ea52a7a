import type { Worker, WorkerRole } from '../../generated/sqlite/client.js';
import type { workerRoles } from './worker.schema.js';

export type WorkerRow = Pick<Worker, 'id' | 'name' | 'email' | 'role' | 'active' | 'createdAt'>;

type WireRole = (typeof workerRoles)[number];

/** How the database spells what the wire calls a role. */
export const storedRoles = { employee: 'EMPLOYEE', worker: 'WORKER' } as const satisfies Record<WireRole, WorkerRole>;

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
