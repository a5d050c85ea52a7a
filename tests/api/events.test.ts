import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eventCatalogue } from '../../src/modules/events/index.js';
import { apiDocument } from '../support/api-document.js';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk, cancelBatch, ordersAtStore } from '../support/batches.js';
import { anEmail, anOrder, anOrderBody, aService } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { importFile } from '../support/csv.js';
import { aDelivery, aReadyOrder, aStartedDelivery } from '../support/deliveries.js';
import { undocumentedEvent } from '../support/documented-answers.js';
import { checkInvariants } from '../support/invariants.js';
import { execute } from '../support/raw-database.js';
import { aReceiver } from '../support/receiver.js';
import { aCustomerRecord, type Calls, callsAs } from '../support/staff.js';
import { eventsAbout, shapeProblems } from '../support/stored-events.js';

let app: TestApp;
let admin: Calls;
let cookie: { Cookie: string };
let clerk: Clerk;
let driver: Account;
beforeAll(async () => {
  app = await startApp();
  cookie = await anAdmin(app);
  admin = callsAs(app, cookie);
  clerk = { portal: '/admin/api', headers: cookie };
  driver = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const about = async (subject: string) => (await eventsAbout(app, subject)).map(({ type, data }) => [type, data]);

test('a guest’s first order tells of the order with its price, and of the customer it made', async () => {
  const { order } = await anOrder(app);
  const { id, customerId } = order;

  expect(await eventsAbout(app, `order:${id}`)).toMatchObject([
    {
      type: 'order.created',
      actor: 'guest',
      data: { orderId: id, customerId, status: 'At Store', total: 300, currency: 'INR' },
    },
  ]);
  expect(await about(`customer:${customerId}`)).toEqual([['customer.created', { customerId }]]);
});

test('a refused order, and one whose transaction fails late, leave no event', async () => {
  const before = await app.deps.db.event.count();
  // Counting the use of a service is the last statement of an order: here the database refuses it.
  const service = await aService(app);
  await refuseUpdates(app, service);

  const refused = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: ['nothing'] }));
  const failed = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: [service] }));

  expect([refused.status, failed.status]).toEqual([400, 500]);
  expect(await app.deps.db.event.count()).toBe(before);
});

test('an edit names the fields, and other services tell the new price', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const edit = (body: object) => app.http.put(`/api/orders/${order.id}`).set(owner.as()).send(body);

  expect((await edit({ pickupDate: '2026-12-24' })).status).toBe(200);
  expect((await edit({ serviceIds: ['s2'] })).status).toBe(200);
  expect((await admin.put(`/admin/api/orders/${order.id}`, { serviceIds: ['s1', 's2'] })).status).toBe(200);

  expect((await about(`order:${order.id}`)).slice(1)).toEqual([
    ['order.updated', { orderId: order.id, status: 'At Store', changed: ['pickupDate'] }],
    ['order.updated', { orderId: order.id, status: 'At Store', changed: ['items'] }],
    ['order.repriced', { orderId: order.id, status: 'At Store', total: 300, currency: 'INR' }],
    ['order.updated', { orderId: order.id, status: 'At Store', changed: ['items'] }],
    ['order.repriced', { orderId: order.id, status: 'At Store', total: 500, currency: 'INR' }],
  ]);
});

test('a batch tells of itself and of every order in it, in order', async () => {
  const ids = await ordersAtStore(app, 3);
  const batch = await aBatch(app, clerk, ids, 'STORE_TO_FACTORY', allMoves);
  const called = await aBatch(app, clerk, await ordersAtStore(app, 1));
  await cancelBatch(app, clerk, called.id);

  const { transitId } = batch;
  const told = (id: number) => about(`transit_batch:${id}`);
  const data = { batchId: batch.id, transitId, direction: 'STORE_TO_FACTORY', orderCount: 3 };
  expect(await told(batch.id)).toEqual([
    ['transit_batch.created', { ...data, status: 'PENDING' }],
    ['transit_batch.initiated', { ...data, status: 'IN_TRANSIT' }],
    ['transit_batch.received', { ...data, status: 'ARRIVED' }],
    ['transit_batch.completed', { ...data, status: 'COMPLETED' }],
  ]);
  expect((await told(called.id)).map(([type]) => type)).toEqual(['transit_batch.created', 'transit_batch.cancelled']);
  for (const orderId of ids) {
    expect((await about(`order:${orderId}`)).slice(1)).toEqual(
      ['In Transit to Factory', 'At Factory', 'Processing'].map((status) => [
        'order.status_changed',
        { orderId, status, transitId },
      ]),
    );
  }
});

test('a batch of a hundred orders writes its events in two statements', async () => {
  const statements: string[] = [];
  const watched = await startApp({}, { onStatement: ({ query }) => statements.push(query) });
  try {
    const counter = { portal: '/admin/api', headers: await anAdmin(watched) } as const;
    const batch = await aBatch(watched, counter, await ordersAtStore(watched, 100));
    statements.length = 0;

    await aBatchMove(watched, counter, batch.id);

    const inserts = statements.filter((query) => /INSERT INTO .*events/.test(query));
    expect(inserts).toHaveLength(2);
  } finally {
    await watched.close();
  }
});

test('a delivery and its scans are told under their order', async () => {
  const started = await aStartedDelivery(app, cookie, driver);
  const { id: deliveryId, orderId } = started;
  const workerId = driver.id;
  const scan = await app.http.post('/worker/scan').set(driver.as()).send({ orderId, orderStatus: 'Delivered' });

  expect(scan.status).toBe(201);
  expect((await about(`order:${orderId}`)).slice(1)).toEqual([
    ['delivery.created', { deliveryId, orderId, workerId, status: 'pending' }],
    ['order.status_changed', { orderId, status: 'Out for Delivery', transitId: null }],
    ['delivery.started', { deliveryId, orderId, workerId, status: 'in_transit' }],
    ['order.status_changed', { orderId, status: 'Delivered', transitId: null }],
    ['delivery.delivered', { deliveryId, orderId, workerId, status: 'delivered' }],
    ['scan.recorded', { scanId: scan.body.track.id, orderId, workerId, scan: 'Delivered' }],
  ]);
});

test('a delivery that goes to another worker names both, and one called off says so', async () => {
  const other = await aWorker(app, 'WORKER');
  const orderId = await aReadyOrder(app);
  const { id: deliveryId } = await aDelivery(app, cookie, driver, { orderId });

  expect((await admin.put(`/admin/api/deliveries/${deliveryId}`, { workerId: other.id })).status).toBe(200);
  expect((await admin.delete(`/admin/api/deliveries/${deliveryId}`)).status).toBe(200);

  expect((await about(`order:${orderId}`)).slice(-2)).toMatchObject([
    ['delivery.updated', { deliveryId, workerId: other.id, previousWorkerId: driver.id }],
    ['delivery.cancelled', { deliveryId, workerId: other.id, status: 'cancelled' }],
  ]);
});

test('cancelling is told once, whether the owner or an admin did it', async () => {
  const owner = await aCustomer(app);
  const [own, theirs] = [await anOrder(app, { customerEmail: owner.email }, owner.token), await anOrder(app)];

  const withdrawn = await app.http.delete(`/api/orders/${own.order.id}`).query({ email: owner.email }).set(owner.as());
  const cancelled = await admin.delete(`/admin/api/orders/${theirs.order.id}`);

  expect([withdrawn.status, cancelled.status]).toEqual([200, 200]);
  for (const { order } of [own, theirs]) {
    expect((await about(`order:${order.id}`)).slice(1)).toEqual([
      ['order.cancelled', { orderId: order.id, status: 'Cancelled' }],
    ]);
  }
});

test('people, services and workers are told of by id', async () => {
  const { id: customerId } = await aCustomerRecord(admin);
  await admin.put(`/admin/api/customers/${customerId}`, { phone: '+919811111111', status: 'blocked' });
  await admin.delete(`/admin/api/customers/${customerId}`);
  const service = await admin.post('/admin/api/services', { name: 'Steam', price: 12.5 });
  const serviceId = service.body.id;
  await admin.put(`/admin/api/services/${serviceId}`, { price: 13 });
  await admin.delete(`/admin/api/services/${serviceId}`);
  const hired = { name: 'Ravi', email: anEmail(), password: 'a password of twelve', role: 'worker' };
  const { id: workerId } = (await admin.post('/admin/api/workers', hired)).body;
  await admin.put(`/admin/api/workers/${workerId}`, { active: false });
  await admin.delete(`/admin/api/workers/${workerId}`);

  expect(await about(`customer:${customerId}`)).toEqual([
    ['customer.created', { customerId }],
    ['customer.updated', { customerId, changed: ['phone', 'status'] }],
    ['customer.erased', { customerId }],
  ]);
  expect(await about(`service:${serviceId}`)).toEqual([
    ['service.created', { serviceId, price: 12.5, status: 'Active' }],
    ['service.updated', { serviceId, price: 13, status: 'Active', changed: ['price'] }],
    ['service.deleted', { serviceId }],
  ]);
  expect(await about(`worker:${workerId}`)).toEqual([
    ['worker.created', { workerId, role: 'worker', active: true }],
    ['worker.updated', { workerId, role: 'worker', active: false, changed: ['active'] }],
    ['worker.deleted', { workerId }],
  ]);
});

test('what an import writes is told like what people write', async () => {
  const [serviceId, email] = [`i${Date.now()}`, anEmail()];
  const commit = (kind: 'services' | 'customers', text: string) =>
    importFile(app, cookie, kind, text, { commit: 'true' });
  const answers = [
    await commit('services', `id,name,price\n${serviceId},Chudidar,90.50\n`),
    await commit('services', `id,price\n${serviceId},95\n`),
    await commit('customers', `name,email,phone\nLata,${email},+919800000007\n`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { id: customerId } = await app.deps.db.customer.findUniqueOrThrow({ where: { loginEmail: email } });
  expect(await about(`service:${serviceId}`)).toEqual([
    ['service.created', { serviceId, price: 90.5, status: 'Active' }],
    ['service.updated', { serviceId, price: 95, status: 'Active', changed: ['price'] }],
  ]);
  expect(await about(`customer:${customerId}`)).toEqual([['customer.created', { customerId }]]);
});

test('no event holds a word about a person, so that there is none to erase', async () => {
  const marks = { name: 'Canary Kumari', phone: '+919899998888', note: 'canary-note', place: 'canary lane' };
  const owner = await aCustomer(app, { name: marks.name, phone: marks.phone });
  const body = { customerEmail: owner.email, customerName: marks.name, customerPhone: marks.phone };
  const { order } = await anOrder(app, { ...body, specialInstructions: marks.note }, owner.token);
  const note = { status: 'Ready for Delivery', note: marks.note };
  await app.http.put(`/employee/api/orders/${order.id}/status`).set(cookie).send(note);
  const { id } = await aDelivery(app, cookie, driver, { orderId: order.id, address: marks.place });
  await app.http.put(`/worker/api/deliveries/${id}/start`).set(driver.as());
  await app.http.put(`/worker/api/deliveries/${id}/fail`).set(driver.as()).send({ reason: marks.note });

  const events = await eventsAbout(app, `order:${order.id}`);
  expect(events.map(({ type }) => type)).toContain('delivery.failed');
  const text = JSON.stringify([events, await eventsAbout(app, `customer:${owner.id}`)]);
  for (const mark of [...Object.values(marks), owner.email]) expect(text).not.toContain(mark);
});

test('every event of this run has the shape its type declares, and agrees with the timelines', async () => {
  const rows = await app.deps.db.event.findMany();
  const problems = rows.flatMap(({ type, data }) => shapeProblems({ type, data: JSON.parse(data) }));

  expect(rows.length).toBeGreaterThan(40);
  expect(problems).toEqual([]);
  const wrong = await checkInvariants(app.deps.db);
  expect(wrong.filter((sentence) => sentence.includes('its events tell'))).toEqual([]);
});

test('a webhook that asked for all gets every event of this run, each as the API document has it', async () => {
  const receiver = await aReceiver();
  onTestFinished(receiver.close);
  const webhook = await admin.post('/admin/api/webhooks', { url: receiver.url, events: ['*'] });
  expect(webhook.status).toBe(201);
  await admin.post(`/admin/api/webhooks/${webhook.body.id}/test`, {});
  await admin.post(`/admin/api/webhooks/${webhook.body.id}/replay`, { since: '2020-01-01T00:00:00Z' });
  const recorded = await app.deps.db.event.findMany({ select: { type: true } });
  app.deps.startBackground();

  // An attempt that a busy machine answered too late is made again.
  const ids = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size;
  await expect.poll(ids, { timeout: 25_000 }).toBe(recorded.length + 1);
  const types = new Set(receiver.types());
  expect([...types].sort()).toEqual([...new Set([...recorded.map(({ type }) => type), 'webhook.test'])].sort());
  expect(receiver.received.flatMap(undocumentedEvent)).toEqual([]);
});

test('every type of the catalogue is a webhook of the API document, and so is the message of a test', () => {
  expect(Object.keys(apiDocument.webhooks)).toEqual([...eventCatalogue.map(({ type }) => type), 'webhook.test']);
});

test('the check finds an order whose events tell another story than its timeline', async () => {
  const [early = '', late = ''] = await ordersAtStore(app, 2);
  await app.deps.db.event.deleteMany({ where: { subject: `order:${late}` } });

  const wrong = await checkInvariants(app.deps.db);

  expect(wrong).toContain(`order ${late}: its events tell 0 statuses, which are not the 1 of its timeline`);
  expect(wrong.filter((sentence) => sentence.includes(early))).toEqual([]);
});

function aBatchMove(on: TestApp, { portal, headers }: Clerk, id: number) {
  return on.http.put(`${portal}/transit-batches/${id}/initiate`).set(headers).expect(200);
}

async function refuseUpdates(on: TestApp, service: string): Promise<void> {
  const url = on.deps.config.databaseUrl;
  if (on.deps.provider === 'postgresql') {
    await execute(url, `ALTER TABLE services ADD CHECK (id <> '${service}' OR usage_count = 0)`);
  } else {
    const refusal = `BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`;
    await execute(url, `CREATE TRIGGER refuse BEFORE UPDATE ON services WHEN NEW.id = '${service}' ${refusal}`);
  }
}
