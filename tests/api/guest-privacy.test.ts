import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** A customer with something to hide in every column. */
async function aKnownCustomer() {
  const customer = await aCustomer(app, { name: 'Hidden Name', phone: '+910000000000' });
  const data = { address: 'Hidden Address', notes: 'Hidden Notes', createdAt: new Date('2020-02-02T02:02:02.222Z') };
  const row = await app.deps.db.customer.update({ where: { id: customer.id }, data });
  return { ...customer, row };
}

const sent = (email: string) => ({ customerName: 'Sent Name', customerEmail: email, customerPhone: '+911234567890' });

const HIDDEN = /Hidden|0000000000|2020-02-02|address|notes|passwordHash/;

test('a guest who orders with a known e-mail learns nothing but the account’s id', async () => {
  const known = await aKnownCustomer();

  const body = await anOrder(app, sent(known.email.toUpperCase()));

  expect(body.customer).toEqual({
    id: known.id,
    name: 'Sent Name',
    email: known.email,
    phone: '+911234567890',
    createdAt: body.order.createdAt,
  });
  expect(body.order).toMatchObject({
    customerId: known.id,
    customerName: 'Sent Name',
    customerEmail: known.email,
    customerPhone: '+911234567890',
  });
  expect(JSON.stringify(body)).not.toMatch(HIDDEN);
});

test('ordering with a known e-mail leaves what is stored about that customer as it was', async () => {
  const known = await aKnownCustomer();

  await anOrder(app, sent(known.email));
  await anOrder(app, sent(known.email), (await aCustomer(app)).token);

  expect(await app.deps.db.customer.findUnique({ where: { id: known.id } })).toEqual(known.row);
});

test('a guest who orders with the e-mail of an unclaimed customer learns nothing either', async () => {
  const email = anEmail();
  const first = await anOrder(app, { customerEmail: email, customerName: 'Hidden Name', customerPhone: '0000000000' });

  const body = await anOrder(app, sent(email));

  expect(body.customer).toEqual({
    id: first.customer.id,
    name: 'Sent Name',
    email,
    phone: '+911234567890',
    createdAt: body.order.createdAt,
  });
  expect(JSON.stringify(body)).not.toMatch(HIDDEN);
  expect(Object.keys(body.customer)).toEqual(Object.keys(first.customer));
  expect(first.customer.createdAt).toBe(first.order.createdAt);
});

test('a delivery worker who orders for a known customer is a stranger to them', async () => {
  const known = await aKnownCustomer();
  const worker = await aWorker(app, 'WORKER');

  const body = await anOrder(app, sent(known.email), worker.token);

  expect(body.customer).toEqual({
    id: known.id,
    name: 'Sent Name',
    email: known.email,
    phone: '+911234567890',
    createdAt: body.order.createdAt,
  });
  expect(JSON.stringify(body)).not.toMatch(HIDDEN);
});

test('another customer who names a known e-mail sees their own account, not that one', async () => {
  const known = await aKnownCustomer();
  const caller = await aCustomer(app);

  const body = await anOrder(app, sent(known.email), caller.token);

  expect(body.customer.id).toBe(caller.id);
  expect(JSON.stringify(body)).not.toMatch(HIDDEN);
});

test('staff and the customer themselves see the stored customer', async () => {
  const known = await aKnownCustomer();
  const staff = await aWorker(app, 'EMPLOYEE');

  const byStaff = await anOrder(app, { ...sent(known.email), customerName: 'hidden name' }, staff.token);
  const byThemselves = await anOrder(app, sent(known.email), known.token);

  for (const { customer } of [byStaff, byThemselves]) {
    expect(customer).toMatchObject({
      id: known.id,
      name: 'Hidden Name',
      email: known.email,
      phone: '+910000000000',
      createdAt: '2020-02-02T02:02:02.222Z',
    });
  }
});

test('a guest’s order looks the same whether the e-mail is new, known, or of a customer whose id was counted up', async () => {
  const counted = await app.deps.db.customer.create({ data: { id: 77, name: 'Old', email: anEmail(), phone: '1' } });
  const emails = [anEmail(), (await aKnownCustomer()).email, counted.email ?? ''];

  for (const email of emails) {
    const [first, second] = [await anOrder(app, sent(email)), await anOrder(app, sent(email))];

    expect(first.customer).toEqual({
      id: expect.any(Number),
      name: 'Sent Name',
      email,
      phone: '+911234567890',
      createdAt: first.order.createdAt,
    });
    expect(second.customer).toEqual({ ...first.customer, createdAt: second.order.createdAt });
    expect([first.order.customerId, second.order.customerId]).toEqual([first.customer.id, first.customer.id]);
    expect(String(first.customer.id)).toMatch(/^[1-9]\d{8}$/);
  }
});

test('the ids of customers that orders and sign-ups make do not count up', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 4; n += 1) ids.push((await aCustomer(app)).id, (await anOrder(app)).customer.id);

  const steps = ids.slice(1).map((id, n) => Math.abs(id - (ids[n] ?? 0)));

  expect(new Set(ids).size).toBe(8);
  expect(Math.max(...steps)).toBeGreaterThan(1_000);
  expect(ids).not.toEqual(ids.toSorted((a, b) => a - b));
});
