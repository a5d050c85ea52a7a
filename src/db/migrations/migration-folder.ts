import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type { Provider } from '../provider.js';

export type Migration = { name: string; sql: string; checksum: string };

/** The checked-in migrations of one provider, oldest first; the checksum is what Prisma writes into `_prisma_migrations`. */
export function readMigrations(provider: Provider): Migration[] {
  const folder = migrationFolder(provider);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** The same migrations in the shape the schema engine takes. */
export function migrationList(provider: Provider): MigrationList {
  const lockfile = join(migrationFolder(provider), 'migration_lock.toml');
  return {
    baseDir: migrationFolder(provider),
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(provider).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

export function migrationFolder(provider: Provider): string {
  return fileURLToPath(new URL(`../../../prisma/migrations/${provider}`, import.meta.url));
}
