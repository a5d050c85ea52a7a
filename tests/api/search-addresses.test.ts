import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
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

const namesFor = async (q: string) =>
  (await admin.get('/admin/api/customers', { q })).body.map((customer: { name: string }) => customer.name);

test.each([
  'whitefield',
  'WHITE',
  '560066',
  '560 066',
  '56006',
  'asha whitefield',
  '12/3 varthur',
  'sector-7',
  'sector 7',
])('a customer is found by words of the address: %s', async (q) => {
  if ((await namesFor('asha')).length === 0) {
    await aCustomerRecord(admin, {
      name: 'Asha',
      address: '12/3 Varthur Road, Sector-7, Whitefield, Bengaluru 560 066',
    });
    await aCustomerRecord(admin, { name: 'Bina', address: '9 Church Street, Bengaluru 560001' });
    await aCustomerRecord(admin, { name: 'Whitney', phone: '+91 98000 56011' });
  }

  expect(await namesFor(q)).toEqual(['Asha']);
});

test('a postcode of letters and digits is found with and without its blank', async () => {
  await aCustomerRecord(admin, { name: 'Colin', address: '10 Downing Street, London SW1A 2AA' });
  await aCustomerRecord(admin, { name: 'Dora', address: '4 Mill Lane, Oxford OX1 2JD' });

  for (const q of ['SW1A 2AA', 'sw1a2aa', 'sw1a', 'sw1a2']) expect(await namesFor(q)).toEqual(['Colin']);
});

test('who moves is found by the new address alone, and who is erased by none', async () => {
  const { id } = await aCustomerRecord(admin, { name: 'Esther', address: 'Oldtown' });
  await aCustomerRecord(admin, { name: 'Neighbour', address: 'Newtown' });

  await admin.put(`/admin/api/customers/${id}`, { address: 'Newtown' });

  expect(await namesFor('oldtown')).toEqual([]);
  expect(await namesFor('esther newtown')).toEqual(['Esther']);
  await admin.put(`/admin/api/customers/${id}`, { address: null });
  expect(await namesFor('esther newtown')).toEqual([]);
  await admin.put(`/admin/api/customers/${id}`, { address: 'Newtown' });
  await admin.delete(`/admin/api/customers/${id}`);
  expect(await namesFor('newtown')).toEqual(['Neighbour']);
  const terms = await app.deps.db.customerSearchTerm.count({ where: { customerId: id } });
  expect(terms).toBe(0);
});

test('customers of an imported file are found by the address it gives them', async () => {
  const email = anEmail();
  const file = (address: string) => `email,name,phone,address\n${email},Filed,+919812345670,${address}\n`;
  const send = (csv: string) => importFile(app, headers, 'customers', csv, { commit: 'true' });

  await send(file('Indiranagar'));
  expect(await namesFor('indiranagar')).toEqual(['Filed']);
  await send(file('Koramangala'));

  expect(await namesFor('indiranagar')).toEqual([]);
  expect(await namesFor('koramangala')).toEqual(['Filed']);
});
