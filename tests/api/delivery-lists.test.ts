import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aStartedDelivery } from '../support/deliveries.js';
import { tokenRequired, wrongRole } from '../support/told.js';

let app: TestApp;
let admin: { Cookie: string };
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const list = (query: object) => app.http.get('/admin/api/deliveries').query(query).set(admin);

test('a worker with an open delivery cannot be deleted, and can once it ended', async () => {
  const driver = await aWorker(app, 'WORKER');
  const { id } = await aStartedDelivery(app, admin, driver);
  const removeDriver = () => app.http.delete(`/admin/api/workers/${driver.id}`).set(admin);

  const refused = await removeDriver();

  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ error: 'Worker has an open delivery', code: 'worker.has_open_delivery' });
  expect((await app.http.put(`/worker/api/deliveries/${id}/deliver`).set(driver.as())).status).toBe(200);
  expect((await removeDriver()).status).toBe(200);
  expect((await list({ workerId: driver.id })).body).toMatchObject([{ id, driverName: 'Ravi Das' }]);
});

test('lists go newest first, page by page, by status and worker', async () => {
  const driver = await aWorker(app, 'WORKER');
  const [first, second] = [await aDelivery(app, admin, driver), await aDelivery(app, admin, driver)];
  const started = await aStartedDelivery(app, admin, driver);

  const page = await list({ workerId: driver.id, limit: 2 });

  expect(page.body).toEqual([started, second]);
  expect(page.headers['x-total-count']).toBe('3');
  const next = /<(.*)>/.exec(page.headers['link'] ?? '')?.[1] ?? '';
  expect((await app.http.get(next).set(admin)).body).toEqual([first]);
  expect((await list({ workerId: driver.id, status: 'pending' })).body).toEqual([second, first]);
  expect((await list({ status: 'cancelled' })).body.error).toMatch(/^Invalid fields: ./);
  expect((await list({ workerId: 'x' })).body.error).toMatch(/^Invalid fields: ./);
});

test('all staff see all deliveries, and nobody else does', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');
  const delivery = await aDelivery(app, admin, worker);
  const all = (headers: Record<string, string>) => app.http.get('/api/deliveries').query({ limit: 1 }).set(headers);

  for (const staff of [admin, employee.as()]) expect((await all(staff)).body).toEqual([delivery]);

  expect((await all(worker.as())).body).toMatchObject(wrongRole);
  expect((await all({})).body).toMatchObject(tokenRequired);
  expect((await app.http.get('/admin/api/deliveries')).body.error).toBe('Unauthorized');
});
