import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { aCustomerRecord, type Calls, callsAs, callsAsAdmin } from '../support/staff.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

test('a change leaves what is absent alone, and null clears what may be empty', async () => {
  const customer = await aCustomerRecord(admin, { address: 'Here', notes: 'Rings twice' });
  const bystander = await aCustomerRecord(admin, { address: 'There' });
  const path = `/admin/api/customers/${customer.id}`;

  const renamed = await admin.put(path, { name: 'Lata Menon', id: 1, createdAt: 'x', totalOrders: 4 });
  const cleared = await admin.put(path, { address: null });
  const nameless = await admin.put(path, { name: null });
  const nothing = await admin.put(path, {});

  expect(renamed.body).toEqual({ ...customer, name: 'Lata Menon' });
  expect(cleared.body).toEqual({ ...customer, name: 'Lata Menon', address: null });
  expect(nameless.status).toBe(400);
  expect(nameless.body.error).toBe('Missing fields');
  expect(nothing.body).toEqual(cleared.body);
  expect((await admin.get(`/admin/api/customers/${bystander.id}`)).body).toEqual(bystander);
});

test('blocking ends the customer’s tokens at once and keeps them out until they are let in again', async () => {
  const customer = await aCustomer(app);
  const bystander = await aCustomer(app);
  const credentials = { email: customer.email, password: PASSWORD };

  const blocked = await admin.put(`/admin/api/customers/${customer.id}`, { status: 'blocked' });

  expect(blocked.body.status).toBe('blocked');
  expect((await app.http.get('/auth/me').set(customer.as())).body).toMatchObject(invalidToken);
  expect((await app.http.post('/auth/login').send(credentials)).status).toBe(401);
  expect((await app.http.get('/auth/me').set(bystander.as())).status).toBe(200);
  await admin.put(`/admin/api/customers/${customer.id}`, { status: 'active' });
  expect((await app.http.get('/auth/me').set(customer.as())).body).toMatchObject(invalidToken);
  expect((await app.http.post('/auth/login').send(credentials)).status).toBe(200);
});

test('an employee finds, enters and changes customers, and cannot delete one', async () => {
  const worker = await aWorker(app, 'EMPLOYEE');
  const employee = callsAs(app, worker.as());
  const email = anEmail();

  const entered = await employee.post('/employee/api/customers', { name: 'Om Puri', email, phone: '12345' });
  const path = `/employee/api/customers/${entered.body.id}`;
  const changed = await employee.put(path, { notes: 'Hangers back' });
  const list = await employee.get('/employee/api/customers', { q: email });
  const deleted = await employee.delete(path);

  expect(entered.status).toBe(201);
  expect(changed.body).toEqual({ ...entered.body, notes: 'Hangers back' });
  expect(list.body).toEqual([changed.body]);
  expect((await employee.get(path)).body).toEqual(changed.body);
  expect(deleted.status).toBe(404);
  const audit = await app.deps.db.auditEntry.findMany({
    where: { entity: 'customer', entityId: String(entered.body.id) },
    orderBy: { id: 'asc' },
  });
  expect(audit.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
    [`employee:${worker.id}`, 'customer.created', null],
    [`employee:${worker.id}`, 'customer.updated', 'notes'],
  ]);
});
