import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { getJson, postJson } from '../support/over-http.js';
import { promiseByHand } from '../support/promises/promise.js';
import { emptyDatabase, execute, seededDatabase, select } from '../support/raw-database.js';
import { productionEnvironment, runProgram, startServer } from '../support/server-process.js';

const ZONES = ['UTC', 'America/St_Johns', 'Pacific/Kiritimati'];

promiseByHand(81, { title: 'in whatever zone the server runs, it says the same, in UTC' }, async (on, { figure }) => {
  const { url, folder } = await seededDatabase(on);
  const start = (TZ: string) => startServer('main', folder, { ...productionEnvironment, DATABASE_URL: url, TZ });
  const first = await start('Asia/Kolkata');
  const placed = (await postJson(`${first.url}/api/orders`, anOrderBody())).body as {
    order: { id: string; createdAt: string };
    trackingUrl: string;
  };
  const told = (await getJson(`${first.url}${placed.trackingUrl}`)).body;
  await first.stop();

  for (const zone of ZONES) {
    const server = await start(zone);
    expect((await getJson(`${server.url}${placed.trackingUrl}`)).body).toEqual(told);
    const second = (await postJson(`${server.url}/api/orders`, anOrderBody())).body as typeof placed;
    expect(Math.abs(Date.parse(second.order.createdAt) - Date.now())).toBeLessThan(60_000);
    await server.stop();
  }
  const times = JSON.stringify([placed, told]).match(/\d{4}-\d\d-\d\dT[^"]*/g) ?? [];
  expect(times.length).toBeGreaterThan(3);
  for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  figure('zones', ZONES.length + 1);
});

promiseByHand(83, { title: 'of four that migrate at once one does, and a later run does nothing' }, async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const migrate = () => runProgram('commands/migrate', folder, { ...productionEnvironment, DATABASE_URL: url });

  const together = await Promise.all([1, 2, 3, 4].map(migrate));
  const before = await select(url, 'SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name');
  const later = await migrate();

  expect(together.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(together.filter(({ stdout }) => stdout.startsWith('applied '))).toHaveLength(1);
  expect(later).toMatchObject({ code: 0, stdout: 'nothing to migrate\n' });
  expect(await select(url, 'SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name')).toEqual(
    before,
  );
});

promiseByHand(83, { title: 'migrating again loses nothing, and brings back nothing that was deleted' }, async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const env = { ...productionEnvironment, DATABASE_URL: url };
  const first = await startServer('commands/start', folder, env);
  const placed = await postJson(`${first.url}/api/orders`, anOrderBody());
  await first.stop();
  await execute(url, `UPDATE services SET deleted_at = created_at WHERE id = 's3'`);

  const second = await startServer('commands/start', folder, env);
  const services = (await getJson(`${second.url}/api/services`)).body as { id: string }[];

  expect(placed.status).toBe(201);
  expect(await select(url, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: on === 'sqlite' ? 1 : '1' }]);
  expect(services.map(({ id }) => id).sort()).toEqual(['s1', 's2']);
});

promiseByHand(83, { title: 'a server on migrations that are not its own is not ready, and says why' }, async (on) => {
  const { url, folder } = await seededDatabase(on);
  await execute(url, `UPDATE _prisma_migrations SET checksum = 'edited' WHERE migration_name LIKE '%_foundation'`);
  const server = await startServer('main', folder, { ...productionEnvironment, DATABASE_URL: url }, 'listening');

  await expect
    .poll(async () => (await getJson(`${server.url}/readyz`)).body)
    .toMatchObject({ error: expect.stringMatching(/_foundation is not the one that was applied/) });
  expect((await getJson(`${server.url}/api/services`)).status).toBe(503);
});
