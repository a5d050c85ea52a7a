import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aPhone } from '../support/builders.js';
import { type Account, aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { aCustomerRecord, type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
});
afterAll(async () => {
  expect(await checkInvariants(app.deps.db)).toEqual([]);
  await app.close();
});

const record = async (id: number) => (await admin.get(`/admin/api/customers/${id}`)).body;
const merge = (id: number, from: number, more: object = {}) =>
  admin.post(`/admin/api/customers/${id}/merge`, { from, ...more });
const ids = (rows: { id: unknown }[]) => rows.map(({ id }) => id);
const ordersOf = async ({ email, as }: Account) =>
  ids((await app.http.get('/api/orders').query({ email }).set(as())).body);

async function take(customerId: number) {
  const response = await clerk.post('/api/orders', { customerId, serviceIds: ['s1'] });
  if (response.status !== 201) throw new Error(response.text);
  return response.body.order;
}

test('two records of one person become one: orders, sums, search and what only one of them said', async () => {
  const into = await aCustomerRecord(admin, { name: 'Sunita Devi', phone: '', notes: 'Rings twice' });
  const from = await aCustomerRecord(admin, { name: 'Sunita Sharma', address: '4 Beach Road', notes: 'No starch' });
  const bystander = await aCustomerRecord(admin);
  const [first, second] = [await take(into.id), await take(from.id)];

  const merged = await merge(into.id, from.id);
  const again = await merge(into.id, from.id);

  expect(merged.status).toBe(200);
  expect(merged.body).toMatchObject({
    id: into.id,
    name: 'Sunita Devi',
    email: into.email,
    phone: from.phone,
    address: '4 Beach Road',
    notes: 'Rings twice',
    totalOrders: 2,
    totalSpent: first.total + second.total,
    merged: [{ id: from.id, name: 'Sunita Sharma', email: from.email, phone: from.phone, notes: 'No starch' }],
  });
  expect(again.body).toEqual(merged.body);
  expect((await clerk.get(`/api/orders/${second.id}`)).body).toMatchObject({ customerId: into.id });
  for (const q of [from.email, from.phone, 'Sunita Sharma']) {
    expect(ids((await clerk.get('/employee/api/customers', { q })).body)).toContain(into.id);
  }
  expect(ids((await clerk.get('/employee/api/orders', { q: from.email })).body).toSorted()).toEqual(
    [first.id, second.id].toSorted(),
  );
  expect(await record(bystander.id)).toEqual(bystander);
});

test('the merged record is gone, and every route of staff names where it went', async () => {
  const [into, from] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];
  await merge(into.id, from.id);
  const path = `/admin/api/customers/${from.id}`;

  const answers = [await admin.get(path), await admin.put(path, { name: 'X' }), await admin.delete(path)];

  for (const { status, body } of answers) {
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'customer.merged',
      error: `Customer was merged into customer ${into.id}`,
      details: [{ path: 'id', message: `was merged into customer ${into.id}` }],
    });
  }
  const order = await clerk.post('/api/orders', { customerId: from.id, serviceIds: ['s1'] });
  expect(order.body).toMatchObject({
    code: 'order.unknown_customer',
    details: [{ path: 'customerId', message: `was merged into customer ${into.id}` }],
  });
  expect((await merge(from.id, into.id)).body).toMatchObject({ code: 'customer.merged' });
  expect(ids((await admin.get('/admin/api/customers', { limit: 3 })).body)).not.toContain(from.id);
});

test('only an admin merges, and no customer with itself, with nobody or with an erased one', async () => {
  const [into, gone] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];
  await admin.delete(`/admin/api/customers/${gone.id}`);

  const itself = await merge(into.id, into.id);

  expect(itself).toMatchObject({
    status: 400,
    body: { details: [{ path: 'from', message: 'is the customer itself' }] },
  });
  expect(await merge(into.id, gone.id)).toMatchObject({ status: 404, body: { code: 'customer.not_found' } });
  expect(await merge(into.id, 2_000_000_000)).toMatchObject({ status: 404 });
  expect((await merge(into.id, gone.id, { force: true })).status).toBe(400);
  expect((await clerk.post(`/admin/api/customers/${into.id}/merge`, { from: gone.id })).status).toBe(403);
  expect(await record(into.id)).toEqual(into);
});

test('of two accounts one login stays; the other’s tokens end, and its orders are shown to nobody’s account', async () => {
  const [kept, ended] = [await aCustomer(app), await aCustomer(app)];
  const { order: mine } = await anOrder(app, {}, kept.token);
  const { order: theirs } = await anOrder(app, {}, ended.token);

  await merge(kept.id, ended.id);

  expect((await app.http.get('/auth/me').set(ended.as())).status).toBe(401);
  expect((await app.http.post('/auth/login').send({ email: ended.email, password: PASSWORD })).status).toBe(401);
  expect(await ordersOf(kept)).toEqual([mine.id]);
  expect((await app.http.get(`/api/orders/${theirs.id}`).set(kept.as())).status).toBe(403);
  expect(await record(kept.id)).toMatchObject({ totalOrders: 2, loginEmail: kept.email });
});

test('with keepLogin the other login stays, and opens what it opened before', async () => {
  const [into, from] = [await aCustomer(app), await aCustomer(app)];
  const { order: before } = await anOrder(app, {}, into.token);
  const { order: theirs } = await anOrder(app, {}, from.token);

  const merged = await merge(into.id, from.id, { keepLogin: 'from' });

  expect(merged.body).toMatchObject({ email: from.email, loginEmail: from.email });
  expect(merged.body.merged).toMatchObject([{ id: from.id, email: into.email }]);
  expect((await app.http.get('/auth/me').set(into.as())).status).toBe(401);
  const session = await app.http.post('/auth/login').send({ email: from.email, password: PASSWORD });
  expect(session.body.customer).toMatchObject({ id: into.id, email: from.email });
  expect(await ordersOf({ ...from, as: () => ({ Authorization: `Bearer ${session.body.token}` }) })).toEqual([
    theirs.id,
  ]);
  expect((await clerk.get(`/api/orders/${before.id}`)).body.customerId).toBe(into.id);
});

test('the tracking token of a merged record’s order claims nothing', async () => {
  const stranger = await anOrder(app, { customerEmail: anEmail() });
  const victim = await anOrder(app, { customerEmail: anEmail() });
  await merge(victim.customer.id === undefined ? 0 : victim.order.customerId, stranger.order.customerId);

  const claim = await app.http.post('/auth/signup').send({
    name: 'X',
    email: victim.order.customerEmail,
    phone: '1',
    password: PASSWORD,
    orderToken: stranger.trackingToken,
  });

  expect(claim).toMatchObject({ status: 400, body: { error: 'Email exists' } });
});

test('erasing the record erases all that was merged into it, also at second hand', async () => {
  const [last, middle, first] = [
    await aCustomerRecord(admin, { name: 'Last Secret' }),
    await aCustomerRecord(admin, { name: 'Middle Secret', notes: 'Secret' }),
    await aCustomerRecord(admin, { name: 'First Secret', address: 'Secret' }),
  ];
  const order = await take(first.id);
  await merge(middle.id, first.id);
  await merge(last.id, middle.id);
  expect(ids((await record(last.id)).merged).toSorted()).toEqual([middle.id, first.id].toSorted());

  await admin.delete(`/admin/api/customers/${last.id}`);

  const rows = await app.deps.db.customer.findMany({ where: { id: { in: [last.id, middle.id, first.id] } } });
  for (const row of rows) {
    expect(row).toMatchObject({ name: 'Deleted customer', email: null, phone: '', phoneKey: '' });
    expect(row).toMatchObject({ address: null, notes: null, loginEmail: null, passwordHash: null });
  }
  expect((await clerk.get(`/api/orders/${order.id}`)).body.customerName).toBe('Deleted customer');
  expect(await admin.get(`/admin/api/customers/${first.id}`)).toMatchObject({ body: { code: 'customer.not_found' } });
  expect(await app.deps.db.customerSearchTerm.count({ where: { customerId: { in: ids(rows) as number[] } } })).toBe(0);
});

test('who was blocked stays blocked', async () => {
  const into = await aCustomer(app);
  const from = await aCustomerRecord(admin, { status: 'blocked' });

  expect((await merge(into.id, from.id)).body.status).toBe('blocked');
  expect((await app.http.get('/auth/me').set(into.as())).status).toBe(401);
});

test('a merge is told with ids only, in the audit of both and as one event', async () => {
  const [into, from] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];
  await merge(into.id, from.id);
  await merge(into.id, from.id);

  const entries = await app.deps.db.auditEntry.findMany({
    where: { entity: 'customer', entityId: { in: [String(into.id), String(from.id)] }, action: { contains: 'merged' } },
    orderBy: { id: 'asc' },
  });
  const events = await app.deps.db.event.findMany({
    where: { type: 'customer.merged', subject: `customer:${into.id}` },
  });

  expect(entries.map(({ action, entityId, detail }) => [action, entityId, detail])).toEqual([
    ['customer.merged_away', String(from.id), `into ${into.id}`],
    ['customer.merged', String(into.id), `from ${from.id}`],
  ]);
  expect(events.map(({ data }) => JSON.parse(String(data)))).toEqual([{ customerId: into.id, mergedId: from.id }]);
});

test('orders, erasures and other merges at the same moment leave nobody with an order of a record that is gone', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b, c] = [await aCustomerRecord(admin), await aCustomerRecord(admin), await aCustomerRecord(admin)];

    const answers = await Promise.all([
      merge(a.id, b.id),
      clerk.post('/api/orders', { customerId: b.id, serviceIds: ['s1'] }),
      anOrder(app, { customerEmail: b.email }),
      merge(b.id, a.id),
      merge(c.id, b.id),
      clerk.post('/api/orders', { customerName: b.name, customerPhone: b.phone, serviceIds: ['s1'] }),
      round % 2 ? admin.delete(`/admin/api/customers/${a.id}`) : merge(a.id, c.id),
    ]);

    for (const answer of answers) if ('status' in answer) expect([200, 201, 400, 404]).toContain(answer.status);
    const stranded = await app.deps.db.order.count({ where: { customer: { mergedIntoId: { not: null } } } });
    expect(stranded).toBe(0);
  }
});

test('an order goes to another customer with their name, e-mail and phone, in one step', async () => {
  const [wrong, right] = [await aCustomer(app), await aCustomer(app, { name: 'Right Person', phone: aPhone() })];
  const { order, trackingToken } = await anOrder(app, {}, wrong.token);
  const other = await anOrder(app, {}, wrong.token);

  const changed = await admin.put(`/admin/api/orders/${order.id}`, { ...order, customerId: right.id });

  const told = { customerId: right.id, customerName: 'Right Person', customerEmail: right.email };
  expect(changed).toMatchObject({ status: 200, body: told });
  expect(await ordersOf(wrong)).toEqual([other.order.id]);
  expect(await ordersOf(right)).toEqual([order.id]);
  expect((await record(wrong.id)).totalOrders).toBe(1);
  expect((await record(right.id)).totalOrders).toBe(1);
  expect(ids((await clerk.get('/employee/api/orders', { q: right.email })).body)).toEqual([order.id]);
  expect(ids((await clerk.get('/employee/api/orders', { q: wrong.email })).body)).toEqual([other.order.id]);
  const row = await app.deps.db.order.findUniqueOrThrow({ where: { id: order.id } });
  expect(row).toMatchObject({ inAccount: true, provesAccount: false });
  expect((await app.http.get(`/api/track/${trackingToken}`)).status).toBe(200);
  const timeline = await clerk.get(`/api/orders/${order.id}/timeline`);
  expect(timeline.body.at(-1).note).toContain('customerId');
});

test('an order goes to nobody who is not there, and a stale number of a merged record changes nothing', async () => {
  const [into, from] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];
  const order = await take(from.id);
  const erased = await aCustomerRecord(admin);
  await admin.delete(`/admin/api/customers/${erased.id}`);
  const path = `/admin/api/orders/${order.id}`;

  expect(await admin.put(path, { customerId: erased.id })).toMatchObject({ body: { code: 'order.unknown_customer' } });
  await merge(into.id, from.id);
  const saved = await admin.put(path, { ...order, customerId: from.id });

  expect(saved).toMatchObject({ status: 200, body: { customerId: into.id, customerEmail: from.email } });
});
