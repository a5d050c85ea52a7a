import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/migrations/migration-folder.js';
import { getJson } from '../support/over-http.js';
import { emptyDatabase, execute, providers, seededDatabase } from '../support/raw-database.js';
import { runProgram, startServer, statusOf } from '../support/server-process.js';

test.for(providers)('on an unmigrated %s the server is alive, refuses work, and gets ready by itself', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const names = readMigrations(on).map(({ name }) => name);
  const reason = `the database lacks ${names.join(', ')}: run npm run db:migrate`;
  const server = await startServer('main', folder, { DATABASE_URL: url }, 'listening');

  await expect
    .poll(async () => (await getJson(`${server.url}/readyz`)).body, { timeout: 10_000 })
    .toMatchObject({ error: reason });
  for (const path of ['/readyz', '/ping', '/api/services']) {
    const refused = await getJson(`${server.url}${path}`);
    expect(refused, path).toMatchObject({ status: 503, body: { error: reason, code: 'server.not_ready' } });
    expect(refused.headers.get('content-type'), path).toMatch(/^application\/json/);
    expect(refused.headers.get('retry-after'), path).toMatch(/^[1-9]\d*$/);
    expect((refused.body as { requestId: string }).requestId).toBe(refused.headers.get('x-request-id'));
  }
  expect(await getJson(`${server.url}/healthz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
  const migrated = await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  expect(migrated).toMatchObject({ code: 0, stderr: '' });
  await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 10_000 }).toBe(200);
  expect(await getJson(`${server.url}/ping`)).toMatchObject({ status: 200, body: { message: 'pong' } });
  expect(await getJson(`${server.url}/api/services`)).toMatchObject({ status: 200, body: [] });
});

test('a server that is not ready still stops with 0', async () => {
  const { url, folder } = await emptyDatabase('sqlite');
  const server = await startServer('main', folder, { DATABASE_URL: url }, 'listening');

  const { code, stdout } = await server.stop();

  expect(code).toBe(0);
  expect(stdout).toContain('"msg":"stopped"');
});

const MISMATCHES = [
  {
    what: 'a migration of a newer build',
    sql: `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
      SELECT 'extra', checksum, finished_at, '29991231000000_from_the_future', started_at, 1 FROM _prisma_migrations LIMIT 1`,
    says: /^the database holds migration 29991231000000_from_the_future, which this build does not know/,
  },
  {
    what: 'a migration whose file was edited afterwards',
    sql: `UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name LIKE '%_foundation'`,
    says: /^migration \d+_foundation is not the one that was applied: its file was edited$/,
  },
  {
    what: 'a migration that failed half way',
    sql: `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_foundation'`,
    says: /^migration \d+_foundation failed half way/,
  },
];

test.for(providers.flatMap((on) => MISMATCHES.map((mismatch) => ({ on, ...mismatch }))))(
  'a server does not serve a $on that holds $what, and says so',
  async ({ on, sql, says }) => {
    const { url, folder } = await seededDatabase(on);
    await execute(url, sql);
    const server = await startServer('main', folder, { DATABASE_URL: url }, 'listening');

    await expect
      .poll(async () => (await getJson(`${server.url}/readyz`)).body, { timeout: 10_000 })
      .toMatchObject({ error: expect.stringMatching(says), code: 'server.not_ready' });
    const refused = await getJson(`${server.url}/api/services`);

    expect(refused).toMatchObject({ status: 503, body: { error: expect.stringMatching(says) } });
    expect(await statusOf(`${server.url}/healthz`)).toBe(200);
    expect(server.stdout()).toContain('"msg":"not ready"');
  },
);
