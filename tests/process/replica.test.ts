import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/client.js';
import { applyMigrations } from '../../src/db/migrations/apply-migrations.js';
import { closeDb, createDb } from '../../src/db/open.js';
import { createReplica } from '../../src/replica/replica.js';
import { seed } from '../../src/seed.js';
import { createLogger } from '../../src/shared/logger.js';
import { anEmail, anOrderBody } from '../support/builders.js';
import { ADMIN } from '../support/clients.js';
import { examine, WHOLE } from '../support/doctor.js';
import { getJson, postJson } from '../support/over-http.js';
import { type Cluster, startCluster, startStandby } from '../support/postgres.js';
import { execute, select } from '../support/raw-database.js';
import { scratchFolder } from '../support/scratch.js';
import { type AtTheEnd, type ServerProcess, startServer } from '../support/server-process.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { testConfig } from '../support/test-config.js';

let primary: Cluster;
let standby: Cluster;
let shop: Shop;
const folder = scratchFolder('fabclean-replica-');
const atTheEnd: (() => Promise<void>)[] = [];
beforeAll(async () => {
  primary = await startCluster(scratchFolder);
  await applyMigrations(primary.url);
  await seed(testConfig(primary.url));
  standby = await startStandby(primary, scratchFolder);
  shop = await aShop(standby.url, (cleanUp) => atTheEnd.push(cleanUp));
});
afterAll(async () => {
  for (const cleanUp of atTheEnd) await cleanUp();
  rmSync(folder, { recursive: true, force: true });
  await standby?.remove();
  await primary?.remove();
});

type Shop = { server: ServerProcess; url: string; session: { Cookie: string } };

function serve(replicaUrl: string, end?: AtTheEnd): Promise<ServerProcess> {
  const env = { DATABASE_URL: primary.url, DATABASE_REPLICA_URL: replicaUrl, RATE_LIMITS: 'off' };
  return startServer('main', folder, env, 'ready', end);
}

/** A server with a replica, and an admin there. */
async function aShop(replicaUrl: string, end?: AtTheEnd): Promise<Shop> {
  const server = await serve(replicaUrl, end);
  const response = await fetch(`${server.url}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  expect(response.status).toBe(200);
  const session = { Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  return { server, url: server.url, session };
}

async function readsOf({ url }: Shop): Promise<{ replica: number; primary: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (to: string) =>
    Number(new RegExp(`^fabclean_replica_reads_total{to="${to}"} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { replica: count('replica'), primary: count('primary') };
}

/** A replica that is behind for a moment is left alone for some seconds: it may take more than one try. */
async function untilReadFromReplica(shop: Shop, path = '/api/services'): Promise<void> {
  const read = async () => {
    const before = await readsOf(shop);
    const response = await fetch(`${shop.url}${path}`, { headers: shop.session });
    expect(response.status, path).toBe(200);
    expect((await response.text()).length, path).toBeGreaterThan(1);
    return (await readsOf(shop)).replica - before.replica;
  };
  await expect.poll(read, { timeout: 30_000, interval: 100, message: path }).toBe(1);
}

/** Places an order of a new customer and answers its id and whose it is. */
async function anOrder({ url }: { url: string }) {
  const email = anEmail();
  const { status, body } = await postJson(`${url}/api/orders`, anOrderBody({ customerEmail: email }));
  expect(status).toBe(201);
  return { email, ...(body as { order: { id: string }; trackingToken: string }) };
}

async function idsOf({ url, session }: Shop, email: string): Promise<string[]> {
  const { status, body } = await getJson(`${url}/admin/api/orders?email=${email}`, session);
  expect(status).toBe(200);
  return (body as { id: string }[]).map(({ id }) => id);
}

test('a list on the replica shows what any server wrote just before it', async () => {
  const other = await serve(standby.url);
  const bystander = await anOrder(other);
  const before = await readsOf(shop);

  const onReplica = async () => (await readsOf(shop)).replica - before.replica;
  for (let round = 0; round < 1_000 && (await onReplica()) < 25; round += 1) {
    const { email, order } = await anOrder(round % 2 ? shop : other);
    expect(await idsOf(shop, email)).toEqual([order.id]);
  }
  expect(await onReplica()).toBe(25);
  expect(await idsOf(shop, bystander.email)).toEqual([bystander.order.id]);

  // What the replica itself saw last on the connections of the server.
  const asked = await select(standby.url, `SELECT query FROM pg_stat_activity WHERE application_name = 'fabclean'`);
  expect(asked.map(({ query }) => String(query)).join('\n')).toMatch(/FROM orders/);
});

test('every list, report and file that the replica takes is answered there', async () => {
  const { email } = await anOrder(shop);
  const paths = [
    '/api/services',
    `/api/orders?email=${email}`,
    '/api/deliveries',
    ...[
      'orders',
      'customers',
      'workers',
      'services',
      'transit-batches',
      'deliveries',
      'audit-log',
      'dashboard-summary',
    ].map((name) => `/admin/api/${name}`),
    ...['orders', 'order-lines', 'customers', 'services'].map((name) => `/admin/api/${name}.csv`),
    `/admin/api/orders?q=asha`,
  ];
  for (const path of paths) await untilReadFromReplica(shop, path);
});

test('logins, single records, timelines and tracking never ask the replica', async () => {
  const { order, trackingToken } = await anOrder(shop);
  const before = await readsOf(shop);

  for (const path of [
    `/api/orders/${order.id}`,
    `/api/orders/${order.id}/timeline`,
    `/admin/api/orders/${order.id}`,
    `/api/track/${trackingToken}`,
    '/admin/api/services/s1',
    '/admin/api/me',
    '/admin/api/users',
  ]) {
    expect((await getJson(`${shop.url}${path}`, shop.session)).status, path).toBe(200);
  }

  expect(await readsOf(shop)).toEqual(before);
});

test('while the replica stands still a list shows the newest from the primary, and returns to the replica afterwards', async () => {
  await untilReadFromReplica(shop);
  await execute(standby.url, 'SELECT pg_wal_replay_pause()');
  try {
    const pauseState = async () =>
      (await select(standby.url, 'SELECT pg_get_wal_replay_pause_state() AS state'))[0]?.['state'];
    await expect.poll(pauseState, { timeout: 10_000 }).toBe('paused');
    const before = await readsOf(shop);
    const { email, order } = await anOrder(shop);

    expect(await idsOf(shop, email)).toEqual([order.id]);
    expect(await readsOf(shop)).toEqual({ ...before, primary: before.primary + 1 });
    const unseen = await select(standby.url, `SELECT id FROM orders WHERE id = '${order.id}'`);
    expect(unseen).toEqual([]);
  } finally {
    await execute(standby.url, 'SELECT pg_wal_replay_resume()');
  }
  await untilReadFromReplica(shop);
});

test('without the replica lists are answered from the primary, and from the replica again when it is back', async () => {
  await untilReadFromReplica(shop);
  const started = await anOrder(shop);
  await standby.stop();
  try {
    for (let round = 0; round < 10; round += 1) {
      const { email, order } = await anOrder(shop);
      expect(await idsOf(shop, email)).toEqual([order.id]);
    }
    expect(await idsOf(shop, started.email)).toEqual([started.order.id]);
    expect((await getJson(`${shop.url}/readyz`)).status).toBe(200);
  } finally {
    await standby.start();
  }
  await untilReadFromReplica(shop);

  const said = shop.server.stdout().match(/the replica is left alone|are read from the replica/g) ?? [];
  expect(said.length).toBeGreaterThan(2);
  // One line for each change.
  for (const [index, line] of said.entries()) expect(line).not.toBe(said[index - 1]);
});

test('a replica that falls silent keeps nobody from an answer', async () => {
  const proxy = await startTcpProxy(standby.url);
  const far = await aShop(proxy.url);
  await untilReadFromReplica(far);
  const { email, order } = await anOrder(far);

  proxy.fallSilent();
  const during = await Promise.all(Array.from({ length: 20 }, () => idsOf(far, email)));
  proxy.recover();

  expect(during).toEqual(during.map(() => [order.id]));
  await untilReadFromReplica(far);
  expect((await far.server.stop()).code).toBe(0);
});

test('a server starts without its replica, and one that is no standby of its database is never read', async () => {
  for (const replicaUrl of [primary.url, 'postgresql://fabclean:fabclean@127.0.0.1:1/postgres']) {
    const server = await serve(replicaUrl);
    const left = () => server.stdout().includes('the replica is left alone');

    expect((await getJson(`${server.url}/api/services`)).status).toBe(200);
    await expect.poll(left, { timeout: 10_000 }).toBe(true);
    expect((await getJson(`${server.url}/api/services`)).status).toBe(200);
    expect(await readsOf({ server, url: server.url, session: { Cookie: '' } })).toEqual({ replica: 0, primary: 2 });
  }
});

test.for([
  { what: 'a lost connection', statement: 'SELECT pg_terminate_backend(pg_backend_pid())' },
  { what: 'a conflict with what it takes over', statement: `DO $$ BEGIN RAISE SQLSTATE '40001'; END $$` },
])('$what in the middle of a read on the replica: the read is done again on the primary', async ({ statement }) => {
  const options = { poolSize: 2, timeoutMs: 10_000 };
  const [ours, theirs] = [createDb(primary.url, options), createDb(standby.url, options)];
  const at: string[] = [];
  const replica = createReplica({
    primary: ours,
    replica: theirs,
    timeoutMs: options.timeoutMs,
    logger: createLogger('silent'),
    onRead: (to) => at.push(to),
  });
  const countServices = (db: Db) => db.service.count();
  await expect.poll(() => replica.read(countServices).then(() => at.at(-1)), { timeout: 10_000 }).toBe('replica');
  const tried: string[] = [];

  const count = await replica.read(async (db) => {
    tried.push(db === theirs ? 'replica' : 'primary');
    if (db === theirs) await db.$executeRawUnsafe(statement);
    return countServices(db);
  });

  expect(count).toBe(await countServices(ours));
  expect(tried).toEqual(['replica', 'primary']);
  expect(at.at(-1)).toBe('primary');
  await replica.close();
  await closeDb(ours);
});

test('the doctor looks at the replica: one that keeps up, one that stands still, one that is none, one that is away', async () => {
  const examined = async (replicaUrl: string) => {
    const env = { ...WHOLE, DATABASE_URL: primary.url, DATABASE_REPLICA_URL: replicaUrl };
    const { stdout } = await examine(folder, env);
    expect(stdout).not.toContain(':fabclean@');
    return stdout.split('\n').filter((line) => / replica /.test(line));
  };
  const away = new URL(standby.url);
  away.port = '1';

  expect(await examined(standby.url)).toEqual([expect.stringMatching(/^ok +replica +a standby that has what/)]);
  expect(await examined(primary.url)).toEqual([expect.stringMatching(/^problem +replica +.*names no standby/)]);
  expect(await examined(away.href)).toEqual([expect.stringMatching(/^warning +replica +cannot be asked/)]);
  await execute(standby.url, 'SELECT pg_wal_replay_pause()');
  try {
    await anOrder(shop);
    expect(await examined(standby.url)).toEqual([
      expect.stringMatching(/^warning +replica +[1-9]\d* bytes of log behind/),
    ]);
  } finally {
    await execute(standby.url, 'SELECT pg_wal_replay_resume()');
  }
});
