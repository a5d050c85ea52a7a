import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { bearer } from '../support/clients.js';
import { provider } from '../support/database.js';
import { execute } from '../support/raw-database.js';

let app: TestApp;
afterEach(() => app.close());

const scrape = async () => (await app.http.get('/metrics')).text;
const lineOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name));

test('the metrics tell the event loop, the build, the hashes that wait, and how the database is shared out', async () => {
  app = await startApp();
  let waiting: Promise<number> | undefined;
  await app.deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    waiting = app.http
      .post('/api/orders')
      .send(anOrderBody())
      .then(({ status }) => status);
    await sleep(500);
  });
  expect(await waiting).toBe(201);

  const text = await scrape();

  expect(lineOf(text, 'nodejs_eventloop_lag_p99_seconds ')).toHaveLength(1);
  expect(lineOf(text, 'fabclean_build_info{')).toEqual([
    expect.stringMatching(
      `^fabclean_build_info{version="\\d+\\.\\d+\\.\\d+",node="${process.version}",database="${provider}"} 1$`,
    ),
  ]);
  expect(text).toMatch(/^fabclean_password_hashes_waiting 0$/m);
  expect(lineOf(text, 'fabclean_requests_refused_total{').map((line) => line.split('"')[1])).toEqual([
    'limit.exceeded',
    'server.busy',
    'server.overloaded',
    'database.unavailable',
  ]);
  expect(text).toMatch(/^fabclean_write_conflicts_retried_total \d+$/m);
  if (provider === 'postgresql') {
    expect(lineOf(text, 'fabclean_postgresql_connections{').map((line) => line.split('"')[1])).toEqual([
      'busy',
      'idle',
      'waiting',
    ]);
    expect(text).toMatch(/^fabclean_postgresql_connections{state="idle"} [1-9]/m);
  } else {
    const bucket = (le: string) =>
      Number(/ (\d+)$/.exec(lineOf(text, `fabclean_sqlite_gate_wait_seconds_bucket{le="${le}"}`)[0] ?? '')?.[1]);
    expect(bucket('0.0005')).toBeGreaterThan(0);
    expect(bucket('+Inf')).toBeGreaterThan(bucket('0.01'));
  }
});

test('orders are told by status, from sums that are kept, and read no more often than every half minute', async () => {
  const statements: Statement[] = [];
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  await anOrder(app);
  statements.length = 0;

  const first = await scrape();
  const read = statements.splice(0);
  await anOrder(app);
  statements.length = 0;
  const scrapes = await Promise.all([1, 2, 3, 4, 5].map(scrape));
  statements.push(...read);

  expect(lineOf(first, 'fabclean_orders_open{')).toHaveLength(11);
  for (const text of [first, ...scrapes]) {
    expect(text).toMatch(/^fabclean_orders_open{status="AT_STORE"} 1$/m);
    expect(text).toMatch(/^fabclean_orders_open{status="PROCESSING"} 0$/m);
    expect(text).not.toContain('DELIVERED');
  }
  // What has ended is not asked for, and what stands for ever is not counted one by one.
  const counts = statements.filter(({ query }) => /FROM tallies/.test(query));
  expect(counts).toHaveLength(1);
  expect(counts[0]?.params).not.toMatch(/DELIVERED|CANCELLED/);
  expect(statements.filter(({ query }) => /^\s*SELECT.*FROM\W+(\w+\W+)?orders\b/is.test(query))).toEqual([]);
});

test('without the database the other metrics are still told', async () => {
  app = await startApp();
  await execute(app.deps.config.databaseUrl, 'ALTER TABLE tallies RENAME TO tallies_elsewhere');

  const response = await app.http.get('/metrics');

  expect(response.status).toBe(200);
  expect(lineOf(response.text, 'fabclean_orders_open{')).toEqual([]);
  expect(response.text).toContain('nodejs_eventloop_lag_seconds');
});

test('no request makes a label of its own: addresses nobody serves share one, and ids never show', async () => {
  app = await startApp();
  const { order } = await anOrder(app);
  for (const path of ['/never/heard', '/api/never-heard', '/admin/api/never-heard']) await app.http.get(path);
  await app.http.get(`/api/orders/${order.id}`);
  await app.http.get(`/api/orders/${order.id}/barcode.png`);
  await app.http.post('/api/orders').send(anOrderBody({ serviceIds: ['nobody-has-this'] }));

  const text = await scrape();

  expect(text).not.toContain(order.id);
  expect(text).not.toMatch(/never-heard|nobody-has-this/);
  const routes = [...text.matchAll(/http_request_duration_seconds_count{route="([^"]+)"/g)].map(([, route]) => route);
  expect(routes).toContain('GET /api/orders/:id');
  expect(routes.filter((route) => !/^(GET|POST|PUT|DELETE) \/[\w/:.-]*$|^unmatched$/.test(route ?? ''))).toEqual([]);
});

test('in production the metrics are there for their token alone, and without one not at all', async () => {
  app = await startApp({ production: true, metricsToken: 'the token of the metrics' });

  const answers = [
    await app.http.get('/metrics'),
    await app.http.get('/metrics').set(bearer('another token')),
    await app.http.get('/metrics?token=the+token+of+the+metrics'),
    await app.http.get('/metrics').set(bearer('the token of the metrics')),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
  await app.close();
  app = await startApp({ production: true });
  const absent = await app.http.get('/metrics').set(bearer('the token of the metrics'));
  expect(absent).toMatchObject({ status: 404, body: { error: 'Not found' } });
});
