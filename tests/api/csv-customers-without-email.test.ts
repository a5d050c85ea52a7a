import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, aPhone } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
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

const aName = () => `Lakshmi ${randomBytes(5).toString('hex')}`;
const idsOf = (records: { id: number }[]) =>
  records
    .map(({ id }) => id)
    .toSorted((a, b) => a - b)
    .join(', ');
const COMMIT = { commit: 'true' };
const customers = (text: string, query: object = COMMIT) => importFile(app, headers, 'customers', text, query);
const named = (name: string) => app.deps.db.customer.findMany({ where: { name }, orderBy: { id: 'asc' } });
const record = async (id: number) => (await admin.get(`/admin/api/customers/${id}`)).body;
const exported = async (q: string) => (await admin.get('/admin/api/customers.csv', { q })).text;

test('people with a name and a phone, or a name alone, come in, are found, and come in once', async () => {
  const [one, two] = [aName(), aName()];
  const phone = aPhone();
  const file = `name,phone,address\n${one},${phone},4 Beach Road\n${two},,\n`;

  const tried = await customers(file, {});
  expect(await named(one)).toEqual([]);
  const written = await customers(file);
  const again = await customers(file);
  const spelt = await customers(`Name;Phone\n${one.toUpperCase()};0${phone.slice(-10)}\n`, {});

  expect(tried.body).toMatchObject({ committed: false, create: 2, problems: [] });
  expect(written.body).toMatchObject({ committed: true, create: 2, update: 0, skip: 0 });
  expect(again.body).toMatchObject({ create: 0, update: 0, skip: 2, problems: [] });
  expect(spelt.body).toMatchObject({ create: 0, update: 1 });
  expect(await named(one)).toMatchObject([{ phone, email: null, loginEmail: null, passwordHash: null }]);
  expect((await admin.get('/admin/api/customers', { q: phone })).body).toMatchObject([{ name: one, email: '' }]);
  expect((await admin.get('/admin/api/customers', { q: two })).body).toMatchObject([{ name: two, phone: '' }]);
});

test('the exported file changes nothing and multiplies nobody, whoever shares a name, phone or e-mail', async () => {
  const name = aName();
  const [phone, email] = [aPhone(), anEmail()];
  const made = [
    { name, phone: '', email: '' },
    { name, phone: '', email: '' },
    { name, phone, email: '' },
    { name, phone, email: '' },
    { name, phone, email },
    { name: `${name} Second`, phone, email },
    { name: `${name} Third`, phone: 'ask the neighbour', email: '' },
  ];
  for (const body of made) await aCustomerRecord(admin, body);
  const before = await app.deps.db.customer.findMany({ orderBy: { id: 'asc' } });
  const file = await exported(name);

  const again = await customers(file);

  expect(file.trim().split('\n')).toHaveLength(made.length + 1);
  expect(again.body).toMatchObject({ committed: true, create: 0, update: 0, skip: made.length, problems: [] });
  expect(await app.deps.db.customer.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

test('a row with an id is that customer, whose phone, name and e-mail it may change', async () => {
  const { id, name, phone } = await aCustomerRecord(admin, { email: '' });
  const [other, email] = [aPhone(), anEmail()];

  const moved = await customers(`id,name,phone\n${id},${name},${other}\n`);
  const renamed = await customers(`id,name,phone\n${id},Renamed ${name},${other}\n`);
  const reached = await customers(`id,name,phone,email\n${id},Renamed ${name},${other},${email}\n`);
  const alone = await customers(`id,notes\n${id},Silk\n`, {});
  const blank = await customers(`id,name,phone,email\n${id},Renamed ${name},,\n`);

  for (const { body } of [moved, renamed, reached]) expect(body).toMatchObject({ create: 0, update: 1, problems: [] });
  expect(blank.body).toMatchObject({ create: 0, update: 0, skip: 1, problems: [] });
  expect(alone.body.problems).toEqual([
    { line: 2, column: 'id', message: 'is not enough: give the name, phone or e-mail as well' },
  ]);
  expect(await record(id)).toMatchObject({ name: `Renamed ${name}`, phone: other, email, loginEmail: email });
  expect((await admin.get('/admin/api/customers', { q: email })).body).toMatchObject([{ id }]);
  expect((await admin.get('/admin/api/customers', { q: phone })).body).toEqual([]);
});

test('ids of another list, of the deleted and of the merged change nobody', async () => {
  const bystander = await aCustomerRecord(admin, { email: '' });
  const gone = await aCustomerRecord(admin, { email: '' });
  await admin.delete(`/admin/api/customers/${gone.id}`);
  const [into, from] = [await aCustomerRecord(admin), await aCustomerRecord(admin, { email: '' })];
  await admin.post(`/admin/api/customers/${into.id}/merge`, { from: from.id });
  const before = [await record(bystander.id), await record(into.id)];
  const fresh = anEmail();

  const { status, body } = await customers(
    [
      'id,name,phone,email',
      `${bystander.id},${aName()},${aPhone()},`,
      `${gone.id},${gone.name},${gone.phone},`,
      `${from.id},${from.name},${from.phone},`,
      `,${from.name},${from.phone},`,
    ].join('\n'),
  );
  const foreign = await customers(
    `id,name,phone,email\n${bystander.id},${aName()},${aPhone()},${fresh}\n2147483000,${aName()},${aPhone()},\nC-12,${aName()},${aPhone()},\n`,
  );

  expect([status, body.code]).toEqual([400, 'import.bad_rows']);
  expect(body.details).toEqual([
    {
      path: 'line 2: id',
      message: 'is of a customer with another name and phone: leave it out where it comes from another list',
    },
    { path: 'line 3: id', message: 'is of a customer who was deleted: leave it out to enter somebody new' },
    { path: 'line 4: id', message: `is of a record that was merged into customer ${into.id}: give that id` },
    { path: 'line 5: name', message: `is of a record that was merged into customer ${into.id}: give that id` },
  ]);
  expect(foreign.body).toMatchObject({ committed: true, create: 3, update: 0, problems: [] });
  expect([await record(bystander.id), await record(into.id)]).toEqual(before);
});

test('where several fit nobody is guessed, and the id tells', async () => {
  const name = aName();
  const phone = aPhone();
  const twins = [
    await aCustomerRecord(admin, { name, phone, email: '' }),
    await aCustomerRecord(admin, { name, phone, email: '' }),
  ];
  const shared = anEmail();
  const pair = [
    await aCustomerRecord(admin, { email: shared }),
    await aCustomerRecord(admin, { name: aName(), email: shared }),
  ];

  const tried = await customers(`name,phone,email\n${name},${phone},\nSomebody Else,,${shared}\n`, {});
  const known = await customers(`name,phone,email,notes\n${pair[1]?.name},,${shared},Starch\n`);
  const byId = await customers(`id,name,phone,notes\n${twins[1]?.id},${name},${phone},Silk\n`);

  expect(tried.body).toMatchObject({ create: 0, update: 0 });
  expect(tried.body.problems).toEqual([
    {
      line: 2,
      column: 'name',
      message: `is the name of several customers with this phone: give the id (${idsOf(twins)})`,
    },
    {
      line: 3,
      column: 'email',
      message: `is the e-mail of several customers: give the id (${idsOf(pair)})`,
    },
  ]);
  expect([known.body.update, byId.body.update]).toEqual([1, 1]);
  expect([...twins, ...pair].map(({ id }) => id)).toHaveLength(4);
  const notes = await Promise.all([...twins, ...pair].map(async ({ id }) => (await record(id)).notes));
  expect(notes).toEqual([null, 'Silk', null, 'Starch']);
});

test('an id and an e-mail of two customers are a problem', async () => {
  const [one, other] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];

  const { body } = await customers(`id,name,phone,email\n${one.id},${one.name},${one.phone},${other.email}\n`, {});

  expect(body.problems).toEqual([{ line: 2, column: 'email', message: `is the e-mail of customer ${other.id}` }]);
});

test('who is new and has the phone of somebody is told, and comes in', async () => {
  const wife = await aCustomerRecord(admin, { email: '' });
  const name = aName();

  const { body } = await customers(`name,phone\n${name},${wife.phone}\n`);

  expect(body).toMatchObject({ committed: true, create: 1, problems: [] });
  expect(body.hints).toEqual([
    { line: 2, column: 'phone', message: `is also the phone of customer ${wife.id}, ${wife.name}` },
  ]);
  expect(await named(name)).toHaveLength(1);
});

test('a walk-in whose e-mail the file knows gets it, and stays one person', async () => {
  const known = await aCustomerRecord(admin, { email: '' });
  const email = anEmail();
  const file = `name,phone,email\n${known.name},${known.phone},${email}\n`;

  const written = await customers(file);
  const again = await customers(file);

  expect([written.body.update, again.body.skip]).toEqual([1, 1]);
  expect(await record(known.id)).toMatchObject({ email, loginEmail: email });
});

test('one person on two lines is told, with and without an e-mail', async () => {
  const [name, phone, email] = [aName(), aPhone(), anEmail()];
  const { id, name: old, phone: oldPhone } = await aCustomerRecord(admin, { email: '' });
  const alone = aName();

  const { body } = await customers(
    [
      'id,name,phone,email',
      `,${name},${phone},`,
      `,${name.toUpperCase()},0${phone.slice(-10)},`,
      `,${name},${phone},${email}`,
      `,${name},${phone},${anEmail()}`,
      `${id},${old},,`,
      `,${old},${oldPhone},`,
      `,${alone},,`,
      `,${alone},,`,
    ].join('\n'),
    {},
  );

  expect(body.problems).toEqual([
    { line: 3, column: 'name', message: 'is the same as on line 2' },
    { line: 4, column: 'email', message: 'is the same as on line 2' },
    { line: 5, column: 'email', message: 'is the same as on line 2' },
    { line: 7, column: 'name', message: 'is the same as on line 6' },
    { line: 9, column: 'name', message: 'is the same as on line 8' },
  ]);
});

test('a row that names nobody, and an e-mail that is none, are told', async () => {
  const { body } = await customers('name,phone,email\n,98450 12345,\nMeera,1,none\n', {});

  expect(body.problems).toEqual([
    { line: 2, column: 'name', message: 'is required' },
    { line: 3, column: 'email', message: 'must be an e-mail address' },
  ]);
});

test.each(['9.845E+09', '9,845E+09', '9845E6'])(
  'the phone "%s", which a spreadsheet shortened, is told and not taken',
  async (phone) => {
    const name = aName();

    const { body } = await customers(`name;phone\n${name};${phone}\n`, {});

    expect(body.problems).toEqual([
      { line: 2, column: 'phone', message: expect.stringContaining('is a number that a spreadsheet shortened') },
    ]);
  },
);

test.each(['9.71E+08', '971118345.00'])(
  'the id "%s", which a spreadsheet spoilt, makes no second record',
  async (id) => {
    const { body } = await customers(`id;name;phone\n${id};${aName()};${aPhone()}\n`, {});

    expect(body).toMatchObject({ create: 0, problems: [{ line: 2, column: 'id' }] });
  },
);

test('a phone with the decimals of a spreadsheet is told, and one with an extension is none of them', async () => {
  const { body } = await customers(`name;phone\n${aName()};9845012345.0\n${aName()};080 2345678 ext. 12\n`, {});

  expect(body.create).toBe(1);
  expect(body.problems).toEqual([
    { line: 2, column: 'phone', message: expect.stringContaining('has decimals that a spreadsheet added') },
  ]);
});

test('charsets and delimiters are those of every file', async () => {
  const name = `Renée ${aName()}`;
  const send = (file: Buffer, type: string) =>
    app.http.post('/admin/api/customers/import').query(COMMIT).set(headers).type(type).send(file);
  const file = `Name;Phone\r\n${name};${aPhone()}\r\n`;

  const utf16 = await send(Buffer.from(`\uFEFF${file}`, 'utf16le'), 'text/csv');
  const windows = await send(Buffer.from(file, 'latin1'), 'text/csv; charset=windows-1252');
  const unsaid = await send(Buffer.from(file, 'latin1'), 'text/csv');

  expect(utf16.body).toMatchObject({ committed: true, create: 1 });
  expect(windows.body).toMatchObject({ committed: true, create: 0, skip: 1 });
  expect([unsaid.status, unsaid.body.code]).toEqual([400, 'request.not_csv']);
  expect(await named(name)).toHaveLength(1);
});

test('of two files at once with the same walk-ins each is there once', async () => {
  const mark = aName();
  const rows = Array.from({ length: 20 }, (_, n) => `${mark} ${n},${aPhone()}`);
  const file = `name,phone\n${rows.join('\n')}\n`;

  const answers = await Promise.all([customers(file), customers(file)]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.map(({ body }) => body.create).toSorted((a, b) => a - b)).toEqual([0, 20]);
  expect(await app.deps.db.customer.count({ where: { name: { startsWith: mark } } })).toBe(20);
});
