import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';

// Promise 64: an acknowledged write survives its neighbours' failures. The neighbours here hold a transaction open across
// something slow, as a careless module one day will, write, and then fail.

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

async function failLate(marker: string): Promise<void> {
  await app.deps.db
    .$transaction(async (tx) => {
      await tx.customer.create({ data: { name: marker, email: anEmail(), phone: '0' } });
      await sleep(15);
      await tx.customer.create({ data: { name: marker, email: anEmail(), phone: '0' } });
      throw new Error('a neighbour fails late');
    })
    .catch((error: Error) => {
      if (error.message !== 'a neighbour fails late') throw error;
    });
}

test('orders, sign-ups and logouts acknowledged beside failing transactions are all there afterwards', async () => {
  const marker = `ghost ${anEmail()}`;
  const leaving = await Promise.all(times(20).map(() => aCustomer(app)));

  const ghosts = times(30).map(() => failLate(marker));
  const orders = times(60).map(async (n) => {
    await sleep(n * 5);
    return app.http.post('/api/orders').send(anOrderBody());
  });
  const signUps = times(20).map(async (n) => {
    await sleep(n * 15);
    return app.http.post('/auth/signup').send({ name: 'Kiran', email: anEmail(), phone: '1', password: PASSWORD });
  });
  const logOuts = leaving.map(async (customer, n) => {
    await sleep(n * 12);
    return app.http.post('/auth/logout').set(customer.as());
  });
  const [placed, signedUp, loggedOut] = await Promise.all([
    Promise.all(orders),
    Promise.all(signUps),
    Promise.all(logOuts),
    Promise.all(ghosts),
  ]);

  expect(new Set(placed.map((answer) => answer.status))).toEqual(new Set([201]));
  for (const { body } of placed) {
    const stored = await app.deps.db.order.findUnique({ where: { id: body.order.id }, include: { lines: true } });
    expect(stored?.lines).toHaveLength(2);
  }
  expect(new Set(signedUp.map((answer) => answer.status))).toEqual(new Set([201]));
  for (const { body } of signedUp) {
    expect((await app.http.get('/auth/me').set('Authorization', `Bearer ${body.token}`)).status).toBe(200);
  }
  expect(new Set(loggedOut.map((answer) => answer.status))).toEqual(new Set([200]));
  for (const customer of leaving) expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(401);
  expect(await app.deps.db.customer.count({ where: { name: marker } })).toBe(0);
});

test('nobody reads what a transaction has not committed', async () => {
  const email = anEmail();
  const customer = await aCustomer(app);
  let sawUncommitted = false;

  const writer = app.deps.db
    .$transaction(async (tx) => {
      await tx.customer.update({ where: { id: customer.id }, data: { name: 'Uncommitted' } });
      await tx.customer.create({ data: { name: 'Uncommitted', email, phone: '0' } });
      await sleep(50);
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await sleep(10);
  const reads = await Promise.all(times(10).map(() => app.http.get('/auth/me').set(customer.as())));
  await writer;

  sawUncommitted = reads.some((answer) => answer.body.name === 'Uncommitted');
  expect(sawUncommitted).toBe(false);
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: email } })).toBeNull();
});

test('an order that fails late leaves nothing: no customer, no lines, no count', async () => {
  const email = anEmail();
  const before = await app.http.get('/api/services');
  const usage = (services: { id: string; usage_count: number }[]) =>
    services.find(({ id }) => id === 's2')?.usage_count;

  const refused = await app.http
    .post('/api/orders')
    .send(anOrderBody({ customerEmail: email, serviceIds: ['s2', 'nope'] }));
  const { order } = await anOrder(app);

  expect(refused.status).toBe(400);
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: email } })).toBeNull();
  expect(usage((await app.http.get('/api/services')).body)).toBe(usage(before.body));
  expect(await app.deps.db.orderLine.count({ where: { orderId: order.id } })).toBe(2);
});
