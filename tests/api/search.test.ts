import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { execute } from '../support/raw-database.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const namesFor = async (q: string) =>
  (await admin.get('/admin/api/customers', { q })).body.map((customer: { name: string }) => customer.name);
const ordersFor = async (q: string) =>
  (await admin.get('/admin/api/orders', { q })).body.map((order: { id: string }) => order.id);

test.each([
  ['the beginning of a word', 'brigh'],
  ['words in any order and case', 'O’BRIEN bri'],
  ['full-width letters', 'ｂｒｉｇｈｔ'],
  ['a word with a combining mark', 'ande\u0301'],
  ['the whole e-mail', 'B.Obrien+7@Kiosk.example'],
  ['the beginning of the e-mail', 'b.obrien+7@k'],
  ['a word before the @', 'obrien'],
  ['the phone number with blanks', ' +91 91234 05678 '],
  ['the phone number’s last four digits', '5678'],
  ['a part of the phone number', '1234-05'],
  ['a name and a number', 'brighton 05678'],
])('a customer is found by %s', async (_, q) => {
  if ((await namesFor('brighton')).length === 0) {
    await aCustomerRecord(admin, {
      name: 'Brighton O’Brien-Andé',
      email: 'b.obrien+7@kiosk.example',
      phone: '+91 (91234) 05678',
    });
    await aCustomerRecord(admin, { name: 'Some Body', email: 'some@body.example', phone: '+917000000000' });
  }

  expect(await namesFor(q)).toEqual(['Brighton O’Brien-Andé']);
});

test.each(['righton', 'brighton body', 'kiosk.example', '999999', '!!!', '%', '_', "' OR 1=1 --", '\\'])(
  'nobody is found by %s',
  async (q) => {
    expect(await namesFor(q)).toEqual([]);
    expect(await ordersFor(q)).toEqual([]);
  },
);

test('names of other scripts are found', async () => {
  await aCustomerRecord(admin, { name: 'மீனா குமார்' });
  await aCustomerRecord(admin, { name: 'Мария Ильина' });

  expect(await namesFor('மீனா')).toEqual(['மீனா குமார்']);
  expect(await namesFor('ИЛЬ')).toEqual(['Мария Ильина']);
});

test('names as long and odd as allowed are stored and found', async () => {
  const name = `${'\uFDFA'.repeat(60)}${'😀'.repeat(10)}`;
  const customer = await aCustomerRecord(admin, { name });

  const list = await admin.get('/admin/api/customers', { q: name.slice(0, 60) });

  expect(list.body).toEqual([customer]);
});

test('a blank search is none, and too long a one is refused', async () => {
  const customer = await aCustomerRecord(admin);

  const blank = await admin.get('/admin/api/customers', { q: '  ', limit: 1 });
  const long = await admin.get('/admin/api/customers', { q: 'x'.repeat(201) });
  const wordy = await admin.get('/admin/api/orders', { q: 'a b c d e f g h i j k' });

  expect(blank.body).toEqual([customer]);
  for (const response of [long, wordy]) {
    expect(response.status).toBe(400);
    expect(response.body.details).toMatchObject([{ path: 'q' }]);
  }
});

test('who changes is found by what is new and no longer by what was', async () => {
  const customer = await aCustomer(app, { name: 'Padma Oldname', phone: '6000012345' });
  const email = anEmail();

  await app.http.put('/auth/me').set(customer.as()).send({ name: 'Padma Newname' });
  await admin.put(`/admin/api/customers/${customer.id}`, { email, phone: '6000054321' });

  expect(await namesFor('padma newname 54321')).toEqual(['Padma Newname']);
  expect(await namesFor(email)).toEqual(['Padma Newname']);
  for (const q of ['oldname', '6000012345', customer.email]) expect(await namesFor(q)).toEqual([]);
});

test('a guest is found from the first order on, and after claiming the account by the name given then', async () => {
  const email = anEmail();
  const { trackingToken } = await anOrder(app, { customerEmail: email, customerName: 'Guest Firstname' });
  expect(await namesFor('guest firstname')).toEqual(['Guest Firstname']);

  await aCustomer(app, { email, name: 'Claimed Lastname', orderToken: trackingToken });

  expect(await namesFor('firstname')).toEqual([]);
  expect(await namesFor('claimed lastname')).toEqual(['Claimed Lastname']);
});

test('an order is found by its customer, by what it says itself, and keeps being found when the customer is renamed', async () => {
  const customer = await aCustomer(app, { name: 'Revathi Household', phone: '5550001111' });
  const { order: same } = await anOrder(
    app,
    { customerName: 'Revathi Household', customerEmail: customer.email, customerPhone: '5550001111' },
    customer.token,
  );
  const { order: driver } = await anOrder(
    app,
    { customerName: 'Driver Murugan', customerPhone: '5559992222' },
    customer.token,
  );
  await anOrder(app);

  expect(await ordersFor('revathi')).toEqual([driver.id, same.id]);
  expect(await ordersFor('murugan 2222')).toEqual([driver.id]);
  expect(await ordersFor('murugan 1111')).toEqual([]);
  await admin.put(`/admin/api/customers/${customer.id}`, { name: 'Revathi Renamed' });
  expect(await ordersFor('revathi household')).toEqual([same.id]);
  expect(await ordersFor('renamed')).toEqual([driver.id, same.id]);
  expect(await ordersFor('murugan')).toEqual([driver.id]);
});

test('words that more than a thousand customers have find those that have all of them', async () => {
  const rows = Array.from({ length: 1_500 }, (_, n) => ({ name: 'Wide', email: `wide${n}@x.example`, phone: '1' }));
  await app.deps.db.customer.createMany({ data: rows });
  const wide = await app.deps.db.customer.findMany({ where: { name: 'Wide' }, select: { id: true } });
  const having = (word: string, from: number, to: number) => {
    const term = Buffer.from(word).toString('hex');
    return wide.slice(from, to).map(({ id }) => ({ term, customerId: id }));
  };
  const terms = [...having('wide', 0, 1_500), ...having('broad', 400, 1_500), ...having('rare', 1_490, 1_493)];
  await app.deps.db.customerSearchTerm.createMany({ data: terms });

  for (const [q, total] of Object.entries({ 'wide broad': 1_100, 'broad wide rare': 3, 'rare nobody': 0 })) {
    const { headers } = await admin.get('/admin/api/customers', { q, limit: 1 });
    expect(headers['x-total-count'], q).toBe(String(total));
  }
});

test('an order corrected by an admin is found by what it says now', async () => {
  const { order } = await anOrder(app, { customerName: 'Tippo Eror' });

  await admin.put(`/admin/api/orders/${order.id}`, { customerName: 'Typo Error', customerPhone: '4443332221' });

  expect(await ordersFor('typo error 2221')).toEqual([order.id]);
  await admin.put(`/admin/api/orders/${order.id}`, { customerName: 'Third Spelling' });
  expect(await ordersFor('typo')).toEqual([]);
});

test('an order is found by its id, its barcode and its pieces’ tags, however they were read', async () => {
  const { order } = await anOrder(app);
  await anOrder(app);

  for (const q of [order.id, ` ${order.id.toUpperCase()}\n`, `${order.id}-2`])
    expect(await ordersFor(q)).toEqual([order.id]);
});

test('a search that two thousand customers match is answered, and one more is too many', async () => {
  const rows = Array.from({ length: 2_000 }, (_, n) => ({ name: 'Crowd', email: `crowd${n}@x.example`, phone: '1' }));
  await app.deps.db.customer.createMany({ data: rows });
  const crowd = await app.deps.db.customer.findMany({ where: { name: 'Crowd' }, select: { id: true } });
  const term = Buffer.from('crowd').toString('hex');
  await app.deps.db.customerSearchTerm.createMany({ data: crowd.map(({ id }) => ({ term, customerId: id })) });
  const answered = await admin.get('/admin/api/customers', { q: 'crowd', limit: 1 });
  await aCustomerRecord(admin, { name: 'Crowded Out' });

  const refusals = [
    await admin.get('/admin/api/customers', { q: 'crowd' }),
    await admin.get('/admin/api/orders', { q: 'cr' }),
  ];

  expect(answered.status).toBe(200);
  expect(answered.headers['x-total-count']).toBe('2000');
  for (const { status, body } of refusals) {
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: 'Search text matches too much: type more of it',
      code: 'search.too_broad',
    });
  }
  expect(await namesFor('crowd out')).toEqual(['Crowded Out']);
});

test('words that more than 20,000 customers have are too broad by themselves, and found beside a rarer one', async () => {
  const crowd = await aCustomerRecord(admin, {
    name: 'Zubin Mehtaji',
    email: 'z.m@crowd.example',
    phone: '+917012340001',
  });
  const { databaseUrl } = app.deps.config;
  const numbers = databaseUrl.startsWith('file:')
    ? 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20001)'
    : 'WITH n(i) AS (SELECT generate_series(1, 20001))';
  await execute(
    databaseUrl,
    `${numbers} INSERT INTO customers (name, phone, status, created_at, updated_at)
     SELECT 'crowded', '1', 'ACTIVE', c.created_at, c.updated_at FROM n, customers c WHERE c.id = ${crowd.id}`,
  );
  await execute(
    databaseUrl,
    `INSERT INTO customer_search_terms (term, customer_id)
     SELECT t.term, c.id FROM customer_search_terms t, customers c WHERE t.customer_id = ${crowd.id} AND c.name = 'crowded'`,
  );
  await aCustomerRecord(admin, { name: 'Zubin Mehtaji', email: 'rare@crowd.example', phone: '+917098765432' });

  expect(await admin.get('/admin/api/customers', { q: 'zubin mehtaji' })).toMatchObject({
    status: 400,
    body: { code: 'search.too_broad' },
  });
  expect(await namesFor('zubin mehtaji 98765432')).toEqual(['Zubin Mehtaji']);
});
