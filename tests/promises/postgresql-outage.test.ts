import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { applyMigrations } from '../../src/db/migrations/apply-migrations.js';
import { seed } from '../../src/seed.js';
import { ADMIN } from '../support/clients.js';
import { readLedger } from '../support/order-ledger.js';
import { getJson } from '../support/over-http.js';
import { type Cluster, startCluster } from '../support/postgres.js';
import { type PromiseContext, promiseByHand } from '../support/promises/promise.js';
import { scratchFolder } from '../support/scratch.js';
import {
  emptyFolder,
  productionEnvironment,
  type ServerProcess,
  startServer,
  statusOf,
} from '../support/server-process.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { testConfig } from '../support/test-config.js';
import { slowest, statuses, type TimedAnswer, timed, timedOrder } from '../support/timed-call.js';

const on = ['postgresql'] as const;
// Behind a proxy, so that every request can come from an address of its own.
const SETTINGS = { ...productionEnvironment, TRUST_PROXY: '1' };
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster(scratchFolder);
  await applyMigrations(cluster.url);
  await seed(testConfig(cluster.url));
});
afterAll(() => cluster.remove());

function serve(databaseUrl: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  // What stands in line for its turn has its four seconds for the database still before it.
  return startServer('main', emptyFolder(), { ...SETTINGS, QUEUE_WAIT_MS: '900', DATABASE_URL: databaseUrl, ...env });
}

/** The session of the first admin, as a header. */
async function logIn(server: ServerProcess): Promise<string> {
  const response = await fetch(`${server.url}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  expect(response.status).toBe(200);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Requests of every kind at once: reads, writes, and one that must look at its caller's session first. */
function requests(server: ServerProcess, session: string, each: number): Promise<TimedAnswer[]> {
  return Promise.all(
    times(each).flatMap(() => [
      timed(`${server.url}/api/services`),
      timedOrder(server.url),
      timed(`${server.url}/admin/api/me`, { headers: { Cookie: session } }),
    ]),
  );
}

async function survivesOutages(rounds: number, figure: PromiseContext['figure']): Promise<void> {
  const server = await serve(cluster.url);
  const session = await logIn(server);
  const acknowledged: string[] = [];
  const healing: number[] = [];
  let slowestRefusal = 0;
  // Of those that were under way when it went.
  let slowestCut = 0;

  for (const _round of times(rounds)) {
    let isOver = false;
    const odd: TimedAnswer[] = [];
    const writers = times(8).map(async () => {
      while (!isOver) {
        const answer = await timedOrder(server.url);
        if (answer.status === 201) acknowledged.push((answer.body as { order: { id: string } }).order.id);
        else if (answer.status !== 503 || !/^[1-9]\d*$/.test(answer.retryAfter ?? '')) odd.push(answer);
        else slowestCut = Math.max(slowestCut, answer.milliseconds);
      }
    });
    const enough = acknowledged.length + 10;
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(enough);
    await cluster.stop();
    const refused = await requests(server, session, 2);
    const alive = await timed(`${server.url}/healthz`);
    // Readiness looks once a second.
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 10_000 }).toBe(503);
    await cluster.start();
    const before = performance.now();
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 20_000, interval: 50 }).toBe(200);
    healing.push(Math.round(performance.now() - before));
    const after = await timedOrder(server.url);
    isOver = true;
    await Promise.all(writers);

    expect(statuses(refused)).toEqual({ 503: 6 });
    slowestRefusal = Math.max(slowestRefusal, slowest(refused));
    expect(alive.status).toBe(200);
    expect(after.status).toBe(201);
    expect(
      odd,
      server
        .stdout()
        .split('\n')
        .filter((line) => line.includes('"level":50'))
        .join('\n'),
    ).toEqual([]);
  }

  const { stored, wrong } = await readLedger(cluster.url);
  const lost = acknowledged.filter((id) => !stored.has(id));
  figure('rounds', rounds);
  figure('acknowledged', acknowledged.length);
  figure('lost', lost.length);
  figure('slowest 503 ms', Math.round(slowestRefusal));
  figure('slowest 503 of a cut request ms', Math.round(slowestCut));
  figure('slowest healing ms', Math.max(...healing));
  expect(lost).toEqual([]);
  expect(wrong).toEqual({});
  expect(slowestRefusal).toBeLessThan(3_000);
  expect(slowestCut).toBeLessThan(5_000);
  expect(Math.max(...healing)).toBeLessThan(5_000);
}

const GOES_AWAY = 'a PostgreSQL that goes away is answered 503, loses nothing, and is served again without a restart';
promiseByHand(67, { title: GOES_AWAY, on }, (_on, { figure }) => survivesOutages(2, figure));
promiseByHand(67, { title: `${GOES_AWAY}, many times`, on, long: true }, (_on, { figure, scaled }) =>
  survivesOutages(scaled(15), figure),
);

promiseByHand(
  68,
  { title: 'a silent PostgreSQL is answered 503 within five seconds, and dead connections are not tried again', on },
  async (_on, { figure }) => {
    const proxy = await startTcpProxy(cluster.url);
    const server = await serve(proxy.url);
    const session = await logIn(server);
    // Fills the pool, so that there are connections to die.
    expect(statuses(await requests(server, session, 10))).toEqual({ 200: 20, 201: 10 });

    proxy.fallSilent();
    const during = requests(server, session, 10);
    const probes = await Promise.all(times(5).map(() => timed(`${server.url}/healthz`)));
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 10_000 }).toBe(503);
    const refused = await during;
    proxy.recover();
    const before = performance.now();
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 20_000, interval: 50 }).toBe(200);
    const healed = Math.round(performance.now() - before);
    const after = await requests(server, session, 10);

    figure('slowest 503 ms', slowest(refused));
    figure('healing ms', healed);
    expect(statuses(refused)).toEqual({ 503: 30 });
    for (const answer of refused) expect(answer.retryAfter).toMatch(/^[1-9]\d*$/);
    expect(slowest(refused)).toBeLessThan(5_000);
    expect(statuses(probes)).toEqual({ 200: 5 });
    expect(healed).toBeLessThan(5_000);
    expect(statuses(after)).toEqual({ 200: 20, 201: 10 });
  },
);

promiseByHand(
  68,
  {
    title: 'when all connections are held up everybody is answered 503 in time, and at once when the queue is full',
    on,
  },
  async (_on, { figure }) => {
    const server = await serve(cluster.url, { DATABASE_POOL_SIZE: '3', DATABASE_QUEUE_SIZE: '20' });
    const session = await logIn(server);
    expect((await getJson(`${server.url}/api/services`)).status).toBe(200);
    const holder = new pg.Client({ connectionString: cluster.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE services, sessions IN ACCESS EXCLUSIVE MODE');

    const during = requests(server, session, 20);
    const alive = await timed(`${server.url}/healthz`);
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 10_000 }).toBe(503);
    const refused = await during;
    await holder.query('ROLLBACK');
    await holder.end();
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 20_000, interval: 50 }).toBe(200);
    const after = await Promise.all(times(10).map(() => timedOrder(server.url)));

    const atOnce = refused.filter((answer) => answer.milliseconds < 2_000).length;
    figure('refused at once of 60', atOnce);
    figure('slowest 503 ms', slowest(refused));
    expect(statuses(refused)).toEqual({ 503: 60 });
    expect(slowest(refused)).toBeLessThan(5_000);
    expect(atOnce).toBeGreaterThanOrEqual(60 - 3 - 20);
    expect(alive.status).toBe(200);
    expect(statuses(after)).toEqual({ 201: 10 });
  },
);

for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
  promiseByHand(63, { title: `with ${setting} off the server is not ready and names it`, on }, async () => {
    const server = await serve(cluster.url);
    const admin = new pg.Client({ connectionString: cluster.url });
    await admin.connect();
    const set = async (statement: string) => {
      await admin.query(statement);
      await admin.query('SELECT pg_reload_conf()');
    };
    const reason = `PostgreSQL runs with ${setting} = off: acknowledged work could be lost, set it to on`;
    try {
      await set(`ALTER SYSTEM SET ${setting} = off`);
      await expect
        .poll(async () => (await getJson(`${server.url}/readyz`)).body, { timeout: 10_000 })
        .toMatchObject({ error: reason, code: 'server.not_ready' });
      const fresh = await startServer('main', emptyFolder(), { ...SETTINGS, DATABASE_URL: cluster.url }, 'listening');
      await expect.poll(async () => (await getJson(`${fresh.url}/readyz`)).body).toMatchObject({ error: reason });
      expect(await timedOrder(fresh.url)).toMatchObject({ status: 503, body: { error: reason } });
      expect(await statusOf(`${fresh.url}/healthz`)).toBe(200);
    } finally {
      await set(`ALTER SYSTEM RESET ${setting}`);
      await admin.end();
    }
    await expect.poll(() => statusOf(`${server.url}/readyz`), { timeout: 10_000 }).toBe(200);
  });
}
