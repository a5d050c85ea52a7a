import type { Db } from '../client.js';
import type { Provider } from '../provider.js';
import { readMigrations } from './migration-folder.js';

type AppliedMigration = { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown };

/** Why this build must not serve this database, as one sentence for the operator; null when the migrations agree. Throws when the database cannot be asked. */
export async function migrationMismatch(db: Db, provider: Provider): Promise<string | null> {
  const known = new Map(readMigrations(provider).map(({ name, checksum }) => [name, checksum]));
  const applied = await appliedMigrations(db, provider);
  for (const { migration_name: name, checksum, finished_at } of applied) {
    if (finished_at === null) return `migration ${name} failed half way: repair it before serving this database`;
    if (!known.has(name))
      return `the database holds migration ${name}, which this build does not know: a newer build made it`;
    if (known.get(name) !== checksum) return `migration ${name} is not the one that was applied: its file was edited`;
    known.delete(name);
  }
  if (known.size === 0) return null;
  return `the database lacks ${[...known.keys()].join(', ')}: run npm run db:migrate`;
}

async function appliedMigrations(db: Db, provider: Provider): Promise<AppliedMigration[]> {
  if (!(await hasMigrationTable(db, provider))) return [];
  return db.$queryRaw<AppliedMigration[]>`
    SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY migration_name`;
}

async function hasMigrationTable(db: Db, provider: Provider): Promise<boolean> {
  const rows =
    provider === 'sqlite'
      ? await db.$queryRaw<unknown[]>`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`
      : await db.$queryRaw<unknown[]>`SELECT 1 FROM information_schema.tables
          WHERE table_schema = current_schema() AND table_name = '_prisma_migrations'`;
  return rows.length > 0;
}
