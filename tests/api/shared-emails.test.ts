import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApiKey } from '../support/api-keys.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody, aPhone } from '../support/builders.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { aCustomerRecord, type Calls, callsAs, callsAsAdmin } from '../support/staff.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
});
afterAll(() => app.close());

/** An order by a clerk, of exactly this. */
async function take(body: Record<string, unknown>) {
  const response = await clerk.post('/api/orders', { serviceIds: ['s1'], ...body });
  if (response.status !== 201) throw new Error(`an order was refused: ${response.status} ${response.text}`);
  return response.body;
}

const record = async (id: number) => (await admin.get(`/admin/api/customers/${id}`)).body;
const ids = (rows: { id: unknown }[]) => rows.map(({ id }) => id);

test('staff take an order of somebody without an e-mail, or with a name only; on the wire what is missing is empty', async () => {
  const phone = aPhone();

  const walkIn = await take({ customerName: 'Walk In', customerPhone: phone, customerEmail: null });
  const nameOnly = await take({ customerName: 'Nobody Else Has This Name', customerPhone: ' ' });

  expect(walkIn.order).toMatchObject({ customerName: 'Walk In', customerEmail: '', customerPhone: phone });
  expect(walkIn.customer).toMatchObject({ id: walkIn.order.customerId, email: '', phone, status: 'active' });
  expect(nameOnly.order).toMatchObject({ customerEmail: '', customerPhone: '' });
  expect(await record(walkIn.customer.id)).toMatchObject({ email: '', loginEmail: '', phone, totalOrders: 1 });
});

test('staff enter and change customers without e-mail or phone, and clear what is wrong', async () => {
  const made = await clerk.post('/employee/api/customers', { name: 'Only A Name', email: '', phone: null });
  const known = await aCustomerRecord(admin);
  const path = `/employee/api/customers/${known.id}`;

  const cleared = await clerk.put(path, { email: null, phone: '' });
  const nameless = await clerk.put(path, { name: '' });

  expect(made).toMatchObject({ status: 201, body: { email: '', phone: '', loginEmail: '' } });
  expect(cleared).toMatchObject({ status: 200, body: { name: known.name, email: '', phone: '', loginEmail: '' } });
  expect(nameless.status).toBe(400);
  expect((await clerk.get('/employee/api/customers', { q: known.email })).body).toEqual([]);
});

test.for([
  ['an employee', async () => (await aWorker(app, 'EMPLOYEE')).as(), 201],
  ['a key that takes orders', async () => bearer((await anApiKey(app, ['orders:write'])).key), 201],
  ['a customer', async () => (await aCustomer(app)).as(), 400],
  ['a guest', async () => ({}), 400],
] as const)('name and phone are enough from %s', async ([who, credentials, status]) => {
  const { customerEmail: _none, ...body } = anOrderBody({ customerPhone: aPhone() });

  const response = await app.http
    .post('/api/orders')
    .set(await credentials())
    .send(body);

  expect(response.status, who).toBe(status);
  if (status === 400)
    expect(response.body).toMatchObject({
      error: 'Missing fields',
      details: [{ path: 'customerEmail', message: 'is required' }],
    });
  else if (who !== 'an employee') expect(response.body).not.toHaveProperty('possibleDuplicates');
});

test('a known phone in another spelling, with the name, is the same customer', async () => {
  const first = await take({ customerName: 'José Álvarez', customerPhone: '+91 98111 22233' });

  const again = await take({ customerName: 'jose alvarez', customerPhone: '098111-22233' });

  expect(again.order.customerId).toBe(first.order.customerId);
  expect(again).not.toHaveProperty('customerDiffers');
  expect(await record(first.customer.id)).toMatchObject({ totalOrders: 2 });
});

test('two people behind one e-mail are two customers, told apart in search, sums and erasure', async () => {
  const email = anEmail();
  const [ramesh, sunita] = [
    { customerName: 'Ramesh Gupta', customerPhone: aPhone(), customerEmail: email },
    { customerName: 'Sunita Devi', customerPhone: aPhone(), customerEmail: email },
  ];
  const his = await take(ramesh);
  const hers = await take(sunita);

  expect(hers.order.customerId).not.toBe(his.order.customerId);
  expect(hers.possibleDuplicates).toEqual([
    { id: his.customer.id, name: 'Ramesh Gupta', email, phone: ramesh.customerPhone, status: 'active' },
  ]);
  const find = async (q: string) => ids((await clerk.get('/employee/api/orders', { q })).body);
  expect(await find(`Ramesh ${email}`)).toEqual([his.order.id]);
  expect(await find(`Sunita ${email}`)).toEqual([hers.order.id]);
  expect(ids((await clerk.get('/employee/api/customers', { q: sunita.customerPhone })).body)).toEqual([
    hers.customer.id,
  ]);
  expect((await record(his.customer.id)).totalOrders).toBe(1);
  const both = await clerk.get('/api/orders', { email });
  expect(ids(both.body)).toEqual([hers.order.id, his.order.id]);
  expect(ids((await admin.get('/admin/api/orders', { email })).body)).toEqual(ids(both.body));

  await admin.delete(`/admin/api/customers/${his.customer.id}`);

  expect(withoutMoves((await clerk.get(`/api/orders/${hers.order.id}`)).body)).toEqual(hers.order);
  expect(await record(hers.customer.id)).toMatchObject({ name: 'Sunita Devi', email, totalOrders: 1 });
  expect((await clerk.get(`/api/orders/${his.order.id}`)).body).toMatchObject({ customerName: 'Deleted customer' });
});

test('who shares the e-mail of an account has no part in it: its login, its list and its claim stay with the first', async () => {
  const owner = await aCustomer(app);
  const mine = await anOrder(app, {}, owner.token);
  const other = await take({ customerName: 'Somebody Else', customerPhone: aPhone(), customerEmail: owner.email });

  const list = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  const claim = await app.http.post('/auth/signup').send({
    name: 'Somebody Else',
    email: owner.email,
    phone: '1',
    password: PASSWORD,
    orderToken: other.trackingToken,
  });
  const guest = await anOrder(app, { customerEmail: owner.email });

  expect(other.order.customerId).not.toBe(owner.id);
  expect(ids(list.body)).toEqual([mine.order.id]);
  expect((await app.http.get(`/api/orders/${other.order.id}`).set(owner.as())).status).toBe(403);
  expect(claim).toMatchObject({ status: 400, body: { error: 'Email exists' } });
  expect(guest.order.customerId).toBe(owner.id);
  expect(guest).not.toHaveProperty('possibleDuplicates');
  expect((await record(other.customer.id)).loginEmail).toBe('');
});

test('an order for a known person with a new phone says so, and leaves the record as it was', async () => {
  const known = await aCustomerRecord(admin, { name: 'Meera Iyer' });
  const phone = aPhone();

  const taken = await take({ customerName: 'Meera Iyer', customerEmail: known.email, customerPhone: phone });
  const byId = await take({ customerId: known.id, customerName: 'Meera Iyer-Rao' });

  expect(taken.order).toMatchObject({ customerId: known.id, customerPhone: phone });
  expect(taken.customerDiffers).toEqual(['phone']);
  expect(byId.order).toMatchObject({ customerId: known.id, customerEmail: known.email, customerPhone: known.phone });
  expect(byId.customerDiffers).toEqual(['name']);
  expect(await record(known.id)).toMatchObject({ name: 'Meera Iyer', phone: known.phone, totalOrders: 2 });
});

test('a customer’s number that is nobody’s is refused, and one who is erased', async () => {
  const gone = await aCustomerRecord(admin);
  await admin.delete(`/admin/api/customers/${gone.id}`);

  for (const customerId of [gone.id, 2_000_000_000]) {
    const refused = await clerk.post('/api/orders', { customerId, serviceIds: ['s1'] });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'order.unknown_customer', details: [{ path: 'customerId', message: 'is no customer' }] },
    });
  }
});

test('a customer’s number means nothing from a guest or from another customer', async () => {
  const victim = await aCustomerRecord(admin);
  const other = await aCustomer(app);

  const guest = await anOrder(app, { customerId: victim.id });
  const own = await anOrder(app, { customerId: victim.id }, other.token);

  expect(guest.order.customerId).not.toBe(victim.id);
  expect(own.order.customerId).toBe(other.id);
  expect(await record(victim.id)).toEqual(victim);
});

test('a blocked customer’s order is taken, and only staff are told', async () => {
  const blocked = await aCustomerRecord(admin, { status: 'blocked' });

  const byStaff = await take({ customerId: blocked.id });
  const byGuest = await anOrder(app, { customerEmail: blocked.email });

  expect(byStaff.customer).toMatchObject({ id: blocked.id, status: 'blocked' });
  expect(byGuest.order.customerId).toBe(blocked.id);
  expect(byGuest.customer).not.toHaveProperty('status');
});

test('a blocked customer is marked wherever staff find them: in lists, in a search, on the record and among likely doubles', async () => {
  const blocked = await aCustomerRecord(admin, { name: 'Ishwar Blockedwala', status: 'blocked' });
  const find = async (calls: Calls, path: string, query: object) =>
    (await calls.get(path, query)).body.filter(({ id }: { id: number }) => id === blocked.id);

  const rows = [
    ...(await find(clerk, '/employee/api/customers', { q: 'Blockedwala' })),
    ...(await find(clerk, '/employee/api/customers', { status: 'blocked' })),
    ...(await find(admin, '/admin/api/customers', { q: blocked.phone })),
    (await clerk.get(`/employee/api/customers/${blocked.id}`)).body,
    ...(await clerk.post('/employee/api/customers', { name: 'Other', phone: blocked.phone })).body.possibleDuplicates,
    ...(await take({ customerName: 'Another', customerPhone: blocked.phone })).possibleDuplicates.filter(
      ({ id }: { id: number }) => id === blocked.id,
    ),
  ];

  expect(rows.map(({ id, status }) => [id, status])).toEqual(Array(6).fill([blocked.id, 'blocked']));
});

test('a customer entered with a phone or e-mail that others have names them, and so does a change', async () => {
  const [first, other] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];

  const samePhone = await clerk.post('/employee/api/customers', { name: 'Second', phone: first.phone });
  const sameEmail = await clerk.put(`/employee/api/customers/${other.id}`, { email: first.email });

  expect(ids(samePhone.body.possibleDuplicates)).toEqual([first.id]);
  expect(sameEmail).toMatchObject({ status: 200, body: { email: first.email, loginEmail: '' } });
  expect(ids(sameEmail.body.possibleDuplicates)).toEqual([first.id]);
  expect(await record(first.id)).toEqual(first);
});

test('clearing the e-mail of an account with a password ends its login', async () => {
  const customer = await aCustomer(app);

  const cleared = await admin.put(`/admin/api/customers/${customer.id}`, { email: '' });

  expect(cleared).toMatchObject({ status: 200, body: { email: '', loginEmail: '' } });
  expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(401);
  const logIn = await app.http.post('/auth/login').send({ email: customer.email, password: PASSWORD });
  expect(logIn.status).toBe(401);
});

test('a customer is found by the new phone that only an order has', async () => {
  const known = await aCustomerRecord(admin, { name: 'Ravi Menon' });
  const phone = aPhone();
  await take({ customerId: known.id, customerPhone: phone });

  const found = await clerk.get('/employee/api/customers', { q: phone.replace('+91', '0') });

  expect(ids(found.body)).toEqual([known.id]);
});

test('of many first orders of somebody new at once, all are one customer’s', async () => {
  const person = { customerName: 'Nisha Rao', customerPhone: aPhone() };

  const taken = await Promise.all(Array.from({ length: 8 }, () => take(person)));

  expect(new Set(taken.map(({ order }) => order.customerId)).size).toBe(1);
});
