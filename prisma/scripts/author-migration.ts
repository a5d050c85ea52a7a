import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { migrationFolder } from '../../src/db/migrations/migration-folder.js';
import { openSchemaEngine } from '../../src/db/migrations/schema-engine.js';
import type { Provider } from '../../src/db/provider.js';
import { startPostgres } from '../../tests/support/postgres.js';
import { scratchFolder } from '../../tests/support/scratch.js';
import { derivePostgresSchema } from './derive-postgres-schema.js';

// npm run db:migration -- <name>: writes the SQL that leads from the schema of the last migration to today's, for both providers.
// The schema each migration was made from is kept beside the migrations, so that no database is needed to author one.

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run db:migration -- <name_in_snake_case>');
  process.exit(2);
}

const schemaPath = fileURLToPath(new URL('../schema.prisma', import.meta.url));
const lastPath = fileURLToPath(new URL('../migrations/last-migrated.prisma', import.meta.url));
const next = readFileSync(schemaPath, 'utf8');
const last = readIfThere(lastPath);
const folderName = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;

// The engine asks a PostgreSQL for its version before it compares two schemas; nothing is created there.
const postgres = await startPostgres(scratchFolder);
const scripts = {
  sqlite: await diff('sqlite', last, next),
  postgresql: await diff('postgresql', last && derivePostgresSchema(last), derivePostgresSchema(next)),
};
await postgres.stop();
if (isEmpty(scripts.sqlite) && isEmpty(scripts.postgresql)) {
  console.log('schema.prisma has not changed since the last migration: nothing to do');
  process.exit(0);
}
write('sqlite', scripts.sqlite);
write('postgresql', scripts.postgresql);
writeFileSync(lastPath, next);

async function diff(provider: Provider, from: string | undefined, to: string): Promise<string> {
  const adapter =
    provider === 'sqlite'
      ? new PrismaBetterSqlite3({ url: ':memory:' })
      : new PrismaPg({ connectionString: postgres.url });
  const engine = await openSchemaEngine(adapter, to);
  const asTarget = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const result = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : asTarget(from),
    to: asTarget(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return result.stdout ?? '';
}

function write(provider: Provider, sql: string): void {
  const folder = join(migrationFolder(provider), folderName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(join(migrationFolder(provider), 'migration_lock.toml'), `provider = "${provider}"\n`);
  console.log(`prisma/migrations/${provider}/${folderName}/migration.sql`);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isEmpty(sql: string): boolean {
  return sql.replace(/^--.*$/gm, '').trim() === '';
}
