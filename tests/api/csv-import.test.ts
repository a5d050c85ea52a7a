import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, aService } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { importFile } from '../support/csv.js';
import { aCustomerRecord, type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let headers: { Cookie: string };
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  headers = await anAdmin(app);
  admin = callsAs(app, headers);
});
afterAll(() => app.close());

const COMMIT = { commit: 'true' };
const services = (text: string, query = {}) => importFile(app, headers, 'services', text, query);
const customers = (text: string, query = {}) => importFile(app, headers, 'customers', text, query);
const anId = () => `i${randomBytes(5).toString('hex')}`;
const serviceRow = (id: string) => app.deps.db.service.findUnique({ where: { id } });
const audited = (entity: string, entityId: string | number) =>
  app.deps.db.auditEntry.findMany({ where: { entity, entityId: String(entityId) }, orderBy: { id: 'asc' } });

test('a price list is tried first, and written when asked to', async () => {
  const [fresh, known, same] = [anId(), await aService(app), await aService(app, { name: 'Same', priceMinor: 500n })];
  const bystander = await aService(app);
  const file = `price;name;id;status\r\n90.50;Chudidar;${fresh};\r\n400;"Coat; long";${known};Inactive\r\n5;Same;${same};\r\n`;

  const tried = await services(file);
  const before = [await serviceRow(fresh), await serviceRow(known)];
  const written = await services(file, COMMIT);
  const again = await services(file, COMMIT);

  const counts = { rows: 3, create: 1, update: 1, skip: 1, problems: [] };
  expect([tried.status, tried.body]).toEqual([200, { committed: false, ...counts }]);
  expect(before).toMatchObject([null, { name: `Service ${known}`, priceMinor: 12_345n }]);
  expect([written.status, written.body]).toEqual([200, { committed: true, ...counts }]);
  expect(again.body).toMatchObject({ create: 0, update: 0, skip: 3 });
  expect(await serviceRow(fresh)).toMatchObject({
    name: 'Chudidar',
    priceMinor: 9_050n,
    status: 'ACTIVE',
    usageCount: 0,
  });
  // A column that the file does not have stays as it is.
  const changed = { name: 'Coat; long', priceMinor: 40_000n, status: 'INACTIVE', duration: '24h' };
  expect(await serviceRow(known)).toMatchObject(changed);
  expect(await serviceRow(bystander)).toMatchObject({ name: `Service ${bystander}`, priceMinor: 12_345n });
  const actor = expect.stringMatching(/^admin:/);
  expect(await audited('service', fresh)).toMatchObject([{ action: 'service.created', actor, detail: 'import' }]);
  expect(await audited('service', known)).toMatchObject([{ action: 'service.updated', actor }]);
  expect(await audited('service', same)).toEqual([]);
});

test.each([
  ['400+', 'must be one plain amount such as 400 or 90.50, not "400+"'],
  ['90/140', 'must be one plain amount such as 400 or 90.50, not "90/140"'],
  ['90,50', 'must be one plain amount such as 400 or 90.50, not "90,50"'],
  ['₹400', 'must be one plain amount such as 400 or 90.50, not "₹400"'],
  ['-1', 'must be one plain amount such as 400 or 90.50, not "-1"'],
  ['1e3', 'must be one plain amount such as 400 or 90.50, not "1e3"'],
  ['1.005', 'must have at most two decimals'],
  ['2000000', 'must be from 0 to 1000000'],
  ['', 'is required'],
])('the price %j is refused, not guessed, and keeps the good rows out too', async (price, message) => {
  const [good, bad] = [anId(), anId()];
  const file = `id,name,price\n${good},Shirt,90\n${bad},Saree,"${price}"\n`;

  const tried = await services(file);
  const refused = await services(file, COMMIT);

  expect(tried.status).toBe(200);
  expect(tried.body).toMatchObject({ committed: false, create: 1, problems: [{ line: 3, column: 'price', message }] });
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({
    error: 'Some rows cannot be imported: nothing was written',
    code: 'import.bad_rows',
    details: [{ path: 'line 3: price', message }],
  });
  expect([await serviceRow(good), await serviceRow(bad)]).toEqual([null, null]);
});

test('every bad row is named by its line, also behind cells of several lines', async () => {
  const twice = anId();
  const file = [
    'id,name,price,category',
    `${anId()},"Two\nlines",1,x`,
    `${twice},Shirt,1,x`,
    ',,1,x',
    `${twice},Shirt again,1,x`,
    `a b,Bad id,x,${'x'.repeat(101)}`,
  ].join('\n');

  const { body } = await services(file);

  expect(body.problems).toEqual([
    { line: 2, column: 'name', message: 'must not contain control characters or broken Unicode' },
    { line: 5, column: 'name', message: 'is required' },
    { line: 6, column: 'id', message: 'is the same as on line 4' },
    { line: 7, column: 'price', message: 'must be one plain amount such as 400 or 90.50, not "x"' },
    { line: 7, column: 'id', message: 'must be letters, digits, dots, dashes and underscores' },
    { line: 7, column: 'category', message: 'must be at most 100 characters' },
  ]);
});

test('customers are known by their e-mail however it is spelt, and are found afterwards', async () => {
  const known = await aCustomerRecord(admin, { notes: 'Likes starch', address: 'Old Street' });
  const fresh = anEmail();
  const file = `email,name,phone,address,status\n ${known.email.toUpperCase()} ,Renamed Nair,'+919811111111,,blocked\n${fresh},Zubin Mehtanew,02226554321,,\n`;

  const response = await customers(file, COMMIT);

  expect(response.body).toMatchObject({ committed: true, create: 1, update: 1, problems: [] });
  expect((await admin.get(`/admin/api/customers/${known.id}`)).body).toMatchObject({
    email: known.email,
    name: 'Renamed Nair',
    phone: '+919811111111',
    address: null,
    notes: 'Likes starch',
    status: 'blocked',
  });
  for (const q of ['mehtanew', '554321', fresh]) {
    expect((await admin.get('/admin/api/customers', { q })).body, q).toMatchObject([
      { email: fresh, status: 'active' },
    ]);
  }
  expect((await admin.get('/admin/api/customers', { q: 'renamed 9811111111' })).body).toMatchObject([{ id: known.id }]);
  const { id } = await app.deps.db.customer.findUniqueOrThrow({ where: { loginEmail: fresh } });
  expect(await audited('customer', id)).toMatchObject([{ action: 'customer.created', detail: 'import' }]);
  expect((await audited('customer', known.id)).at(-1)?.detail).toBe('import: name, phone, address, status blocked');
});

test('an imported customer has no password, and a blocked one loses every token', async () => {
  const customer = await aCustomer(app);
  const fresh = anEmail();

  await customers(`email,name,phone,status\n${customer.email},Meera Iyer,1,blocked\n${fresh},A,1,\n`, COMMIT);

  expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(401);
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: fresh } })).toMatchObject({ passwordHash: null });
});

test('one e-mail twice, in two spellings, is told with both lines', async () => {
  const email = anEmail();

  const { body } = await customers(`email,name,phone\n${email},A,1\n${email.toUpperCase()},B,2\nnobody,C,3\n`);

  expect(body.problems).toEqual([
    { line: 3, column: 'email', message: 'is the same as on line 2' },
    { line: 4, column: 'email', message: 'must be an e-mail address' },
  ]);
});

test('what was exported comes back as it was', async () => {
  const name = '=HYPERLINK("x")';
  const record = await aCustomerRecord(admin, { name, notes: "'=odd\n+1" });
  const service = await aService(app, { name: '@home' });
  const customersCsv = (await admin.get('/admin/api/customers.csv', { q: record.email, bom: 'true' })).text;
  const servicesCsv = (await admin.get('/admin/api/services.csv', { bom: 'true' })).text;

  const same = [await customers(customersCsv, COMMIT), await services(servicesCsv, COMMIT)];
  const changed = await customers(customersCsv.replace(record.phone, '+919800000004'), COMMIT);

  expect(same[0]?.body).toMatchObject({ committed: true, create: 0, update: 0, skip: 1 });
  expect(same[1]?.body).toMatchObject({ committed: true, create: 0, update: 0, problems: [] });
  expect(same[1]?.body.skip).toBeGreaterThan(3);
  expect(changed.body).toMatchObject({ update: 1 });
  expect((await admin.get(`/admin/api/customers/${record.id}`)).body).toMatchObject({
    name,
    notes: "'=odd\n+1",
    phone: '+919800000004',
  });
  expect((await serviceRow(service))?.name).toBe('@home');
});

test('of two files at once with the same new customers, each is there once', async () => {
  const emails = Array.from({ length: 40 }, anEmail);
  const file = `email,name,phone\n${emails.map((email) => `${email},A,1`).join('\n')}\n`;

  const answers = await Promise.all([customers(file, COMMIT), customers(file, COMMIT)]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.map(({ body }) => body.create).toSorted((a, b) => a - b)).toEqual([0, 40]);
  expect(await app.deps.db.customer.count({ where: { email: { in: emails } } })).toBe(40);
});
