import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aKey, creations } from '../support/creations.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const noneMatch = (tag: string | undefined) => ({ 'If-None-Match': tag ?? '' });

test('a record that has not changed is 304 without a body, and in full once it has', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  const read = (headers: object) => app.http.get(`/api/orders/${order.id}`).set({ ...customer.as(), ...headers });
  const first = await read({});

  const same = await read(noneMatch(first.headers['etag']));
  await app.http.put(`/api/orders/${order.id}`).set(customer.as()).send({ pickupDate: '2027-01-01' });
  const changed = await read(noneMatch(first.headers['etag']));

  expect(first.headers['etag']).toMatch(/^"[\w-]+"$/);
  expect(same.status).toBe(304);
  expect(same.text).toBe('');
  expect(same.headers).toMatchObject({ etag: first.headers['etag'], 'cache-control': 'no-store' });
  expect(same.headers).not.toHaveProperty('content-type');
  expect(changed.status).toBe(200);
  expect(changed.body.pickupDate).toBe('2027-01-01');
});

test.each(['/api/services', '/employee/api/orders?all=1', '/employee/api/transit-batches', '/api/deliveries'])(
  'the list %s that did not change is 304, still with its length',
  async (path) => {
    const staff = (await aWorker(app, 'EMPLOYEE')).as();
    await anOrder(app);
    const first = await app.http.get(path).set(staff);

    const same = await app.http.get(path).set({ ...staff, ...noneMatch(first.headers['etag']) });

    expect(first.headers['etag']).toMatch(/^W\/"[\w-]+"$/);
    expect(same.status).toBe(304);
    expect(same.text).toBe('');
    expect(same.headers['x-total-count']).toBe(first.headers['x-total-count']);
  },
);

test('a list is sent again when one of its rows changes, and when one is added', async () => {
  const admin = await anAdmin(app);
  const service = await aService(app);
  const list = async (tag?: string) => app.http.get('/admin/api/services').set({ ...admin, ...noneMatch(tag) });
  const first = await list();

  await app.http.put(`/admin/api/services/${service}`).set(admin).send({ price: 3 });
  const changed = await list(first.headers['etag']);
  await aService(app);
  const grown = await list(changed.headers['etag']);

  expect([changed.status, grown.status]).toEqual([200, 200]);
});

test('browsers’ fetch(), which adds no-cache beside a tag of its own, gets its 304', async () => {
  const url = `${app.url}/api/services`;
  const tag = (await fetch(url)).headers.get('etag') ?? '';

  const same = await fetch(url, { headers: { 'If-None-Match': tag, 'Cache-Control': 'no-cache', Pragma: 'no-cache' } });

  expect(same.status).toBe(304);
  expect(await same.text()).toBe('');
});

test('tags are compared as If-None-Match says: any of a list, weak or strong, or a star', async () => {
  const admin = await anAdmin(app);
  const path = `/admin/api/services/${await aService(app)}`;
  const tag = (await app.http.get(path).set(admin)).headers['etag'];
  const read = async (header: string) => (await app.http.get(path).set({ ...admin, ...noneMatch(header) })).status;

  expect(await read(`"x", ${tag}, "y"`)).toBe(304);
  expect(await read(`W/${tag}`)).toBe(304);
  expect(await read('*')).toBe(304);
  expect(await read('"x"')).toBe(200);
  expect(await read(String(tag).replaceAll('"', ''))).toBe(200);
  expect(await read(`${'"a",'.repeat(3_000)}x`)).toBe(200);
});

test('HEAD tells the tag, and whether it still holds', async () => {
  const first = await app.http.head('/api/services');

  const same = await app.http.head('/api/services').set(noneMatch(first.headers['etag']));

  expect(first.status).toBe(200);
  expect(first.headers['etag']).toBe((await app.http.get('/api/services')).headers['etag']);
  expect(same.status).toBe(304);
});

test('what creates a record answers with its tag, and the same one when asked again', async () => {
  const sent = await creations['POST /admin/api/customers']?.(app);
  const [key, headers] = [aKey(), sent?.headers ?? {}];
  const made = await app.http
    .post('/admin/api/customers')
    .set({ ...headers, ...key })
    .send(sent?.body);
  const again = await app.http
    .post('/admin/api/customers')
    .set({ ...headers, ...key })
    .send(sent?.body);

  const shown = await app.http.get(`/admin/api/customers/${made.body.id}`).set(headers);

  expect(made.headers['etag']).toBe(shown.headers['etag']);
  expect(again.headers['etag']).toBe(made.headers['etag']);
});

test('refusals and deletions have no tag', async () => {
  const admin = await anAdmin(app);
  const service = await aService(app);

  const answers = [
    await app.http.get('/nowhere'),
    await app.http.get('/api/orders/aaaaaaaa').set(admin),
    await app.http.delete(`/admin/api/services/${service}`).set(admin),
    await app.http.post('/api/orders').send({}),
  ];

  for (const answer of answers) expect(answer.headers).not.toHaveProperty('etag');
});
