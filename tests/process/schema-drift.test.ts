import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect, test } from 'vitest';
import { derivePostgresSchema } from '../../prisma/scripts/derive-postgres-schema.js';
import { openSchemaEngine } from '../../src/db/migrations/schema-engine.js';
import { emptyDatabase, execute, type Provider, providers } from '../support/raw-database.js';
import { schemaFacts } from '../support/schema-facts.js';
import { runProgram } from '../support/server-process.js';

const written = readFileSync(fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url)), 'utf8');
const lastMigrated = readFileSync(
  fileURLToPath(new URL('../../prisma/migrations/last-migrated.prisma', import.meta.url)),
  'utf8',
);
const schemas: Record<Provider, string> = { sqlite: written, postgresql: derivePostgresSchema(written) };

// Indexes of some rows only: Prisma's schema cannot say them, so migrations make them with SQL of their own.
const byHand = ['customers_merged_into_id_idx', 'orders_missing_idx', 'orders_ticket_number_idx'];
const isByHand = (fact: string) => byHand.some((name) => fact.includes(name)) && /partial=1| WHERE /.test(fact);

test.for(providers)('the checked-in migrations lead to exactly what schema.prisma says on %s', async (on) => {
  const migrated = await emptyDatabase(on);
  const meant = await emptyDatabase(on);

  const { code } = await runProgram('commands/migrate', migrated.folder, { DATABASE_URL: migrated.url });
  await execute(meant.url, await difference(on, meant.url, { tag: 'empty' }, schemas[on]));

  expect(code).toBe(0);
  const facts = await schemaFacts(migrated.url, on);
  expect(facts.length).toBeGreaterThan(100);
  expect(facts.filter((fact) => !isByHand(fact))).toEqual(await schemaFacts(meant.url, on));
  for (const name of byHand) expect(facts.filter((fact) => fact.includes(name))).not.toEqual([]);
});

test.for(providers)('the next migration will begin where the last one ended on %s', async (on) => {
  const { url } = await emptyDatabase(on);
  const last = on === 'sqlite' ? lastMigrated : derivePostgresSchema(lastMigrated);
  const from = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content: last }] };

  const script = await difference(on, url, from, schemas[on]);

  expect(statements(script)).toBe('');
});

type From = Parameters<Awaited<ReturnType<typeof openSchemaEngine>>['diff']>[0]['from'];

/** The SQL that leads from one schema to another, as `npm run db:migration` would write it. */
async function difference(on: Provider, url: string, from: From, to: string): Promise<string> {
  const adapter = on === 'sqlite' ? new PrismaBetterSqlite3({ url }) : new PrismaPg({ connectionString: url });
  const engine = await openSchemaEngine(adapter, to);
  try {
    const { stdout } = await engine.diff({
      from,
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: to }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

function statements(script: string): string {
  return script.replace(/^--.*$/gm, '').trim();
}
