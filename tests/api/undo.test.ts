import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk } from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { stateOf } from '../support/deliveries.js';
import { checkInvariants } from '../support/invariants.js';
import { type Calls, callsAs } from '../support/staff.js';

let minutes = 0;
let app: TestApp;
let admin: Calls;
let clerk: Clerk;
let employee: Account;
let driver: Account;
beforeAll(async () => {
  app = await startApp({}, { clock: { now: () => new Date(Date.now() + minutes * 60_000) } });
  const headers = await anAdmin(app);
  clerk = { portal: '/admin/api', headers };
  admin = callsAs(app, headers);
  employee = await aWorker(app, 'EMPLOYEE');
  driver = await aWorker(app, 'WORKER');
});
afterAll(async () => {
  expect(await checkInvariants(app.deps.db)).toEqual([]);
  await app.close();
});

const as = (account: Account) => callsAs(app, account.as());
const placed = async (token?: string) => (await anOrder(app, {}, token)).order.id as string;
const move = (id: string, status: string, by: Account = employee) =>
  as(by).put(`/employee/api/orders/${id}/status`, { status, note: 'As told' });
const undo = (id: string, body: object = { reason: 'Wrong bag' }, by: Account = employee) =>
  as(by).post(`/employee/api/orders/${id}/undo`, body);
const adminUndo = (id: string, body: object = { reason: 'Wrong bag' }) =>
  admin.post(`/admin/api/orders/${id}/undo`, body);
const told = ({ status, body }: { status: number; body: { error?: string; status?: string } }) => [
  status,
  body.error ?? body.status,
];

test('a wrong tap at the counter is taken back by who made it, and timeline and audit keep both', async () => {
  const id = await placed();
  const bystander = await placed();
  await move(id, 'Ready for Delivery');
  await move(id, 'Delivered');

  const answer = await undo(id);

  expect(told(answer)).toEqual([200, 'Ready for Delivery']);
  const actor = `employee:${employee.id}`;
  const { body: timeline } = await admin.get(`/api/orders/${id}/timeline`);
  expect(timeline.slice(-2)).toMatchObject([
    { type: 'status', status: 'Delivered', actor },
    { type: 'undone', status: 'Ready for Delivery', actor, note: 'Wrong bag' },
  ]);
  const audit = await app.deps.db.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } });
  expect(audit.slice(-2)).toMatchObject([
    { action: 'order.moved', detail: 'Ready for Delivery to Delivered' },
    { action: 'order.undone', detail: 'Delivered back to Ready for Delivery', actor },
  ]);
  expect((await stateOf(app, bystander)).status).toBe('AT_STORE');
  expect(told(await move(id, 'Delivered'))).toEqual([200, 'Delivered']);
});

test('a cancelled order is back with its money: revenue, its customer’s sums and the lists have it again', async () => {
  const owner = await aCustomer(app);
  const id = await placed(owner.token);
  const sums = async () => {
    const { body } = await admin.get(`/admin/api/customers/${owner.id}`);
    const { body: board } = await admin.get('/admin/api/dashboard-summary');
    return [body.totalOrders, body.totalSpent, board.totalRevenue];
  };
  const before = await sums();
  await admin.delete(`/admin/api/orders/${id}`);
  const between = await sums();

  const answer = await adminUndo(id);

  expect(told(answer)).toEqual([200, 'At Store']);
  expect(between).not.toEqual(before);
  expect(await sums()).toEqual(before);
});

test('what its customer withdrew is taken back by staff, and the customer sees it again', async () => {
  const owner = await aCustomer(app);
  const id = await placed(owner.token);
  await app.http.delete(`/api/orders/${id}`).query({ email: owner.email }).set(owner.as());

  const answer = await undo(id, { reason: 'Rang: it was a mistake' });

  expect(told(answer)).toEqual([200, 'At Store']);
  const { body } = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  expect(body).toMatchObject([{ id, status: 'At Store' }]);
});

test('a delivery that was ended by mistake is its driver’s again', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');
  await as(driver).post('/worker/scan', { orderId: id, orderStatus: 'Picked Up' });
  await as(driver).post('/worker/scan', { orderId: id, orderStatus: 'Delivered' });

  const answer = await adminUndo(id);

  expect(told(answer)).toEqual([200, 'Out for Delivery']);
  const [delivery] = (await as(driver).get('/worker/api/deliveries', { status: 'in_transit' })).body;
  expect(delivery).toMatchObject({ orderId: id, status: 'in_transit', actualDelivery: null });
  expect((await as(driver).put(`/worker/api/deliveries/${delivery.id}/deliver`, {})).status).toBe(200);
});

test('one that failed by mistake is on its way again, and one that was started waits again', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');
  const { body: made } = await admin.post('/admin/api/deliveries', { orderId: id, workerId: driver.id });
  await as(driver).put(`/worker/api/deliveries/${made.id}/start`, {});
  await as(driver).put(`/worker/api/deliveries/${made.id}/fail`, { reason: 'Nobody at home' });

  const unfailed = await adminUndo(id);
  const unstarted = await adminUndo(id, { reason: 'Did not leave yet', status: 'Out for Delivery' });

  expect([told(unfailed), told(unstarted)]).toEqual([
    [200, 'Out for Delivery'],
    [200, 'Ready for Delivery'],
  ]);
  expect((await admin.get(`/admin/api/deliveries/${made.id}`)).body).toMatchObject({
    status: 'pending',
    failureReason: null,
  });
  expect(await app.deps.db.delivery.findUnique({ where: { id: made.id } })).toMatchObject({ startedAt: null });
});

test('a driver who left gets no delivery back', async () => {
  const gone = await aWorker(app, 'WORKER');
  const id = await placed();
  await move(id, 'Ready for Delivery');
  await as(gone).post('/worker/scan', { orderId: id, orderStatus: 'Picked Up' });
  await as(gone).post('/worker/scan', { orderId: id, orderStatus: 'Delivered' });
  await admin.put(`/admin/api/workers/${gone.id}`, { active: false });

  const answer = await adminUndo(id);

  expect(answer).toMatchObject({ status: 409, body: { code: 'order.driver_gone' } });
  expect(await stateOf(app, id)).toMatchObject({
    status: 'DELIVERED',
    openDeliveryId: null,
    deliveries: ['DELIVERED'],
  });
});

test('somebody else’s step and one of a quarter of an hour ago are an admin’s to take back', async () => {
  const colleague = await aWorker(app, 'EMPLOYEE');
  const id = await placed();
  await move(id, 'Ready for Delivery');

  const others = await undo(id, { reason: 'x' }, colleague);
  minutes += 16;
  const late = await undo(id);
  const driving = await as(driver).post(`/employee/api/orders/${id}/undo`, { reason: 'x' });
  const allowed = await adminUndo(id);
  minutes -= 16;

  expect([others, late, driving, allowed].map(told)).toEqual([
    [403, 'Only an admin can take back what somebody else did'],
    [403, 'Only an admin can take back what was done more than 15 minutes ago'],
    [403, 'Forbidden'],
    [200, 'At Store'],
  ]);
});

test('a new order has nothing to take back, a second tap takes back nothing more, and who names the status goes on', async () => {
  const id = await placed();
  const none = await undo(id);
  await move(id, 'Processing');
  await move(id, 'Ready for Delivery');

  const first = await undo(id, { reason: 'x', status: 'Ready for Delivery' });
  const tappedAgain = await undo(id, { reason: 'x', status: 'Ready for Delivery' });
  const blind = await undo(id);
  const further = await undo(id, { reason: 'x', status: 'Processing' });

  expect([none, first, tappedAgain, blind, further].map(told)).toEqual([
    [409, 'Nothing to take back'],
    [200, 'Processing'],
    [409, 'Order was moved at the same moment: look at it again'],
    [409, 'Nothing to take back'],
    [200, 'At Store'],
  ]);
});

test('what a batch did is not taken back for one of its orders, nor anything while the order is in one', async () => {
  const id = await placed();
  const batch = await aBatch(app, clerk, [id], 'STORE_TO_FACTORY', allMoves);
  const done = await adminUndo(id);
  const other = await placed();
  await move(other, 'Ready for Delivery');
  await aBatch(app, clerk, [other]);
  const waiting = await adminUndo(other);

  expect([done, waiting].map(told)).toEqual([
    [409, `Transit batch ${batch.transitId} made this step: it is not taken back for one order`],
    [400, 'Order cannot move from Ready for Delivery to At Store'],
  ]);
});

test('a planned delivery has to be called off before its order stops being ready', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');
  await admin.post('/admin/api/deliveries', { orderId: id, workerId: driver.id });

  expect(told(await adminUndo(id))).toEqual([409, 'Order has an open delivery']);
});

test('without a reason, or with a field that is none, nothing is taken back', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');

  const answers = [await undo(id, {}), await undo(id, { reason: '  ' }), await undo(id, { reason: 'x', notify: true })];

  expect(answers.map(told)).toEqual([
    [400, 'Missing fields'],
    [400, 'Missing fields'],
    [400, 'Invalid fields: notify is not a field of this request'],
  ]);
  expect((await undo('zzzzzzzz')).status).toBe(404);
  expect((await stateOf(app, id)).status).toBe('READY_FOR_DELIVERY');
});

test('taking back at once against the next step: exactly one of them has its way', async () => {
  for (const _round of [1, 2, 3, 4, 5]) {
    const id = await placed();
    await move(id, 'Ready for Delivery');
    const body = { reason: 'x', status: 'Ready for Delivery' };
    const [back, on] = await Promise.all([undo(id, body), move(id, 'Delivered')]);

    expect([back, on].filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await stateOf(app, id)).status).toBe(back.status === 200 ? 'AT_STORE' : 'DELIVERED');
  }
});

test('of ten who take back at once one does, with one entry', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');

  const answers = await Promise.all(Array.from({ length: 10 }, () => adminUndo(id)));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  expect(await app.deps.db.timelineEntry.count({ where: { orderId: id, type: 'undone' } })).toBe(1);
});

test('erasing the customer takes the reason away and leaves that the step was taken back', async () => {
  const { order } = await anOrder(app);
  await move(order.id, 'Ready for Delivery');
  await undo(order.id, { reason: 'Asha Rao rang' });

  await admin.delete(`/admin/api/customers/${order.customerId}`);

  const entries = await app.deps.db.timelineEntry.findMany({ where: { orderId: order.id, type: 'undone' } });
  expect(entries).toMatchObject([{ note: null, status: 'AT_STORE' }]);
});
