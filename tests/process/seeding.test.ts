import { expect, test } from 'vitest';
import { getJson, logInAsEmployee } from '../support/over-http.js';
import { emptyDatabase, execute, providers, select } from '../support/raw-database.js';
import { productionEnvironment, runProgram, startServer } from '../support/server-process.js';

test.for(providers)('deleted services and workers are not brought back by the next start on %s', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const first = await startServer('commands/start', folder, { DATABASE_URL: url });
  await first.stop();
  await execute(url, 'UPDATE services SET deleted_at = created_at');
  await execute(url, 'UPDATE workers SET deleted_at = created_at, active = false, email = NULL');

  const second = await startServer('commands/start', folder, { DATABASE_URL: url });
  const services = await getJson(`${second.url}/api/services`);
  const login = await logInAsEmployee(second.url);

  expect(services).toMatchObject({ status: 200, body: [] });
  expect(login).toMatchObject({ status: 401, body: { error: 'Invalid credentials' } });
  expect(await select(url, 'SELECT id FROM workers')).toHaveLength(1);
  expect(await select(url, 'SELECT id FROM services WHERE deleted_at IS NULL')).toEqual([]);
});

test.for(providers)('production seeds the services but no documented worker on %s', async (on) => {
  const { url, folder } = await emptyDatabase(on);

  const server = await startServer('commands/start', folder, { ...productionEnvironment, DATABASE_URL: url });
  const services = await getJson(`${server.url}/api/services`);
  const login = await logInAsEmployee(server.url);

  expect((services.body as { id: string }[]).map(({ id }) => id).sort()).toEqual(['s1', 's2', 's3']);
  expect(login).toMatchObject({ status: 401, body: { error: 'Invalid credentials' } });
  expect(await select(url, 'SELECT id FROM workers')).toEqual([]);
});

test.for(providers)('of two seeders at once one makes the admin, and nothing is there twice on %s', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  const runs = await Promise.all([1, 2].map(() => runProgram('commands/seed', folder, { DATABASE_URL: url })));

  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs.map(({ stdout }) => stdout.trim()).sort()).toEqual([
    expect.stringMatching(/^admin admin, password \S{12,} \(shown this once\)$/),
    'seeded',
  ]);
  expect(await select(url, 'SELECT id FROM admin_users')).toHaveLength(1);
  expect(await select(url, 'SELECT id FROM workers')).toHaveLength(1);
  expect(await select(url, 'SELECT id FROM services ORDER BY id')).toEqual([{ id: 's1' }, { id: 's2' }, { id: 's3' }]);
});

test('two servers may start at once on one empty PostgreSQL', async () => {
  const { url, folder } = await emptyDatabase('postgresql');

  const servers = await Promise.all([1, 2].map(() => startServer('commands/start', folder, { DATABASE_URL: url })));
  const answers = await Promise.all(servers.map((server) => getJson(`${server.url}/api/services`)));

  expect(answers.map(({ body }) => (body as object[]).length)).toEqual([3, 3]);
  expect(await select(url, 'SELECT id FROM admin_users')).toHaveLength(1);
  expect(await select(url, 'SELECT id FROM workers')).toHaveLength(1);
});
