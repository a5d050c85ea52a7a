import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a timeline names who really acted, oldest first, whatever the bodies claim', async () => {
  const owner = await aCustomer(app);
  const claims = { actor: 'admin:1', created_by: 'admin', workerId: 1, customerId: 1 };
  const { order } = await anOrder(app, claims, owner.token);
  const path = `/api/orders/${order.id}`;
  await app.http
    .put(path)
    .set(owner.as())
    .send({ pickupDate: '2027-02-03', ...claims });
  await app.http
    .put(path)
    .set(owner.as())
    .send({ specialInstructions: 'Fold', serviceIds: ['s2'], ...claims });
  await app.http.delete(path).query({ email: owner.email }).set(owner.as());

  const response = await app.http.get(`${path}/timeline`).set(owner.as());

  const actor = `customer:${owner.id}`;
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(response.status).toBe(200);
  expect(response.body).toEqual([
    { at, type: 'created', status: 'At Store', actor, actorName: null, note: null },
    { at, type: 'edited', status: 'At Store', actor, actorName: null, note: 'pickupDate' },
    { at, type: 'edited', status: 'At Store', actor, actorName: null, note: 'specialInstructions, items' },
    { at, type: 'cancelled', status: 'Cancelled', actor, actorName: null, note: null },
  ]);
  const times = response.body.map((entry: { at: string }) => entry.at);
  expect(times).toEqual(times.toSorted());
});

test('an order names who placed it: guest, customer, employee or delivery worker', async () => {
  const customer = await aCustomer(app);
  const employee = await aWorker(app, 'EMPLOYEE');
  const worker = await aWorker(app, 'WORKER');

  const actors = [];
  for (const token of [undefined, customer.token, employee.token, worker.token]) {
    const { order } = await anOrder(app, {}, token);
    const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(employee.as());
    actors.push(timeline.body.map((entry: { actor: string }) => entry.actor));
  }

  expect(actors).toEqual([
    ['guest'],
    [`customer:${customer.id}`],
    [`employee:${employee.id}`],
    [`worker:${worker.id}`],
  ]);
});

test('changes that are refused leave no entry', async () => {
  const owner = await aCustomer(app);
  const other = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);
  const path = `/api/orders/${order.id}`;

  await app.http.put(path).set(other.as()).send({ pickupDate: '2027-02-03' });
  await app.http
    .put(path)
    .set(owner.as())
    .send({ serviceIds: ['nope'] });
  await app.http.put(path).set(owner.as()).send({ pickupDate: 'tomorrow' });
  await app.http.delete(path).query({ email: other.email }).set(owner.as());

  const response = await app.http.get(`${path}/timeline`).set(owner.as());
  expect(response.body.map((entry: { type: string }) => entry.type)).toEqual(['created']);
});
