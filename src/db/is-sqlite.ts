import type { Db, Tx } from './client.js';

// Prisma has no public name for it. Should a later version drop this one, SQLite refuses what is meant for PostgreSQL: nothing fails silently.
export function isSqlite(tx: Db | Tx): boolean {
  return (tx as { _activeProvider?: unknown })._activeProvider === 'sqlite';
}
