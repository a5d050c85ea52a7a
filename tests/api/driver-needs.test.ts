import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aReadyOrder, aStartedDelivery, stateOf } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let employee: Account;
let driver: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  employee = await aWorker(app, 'EMPLOYEE');
  driver = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const change = (id: number, body: object) => app.http.put(`/admin/api/deliveries/${id}`).set(admin).send(body);
const move = (who: Account, id: number, name: string, body: object = {}) =>
  app.http.put(`/worker/api/deliveries/${id}/${name}`).set(who.as()).send(body);
const driversList = async (who: Account) =>
  (await app.http.get('/worker/api/deliveries').set(who.as())).body as Shown[];
const handOver = (orderId: string) =>
  app.http.put(`/employee/api/orders/${orderId}/status`).set(employee.as()).send({ status: 'Delivered' });
type Shown = { id: number; address: string | null; customerPhone: string; order: { customerPhone: string } };

async function aCustomersOrder(record: object) {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  await app.deps.db.order.update({ where: { id: order.id }, data: { status: 'READY_FOR_DELIVERY' } });
  const put = (body: object) => app.http.put(`/employee/api/customers/${customer.id}`).set(employee.as()).send(body);
  expect((await put(record)).status).toBe(200);
  return { customer, orderId: order.id as string, put };
}

test('a driver goes to the address on file, of today, and sees the new number beside that of the order', async () => {
  const own = await aWorker(app, 'WORKER');
  const { orderId, put } = await aCustomersOrder({ address: '4 Beach Road', phone: '9000055555' });
  const { id, ...planned } = await aDelivery(app, admin, own, { orderId, address: undefined });
  const shown = async () => (await driversList(own)).find((one) => one.id === id);

  expect(planned).toMatchObject({ address: '4 Beach Road', customerPhone: '9000055555' });
  await put({ phone: '9000066666', address: '9 New Road' });
  expect(await shown()).toMatchObject({
    address: '9 New Road',
    customerPhone: '9000066666',
    order: { customerPhone: planned.order?.customerPhone ?? expect.any(String) },
  });
  expect((await move(own, id, 'start')).body).toMatchObject({ address: '9 New Road', customerPhone: '9000066666' });
  const given = await change(id, { address: 'At his office, 2 Hill Street' });
  expect([given.status, given.body.address]).toEqual([200, 'At his office, 2 Hill Street']);
  await put({ address: '1 Other Road' });
  expect((await shown())?.address).toBe('At his office, 2 Hill Street');
  expect((await change(id, { address: null })).body.address).toBe('1 Other Road');
});

test('a delivery that is over no longer follows the customer', async () => {
  const { orderId, put } = await aCustomersOrder({ address: '4 Beach Road', phone: '9000055555' });
  const { id } = await aDelivery(app, admin, driver, { orderId, address: 'The given one' });
  await move(driver, id, 'start');
  const { body: over } = await move(driver, id, 'deliver');
  await put({ phone: '9000066666', address: '9 New Road' });

  expect(over.address).toBe('The given one');
  const read = await app.http.get(`/employee/api/deliveries/${id}`).set(employee.as());
  expect(read.body).toEqual(over);
  expect(read.body.customerPhone).not.toBe('9000066666');
});

test('a customer who was erased leaves neither address nor phone at any delivery', async () => {
  const { customer, orderId } = await aCustomersOrder({ address: '4 Beach Road', phone: '9000055555' });
  const { id } = await aDelivery(app, admin, driver, { orderId, address: undefined });

  expect((await app.http.delete(`/admin/api/customers/${customer.id}`).set(admin)).status).toBe(200);

  const shown = (await driversList(driver)).find((one) => one.id === id);
  expect(shown).toMatchObject({ address: null, customerPhone: '', order: { customerPhone: '' } });
});

test('another driver takes over on the way in one step, and both of them know', async () => {
  const [first, second] = [await aWorker(app, 'WORKER'), await aWorker(app, 'EMPLOYEE')];
  await app.deps.db.worker.update({ where: { id: second.id }, data: { name: 'Leela' } });
  const { id, orderId } = await aStartedDelivery(app, admin, first);
  const bystander = await aStartedDelivery(app, admin, first);

  const taken = await change(id, { workerId: second.id });

  expect(taken.body).toMatchObject({ workerId: second.id, driverName: 'Leela', status: 'in_transit' });
  expect((await driversList(first)).map((one) => one.id)).toEqual([bystander.id]);
  expect((await driversList(second)).map((one) => one.id)).toEqual([id]);
  const event = await app.deps.db.event.findFirst({
    where: { type: 'delivery.updated', subject: `order:${orderId}` },
    orderBy: { id: 'desc' },
  });
  expect(JSON.parse(event?.data ?? '')).toEqual({
    deliveryId: id,
    orderId,
    workerId: second.id,
    previousWorkerId: first.id,
    status: 'in_transit',
    changed: ['workerId', 'driverName'],
  });
  expect((await move(first, id, 'deliver')).status).toBe(403);
  expect((await move(second, id, 'deliver')).status).toBe(200);
  expect(await stateOf(app, orderId)).toMatchObject({ status: 'DELIVERED', deliveries: ['DELIVERED'] });
  expect((await change(id, { workerId: first.id })).body.code).toBe('delivery.too_late');
});

test('of a driver who delivers and a takeover at the same moment one is told', async () => {
  for (let round = 0; round < 6; round += 1) {
    const other = await aWorker(app, 'WORKER');
    const { id, orderId } = await aStartedDelivery(app, admin, driver);

    const [made, taken] = await Promise.all([move(driver, id, 'deliver'), change(id, { workerId: other.id })]);

    const outcome = [made.status, taken.status].join(' ');
    expect(['200 409', '403 200']).toContain(outcome);
    const { status } = await stateOf(app, orderId);
    expect(status).toBe(made.status === 200 ? 'DELIVERED' : 'OUT_FOR_DELIVERY');
  }
});

test('a clerk finds the planned delivery by a scan, calls it off and hands the order over', async () => {
  const { id, orderId } = await aDelivery(app, admin, driver);
  const bystander = await aDelivery(app, admin, driver);

  expect((await handOver(orderId)).body.code).toBe('order.in_open_delivery');
  const found = await app.http
    .get('/employee/api/deliveries')
    .query({ orderId: `${orderId.toUpperCase()}-1`, status: 'pending' })
    .set(employee.as());
  expect(found.body.map((one: Shown) => one.id)).toEqual([id]);
  expect(found.headers['x-total-count']).toBe('1');
  const called = await app.http.delete(`/employee/api/deliveries/${id}`).set(employee.as());

  expect([called.status, called.body]).toEqual([200, { message: 'Delivery deleted' }]);
  expect((await handOver(orderId)).status).toBe(200);
  expect(await stateOf(app, orderId)).toMatchObject({ status: 'DELIVERED', deliveries: ['CANCELLED'] });
  const audited = await app.deps.db.auditEntry.findFirst({
    where: { action: 'delivery.cancelled', entityId: String(id) },
  });
  expect(audited?.actor).toBe(`employee:${employee.id}`);
  expect(await stateOf(app, bystander.orderId)).toMatchObject({ openDeliveryId: bystander.id });
});

test('a clerk calls off no delivery that somebody left with, and a driver none at all', async () => {
  const [started, planned] = [await aStartedDelivery(app, admin, driver), await aDelivery(app, admin, driver)];
  const callOff = (id: number, who: Account) => app.http.delete(`/employee/api/deliveries/${id}`).set(who.as());

  expect((await callOff(started.id, employee)).body.code).toBe('delivery.too_late');
  expect((await callOff(planned.id, driver)).status).toBe(403);
  expect((await callOff(0, employee)).status).toBe(404);
});

test('a delivery has its worker’s name as its driver’s, also one that was stored without', async () => {
  const { id } = await aDelivery(app, admin, driver, { driverName: 'Sita' });
  const old = await app.deps.db.delivery.create({
    data: { orderId: await aReadyOrder(app), workerId: driver.id, status: 'DELIVERED' },
  });

  const cleared = await change(id, { driverName: null });
  const read = await app.http.get(`/admin/api/deliveries/${old.id}`).set(admin);

  expect([cleared.body.driverName, read.body.driverName]).toEqual(['Ravi Das', 'Ravi Das']);
});
