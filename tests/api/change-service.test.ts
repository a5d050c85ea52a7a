import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody, aService } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/services';
const create = (body: object) => app.http.post(PATH).set(admin).send(body);
const change = (id: string, body: object) => app.http.put(`${PATH}/${id}`).set(admin).send(body);
const remove = (id: string) => app.http.delete(`${PATH}/${id}`).set(admin);
const listed = async (id: string, path = PATH) =>
  (await app.http.get(path).set(admin)).body.find((service: { id: string }) => service.id === id);
const audited = (entityId: string) =>
  app.deps.db.auditEntry.findMany({ where: { entity: 'service', entityId }, orderBy: { id: 'asc' } });

test('a change touches what it names; null and nothing clear what is optional', async () => {
  const id = (await create({ name: 'Shawl', price: 80, duration: '24h', category: 'Wool' })).body.id;
  const bystander = await listed('s1');

  const renamed = await change(id, { name: 'Shawls', id: 'other', usage_count: 99 });
  const cleared = await change(id, { duration: null, category: '' });
  const nothing = await change(id, {});

  const unit = { unit: 'piece', quantityDecimals: 0 };
  const shawl = { id, price: 80, status: 'Active', usage_count: 0, name: 'Shawls', ...unit };
  expect(renamed.body).toEqual({ ...shawl, duration: '24h', category: 'Wool' });
  expect(cleared.body).toEqual({ ...shawl, duration: null, category: null });
  expect(nothing.body).toEqual(cleared.body);
  expect(await listed(id)).toEqual(cleared.body);
  expect(await listed('s1')).toEqual(bystander);
  const trail = (await audited(id)).map(({ action, detail }) => [action, detail]);
  expect(trail).toEqual([
    ['service.created', null],
    ['service.updated', 'name'],
    ['service.updated', 'duration, category'],
  ]);
});

test('what is required cannot be cleared', async () => {
  const response = await change('s3', { name: null, price: null, status: null });

  expect(response.status).toBe(400);
  expect(response.body.error).toBe('Missing fields');
  expect(response.body.details.map((detail: { path: string }) => detail.path)).toEqual(['name', 'price', 'status']);
});

test('a new price and name are for new orders; orders that exist keep theirs', async () => {
  const id = await aService(app, { priceMinor: 10_000n, name: 'Saree' });
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { serviceIds: [id, id] }, customer.token);

  await change(id, { price: 150.25, name: 'Silk saree' });

  const read = await app.http.get(`/api/orders/${order.id}`).set(customer.as());
  expect(read.body).toEqual(order);
  expect(read.body).toMatchObject({ total: 200, service: ['Saree'] });
  const next = await anOrder(app, { serviceIds: [id] });
  expect(next.order).toMatchObject({ total: 150.25, service: ['Silk saree'] });
});

test('an inactive service is off the public list and cannot be ordered, until it is active again', async () => {
  const id = await aService(app);

  const off = await change(id, { status: 'Inactive' });
  const publicList = await app.http.get('/api/services');
  const refused = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: [id] }));
  const seen = await listed(id);
  await change(id, { status: 'Active' });

  expect(off.body.status).toBe('Inactive');
  expect(publicList.body.map((service: { id: string }) => service.id)).not.toContain(id);
  expect(refused.status).toBe(400);
  expect(refused.body.error).toBe('One or more services are invalid');
  expect(seen.status).toBe('Inactive');
  expect((await app.http.post('/api/orders').send(anOrderBody({ serviceIds: [id] }))).status).toBe(201);
});

test('a deleted service is gone from every list and cannot be ordered or changed; orders keep their copy', async () => {
  const [id, bystander] = [await aService(app), await aService(app)];
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { serviceIds: [id] }, customer.token);

  const response = await remove(id);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Deleted' });
  expect(await listed(id)).toBeUndefined();
  expect(await listed(id, '/api/services')).toBeUndefined();
  expect(await listed(bystander)).toBeDefined();
  const refused = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: [id, bystander] }));
  expect([refused.status, refused.body.error]).toEqual([400, 'One or more services are invalid']);
  for (const gone of [await remove(id), await change(id, { name: 'Back' }), await change(id, {})]) {
    expect([gone.status, gone.body.error]).toEqual([404, 'Service not found']);
  }
  expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body).toEqual(order);
  expect((await audited(id)).map(({ action }) => action)).toEqual(['service.deleted']);
});

test.each(['nobody', '%00', 'x'.repeat(300), '%E0%A4%A', '1%27--'])('there is no service %s', async (id) => {
  for (const response of [await change(id, { name: 'None' }), await remove(id)]) {
    expect(response.status).toBe(id === '%E0%A4%A' ? 400 : 404);
    if (response.status === 404) expect(response.body.error).toBe('Service not found');
  }
});
