import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { checkInvariants } from '../support/invariants.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

test('a record that is gone and still says who it was, has a login or an order, is named', async () => {
  const [into, from] = [await aCustomerRecord(admin), await aCustomerRecord(admin)];
  const erased = await aCustomerRecord(admin);
  await admin.post(`/admin/api/customers/${into.id}/merge`, { from: from.id });
  await admin.delete(`/admin/api/customers/${erased.id}`);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
  const change = (id: number, data: object) => app.deps.db.customer.update({ where: { id }, data });

  await change(erased.id, { phone: '+919800000001' });
  await change(from.id, { loginEmail: from.email });
  await change(into.id, { loginEmail: null, passwordHash: 'x' });
  const placed = await app.http
    .post('/api/orders')
    .send({ customerName: 'A', customerEmail: from.email, customerPhone: '1', serviceIds: ['s1'] });
  const until = { untilEntry: 1, untilTrack: 0, untilDelivery: 0 };
  await app.deps.db.formerOwner.create({ data: { orderId: placed.body.order.id, customerId: from.id, ...until } });

  expect((await checkInvariants(app.deps.db)).toSorted()).toEqual(
    [
      `customer ${from.id}: was merged and still has orders`,
      `customer ${from.id}: was merged and still had orders`,
      `customer ${from.id}: is gone and has a login`,
      `customer ${into.id}: has a password and no login`,
      `customer ${erased.id}: is erased and says who it was`,
    ].toSorted(),
  );
});
