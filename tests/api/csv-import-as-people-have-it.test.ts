import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { importFile } from '../support/csv.js';
import { type Calls, callsAs } from '../support/staff.js';

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
const services = (text: string, query: object = COMMIT) => importFile(app, headers, 'services', text, query);
const aName = () => `Coat ${randomBytes(5).toString('hex')}`;
const found = async (name: string) => (await admin.get(`/admin/api/services?q=${encodeURIComponent(name)}`)).body;

test.each([
  ['capitals in the header', (name: string) => `Name,PRICE\n${name},40\n`],
  ['blanks and underscores in it', (name: string) => ` name , price ,Usage Count\n${name},40,7\n`],
  ['an empty column at the end', (name: string) => `name,price,\n${name},40,\n`],
  ['an empty column in between', (name: string) => `name,,price\n${name},,40\n`],
  ['more empty cells than the header', (name: string) => `name,price\n${name},40,,,\n`],
  ['tabs', (name: string) => `name\tprice\n${name}\t40\n`],
  ['bars', (name: string) => `name|price\n${name}|40\n`],
  ['the spreadsheet’s own first line', (name: string) => `sep=;\r\nname;price\r\n${name};40\r\n`],
  ['its first line in quotes', (name: string) => `"sep=,"\nname,price\n${name},40\n`],
  ['blanks around cells', (name: string) => `name,price\n  ${name}\u00a0, 40 \n`],
  ['tabs and line ends at the ends of cells', (name: string) => `name,price\n"${name}\t","40\r\n"\n`],
  ['a status in small letters', (name: string) => `name,price,status\n${name},40,active\n`],
])('a file with %s is taken in as it was meant', async (_what, file) => {
  const name = aName();

  const response = await services(file(name));

  expect(response.body).toMatchObject({ committed: true, rows: 1, create: 1, problems: [] });
  expect(await found(name)).toMatchObject([{ name, price: 40, status: 'Active' }]);
});

test('a price list without ids finds its services by name in any spelling, and gives new ones ids', async () => {
  const [known, fresh] = [aName(), aName()];
  const { body: stored } = await admin.post('/admin/api/services', { name: known, price: 250, category: 'Wool' });
  const file = `name,price\n ${known.toUpperCase()} ,300\n${fresh},120\n`;

  const written = await services(file);
  const again = await services(file);

  expect(written.body).toMatchObject({ create: 1, update: 1, problems: [] });
  expect(again.body).toMatchObject({ create: 0, update: 0, skip: 2 });
  expect((await admin.get(`/admin/api/services/${stored.id}`)).body).toMatchObject({ price: 300, category: 'Wool' });
  expect(await found(fresh)).toMatchObject([{ id: expect.stringMatching(/^s[0-9a-f]+$/), price: 120 }]);
});

test('a name of two services is asked about; the category tells which, and so does the id', async () => {
  const name = aName();
  const make = async (category: string) =>
    (await admin.post('/admin/api/services', { name, price: 10, category })).body.id;
  const [men, women] = [await make('Men'), await make('Women')];

  const tried = await services(`name,price\n${name},20\n`, {});
  const written = await services(`name,price,category\n${name},21,women\n`);
  const byId = await services(`id,name,price\n${men},${name},22\n`);

  expect(tried.body.problems).toEqual([
    { line: 2, column: 'name', message: expect.stringContaining('is the name of several services') },
  ]);
  expect([written.body.update, byId.body.update]).toEqual([1, 1]);
  const prices = await Promise.all(
    [men, women].map(async (id) => (await admin.get(`/admin/api/services/${id}`)).body.price),
  );
  expect(prices).toEqual([22, 21]);
});

test('two rows that mean one service are named, whether by id or by name, and nothing is written', async () => {
  const [known, fresh] = [aName(), aName()];
  const { body: stored } = await admin.post('/admin/api/services', { name: known, price: 250 });

  const refused = await services(
    `id,name,price\n${stored.id},${known},1\n,${known},2\n,${fresh},3\n,${fresh.toLowerCase()},4\n`,
  );

  expect(refused.status).toBe(400);
  expect(refused.body.details).toEqual([
    { path: 'line 3: name', message: 'is the same as on line 2' },
    { path: 'line 5: name', message: 'is the same as on line 4' },
  ]);
  expect((await admin.get(`/admin/api/services/${stored.id}`)).body.price).toBe(250);
  expect(await found(fresh)).toEqual([]);
});

test('the id of a deleted service is taken up again, by hand and by a file; old orders keep what they say', async () => {
  const ids = ['saree', 'shawl'].map((id) => `${id}-${randomBytes(3).toString('hex')}`);
  for (const id of ids) await admin.post('/admin/api/services', { id, name: `Old ${id}`, price: 90, category: 'Silk' });
  const { order } = await anOrder(app, { serviceIds: ids });
  for (const id of ids) await admin.delete(`/admin/api/services/${id}`);

  const byHand = await admin.post('/admin/api/services', { id: ids[0], name: 'New saree', price: 120 });
  const byFile = await services(`id,name,price\n${ids[1]},New shawl,130\n`);

  expect([byHand.status, byFile.body.create]).toEqual([201, 1]);
  expect(byHand.body).toMatchObject({ id: ids[0], name: 'New saree', price: 120, category: null, status: 'Active' });
  expect((await admin.get(`/admin/api/services/${ids[1]}`)).body).toMatchObject({
    name: 'New shawl',
    price: 130,
    category: null,
  });
  const kept = await admin.get(`/admin/api/orders/${order.id}`);
  expect(kept.body).toMatchObject({ service: ids.map((id) => `Old ${id}`), total: 180 });
  expect((await admin.post('/admin/api/services', { id: ids[0], name: 'Twice', price: 1 })).status).toBe(409);
});

test('an id in other letters than the stored one is asked about, also that of a deleted service', async () => {
  const [kept, gone] = ['saree', 'shawl'].map((id) => `${id}-${randomBytes(3).toString('hex')}`);
  for (const id of [kept, gone]) await admin.post('/admin/api/services', { id, name: aName(), price: 90 });
  await admin.delete(`/admin/api/services/${gone}`);
  const capital = (id = '') => id.charAt(0).toUpperCase() + id.slice(1);

  const { body } = await services(
    `id,name,price\n${capital(kept)},Saree,1\n${capital(gone)},Shawl,1\n${kept},Same,2\n`,
    {},
  );

  expect(body).toMatchObject({ update: 1 });
  expect(body.problems).toEqual(
    [kept, gone].map((id, index) => ({
      line: index + 2,
      column: 'id',
      message: `differs from the id ${id} in nothing but capitals: write it so, or take another`,
    })),
  );
});

test('a file of nothing but commas, and a row without an end, are refused before they are taken apart', async () => {
  const commas = await services(`id,name,price\n${','.repeat(1_900_000)}\n`, {});
  const wide = await services(`${Array.from({ length: 60 }, (_, n) => `c${n}`).join(',')}\n${'x,'.repeat(59)}x\n`, {});
  const long = await services(`id,name,price\nx,${'n'.repeat(100_000)},1\n`, {});

  expect(commas.body.details).toEqual([{ path: 'file', message: 'must have at most 100050 cells' }]);
  expect(wide.body.details).toContainEqual({ path: 'file', message: 'must have at most 50 columns' });
  expect(long.body.details).toEqual([{ path: 'line 2', message: 'a row has more than 65536 characters' }]);
});
