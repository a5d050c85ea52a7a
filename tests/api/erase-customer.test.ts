import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';
import { invalidToken } from '../support/told.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const erase = (id: number) => admin.delete(`/admin/api/customers/${id}`);
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a deleted customer is gone from everywhere, and the orders and sums stay without a name', async () => {
  const customer = await aCustomer(app, { name: 'Vimala Secretwala', phone: '+91 77777 12345' });
  const bystander = await aCustomer(app);
  const items = [{ serviceId: 's1', quantity: 2, note: 'Vimala’s silk' }];
  const sent = { customerName: 'V. Secretwala', customerEmail: customer.email, items, serviceIds: undefined };
  const { order, trackingUrl } = await anOrder(app, sent, customer.token);
  const other = await anOrder(app, { customerEmail: bystander.email });

  const response = await erase(customer.id);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Customer deleted' });
  expect((await admin.get(`/admin/api/customers/${customer.id}`)).status).toBe(404);
  expect(withoutMoves((await admin.get(`/admin/api/orders/${order.id}`)).body)).toEqual({
    ...order,
    customerName: 'Deleted customer',
    customerEmail: '',
    customerPhone: '',
    specialInstructions: '',
    items: [{ ...order.items[0], note: null }],
    updatedAt: expect.any(String),
  });
  expect((await app.http.get(trackingUrl)).body.orderId).toBe(order.id);
  expect(withoutMoves((await admin.get(`/admin/api/orders/${other.order.id}`)).body)).toEqual(other.order);
  expect((await app.http.get('/auth/me').set(bystander.as())).body.email).toBe(bystander.email);
});

test('nothing finds a deleted customer any more, and nothing of them is left in the search', async () => {
  const customer = await aCustomerRecord(admin, { name: 'Gomathi Uniqueperson', phone: '8888877777' });
  const { order } = await anOrder(app, { customerEmail: customer.email, customerName: 'Another Uniquename' });

  await erase(customer.id);

  for (const q of ['Uniqueperson', 'Uniquename', customer.email, '8888877777', 'Deleted customer']) {
    expect((await admin.get('/admin/api/customers', { q })).body).toEqual([]);
    expect((await admin.get('/admin/api/orders', { q })).body).toEqual([]);
  }
  expect((await admin.get('/admin/api/orders', { email: customer.email })).body).toEqual([]);
  expect(await app.deps.db.customerSearchTerm.count({ where: { customerId: customer.id } })).toBe(0);
  expect(await app.deps.db.orderSearchTerm.count({ where: { orderId: order.id } })).toBe(0);
});

test('a deleted customer’s tokens and password are dead, and the e-mail opens a new account without the old orders', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, {}, customer.token);
  const credentials = { email: customer.email, password: PASSWORD };

  await erase(customer.id);

  expect((await app.http.get('/auth/me').set(customer.as())).body).toMatchObject(invalidToken);
  expect((await app.http.post('/auth/login').send(credentials)).status).toBe(401);
  const again = await aCustomer(app, { email: customer.email });
  expect(again.id).not.toBe(customer.id);
  expect((await app.http.get('/api/orders').query({ email: again.email }).set(again.as())).body).toEqual([]);
  expect((await app.http.get(`/api/orders/${order.id}`).set(again.as())).status).toBe(403);
});

test('what staff wrote about the person goes, and who moved the order when stays', async () => {
  const customer = await aCustomerRecord(admin);
  const { order } = await anOrder(app, { customerEmail: customer.email });
  const [employee, worker] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];
  const status = { status: 'Ready for Delivery', note: 'Zed Secret wants it fast' };
  await app.http.put(`/employee/api/orders/${order.id}/status`).set(employee.as()).send(status);
  const scan = { orderId: order.id, orderStatus: 'Picked Up', note: 'Zed Secret, 12 Lake Road', location: 'Lake Road' };
  const scanned = await app.http.post('/worker/scan').set(worker.as()).send(scan);
  const [delivery] = (await app.http.get('/worker/api/deliveries').set(worker.as())).body;
  const failed = await app.http
    .put(`/worker/api/deliveries/${delivery.id}/fail`)
    .set(worker.as())
    .send({ reason: 'Zed Secret away' });

  await erase(customer.id);

  expect([scanned.status, failed.status]).toEqual([201, 200]);
  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(employee.as());
  const tracks = await app.http.get('/worker/api/tracks').set(worker.as());
  const deliveries = await app.http.get('/worker/api/deliveries').set(worker.as());
  for (const { body } of [timeline, tracks, deliveries]) expect(JSON.stringify(body)).not.toMatch(/Zed|Lake/);
  expect(timeline.body.map((entry: { status: string; actor: string }) => [entry.status, entry.actor])).toEqual([
    ['At Store', 'guest'],
    ['Ready for Delivery', `employee:${employee.id}`],
    ['Out for Delivery', `worker:${worker.id}`],
    ['Ready for Delivery', `worker:${worker.id}`],
  ]);
});

test('of twenty deletions at once exactly one happens, with one audit entry that names nobody', async () => {
  const customer = await aCustomerRecord(admin);

  const answers = await Promise.all(times(20).map(() => erase(customer.id)));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
  const where = { entity: 'customer', entityId: String(customer.id), action: 'customer.erased' };
  const audit = await app.deps.db.auditEntry.findMany({ where });
  expect(audit).toMatchObject([{ actor: expect.stringMatching(/^admin:\d+$/), detail: null }]);
});

test('orders placed while their customer is being deleted leave no name behind on the deleted one', async () => {
  for (const _round of times(5)) {
    const customer = await aCustomerRecord(admin);
    const body = () => anOrderBody({ customerEmail: customer.email, customerName: 'Late Comer' });
    const [erased, ...orders] = await Promise.all([
      erase(customer.id),
      ...times(8).map(() => app.http.post('/api/orders').send(body())),
    ]);

    expect(erased.status).toBe(200);
    expect(orders.map(({ status }) => status)).toEqual(times(8).map(() => 201));
    const kept = await app.deps.db.order.findMany({ where: { customerId: customer.id } });
    expect(kept.filter((order) => order.customerName !== 'Deleted customer' || order.customerEmail !== '')).toEqual([]);
    const terms = await app.deps.db.orderSearchTerm.count({ where: { order: { customerId: customer.id } } });
    expect(terms).toBe(0);
  }
});

test('a profile changed while its customer is being deleted does not come back', async () => {
  for (const n of times(5)) {
    const customer = await aCustomer(app);
    const [erased, changed] = await Promise.all([
      erase(customer.id),
      app.http
        .put('/auth/me')
        .set(customer.as())
        .send({ name: `Revenant ${n}`, phone: '99999' }),
    ]);

    expect(erased.status).toBe(200);
    expect([200, 401, 404]).toContain(changed.status);
    const row = await app.deps.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
    expect(row).toMatchObject({ name: 'Deleted customer', email: null, phone: '', passwordHash: null });
    expect(await app.deps.db.customerSearchTerm.count({ where: { customerId: customer.id } })).toBe(0);
  }
});
