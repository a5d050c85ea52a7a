import type { AdminUser } from '../../generated/sqlite/client.js';

export type AdminRow = Pick<AdminUser, 'id' | 'name' | 'email' | 'username' | 'createdAt'>;

export function userView(row: AdminRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? '',
    username: row.username ?? '',
    createdAt: row.createdAt.toISOString(),
  };
}
