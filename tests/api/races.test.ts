import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody, aService } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

test('fifty first orders at once for one new e-mail, spelt in every case, make one customer and fifty orders', async () => {
  const email = anEmail();
  const bystander = await aCustomer(app);
  const spellings = [
    email,
    email.toUpperCase(),
    ` ${email} `,
    email.replace('person', 'Person'),
    `${email.slice(0, -3)}COM`,
  ];

  const answers = await Promise.all(
    times(50).map((n) =>
      app.http.post('/api/orders').send(anOrderBody({ customerEmail: spellings[n % spellings.length] })),
    ),
  );

  expect(answers.map((answer) => answer.status)).toEqual(times(50).map(() => 201));
  const customers = await app.deps.db.customer.findMany({ where: { email: { contains: email.slice(0, 12) } } });
  expect(customers.map((customer) => customer.email)).toEqual([email]);
  const customerId = customers[0]?.id ?? 0;
  expect(new Set(answers.map((answer) => answer.body.order.customerId))).toEqual(new Set([customerId]));
  expect(await app.deps.db.order.count({ where: { customerId } })).toBe(50);
  expect(await app.deps.db.order.count({ where: { customerId: bystander.id } })).toBe(0);
});

test('two hundred orders at once for one service raise its usage count by exactly two hundred', async () => {
  const service = await aService(app);
  const untouched = await aService(app);

  const answers = await Promise.all(
    times(200).map(() => app.http.post('/api/orders').send(anOrderBody({ serviceIds: [service] }))),
  );

  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(200);
  const services = await app.http.get('/api/services');
  const usageOf = (id: string) => services.body.find((row: { id: string }) => row.id === id)?.usage_count;
  expect(usageOf(service)).toBe(200);
  expect(usageOf(untouched)).toBe(0);
  expect(await app.deps.db.orderLine.count({ where: { serviceId: service } })).toBe(200);
});

test('orders that name the same services in opposite order never block each other for good', async () => {
  const [first, second] = [await aService(app), await aService(app)];

  const answers = await Promise.all(
    times(60).map((n) =>
      app.http
        .post('/api/orders')
        .send(anOrderBody({ serviceIds: n % 2 ? [first, second, second] : [second, first, first] })),
    ),
  );

  expect(answers.map((answer) => answer.status)).toEqual(times(60).map(() => 201));
  expect((await app.deps.db.service.findUnique({ where: { id: first } }))?.usageCount).toBe(60);
});

test('of twenty sign-ups at once with one e-mail exactly one wins and the rest are told that it exists', async () => {
  const email = anEmail();

  const answers = await Promise.all(
    times(20).map((n) =>
      app.http.post('/auth/signup').send({ name: `Twin ${n}`, email, phone: '1', password: PASSWORD }),
    ),
  );

  const winners = answers.filter((answer) => answer.status === 201);
  expect(winners).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 400 && answer.body.error === 'Email exists')).toHaveLength(19);
  expect((await app.deps.db.customer.findUnique({ where: { loginEmail: email } }))?.name).toBe(
    winners[0]?.body.customer.name,
  );
});

test('of twenty deletions at once of one order exactly one happens, with one timeline entry, and all are told it is so', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  const bystander = await anOrder(app, { customerEmail: customer.email }, customer.token);

  const answers = await Promise.all(
    times(20).map(() => app.http.delete(`/api/orders/${order.id}`).query({ email: customer.email }).set(customer.as())),
  );

  expect(answers.map(({ status }) => status)).toEqual(times(20).map(() => 200));
  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(customer.as());
  expect(timeline.body.filter((entry: { status: string }) => entry.status === 'Cancelled')).toHaveLength(1);
  const other = await app.http.get(`/api/orders/${bystander.order.id}`).set(customer.as());
  expect(other.body.status).toBe('At Store');
});

test('re-pricing at once against deletion leaves either a re-priced or a cancelled order, never a mixture', async () => {
  const customer = await aCustomer(app);

  for (const _round of times(10)) {
    const { order } = await anOrder(app, { customerEmail: customer.email, serviceIds: ['s1'] }, customer.token);
    const [edit, removal] = await Promise.all([
      app.http
        .put(`/api/orders/${order.id}`)
        .set(customer.as())
        .send({ serviceIds: ['s2', 's3'] }),
      app.http.delete(`/api/orders/${order.id}`).query({ email: customer.email }).set(customer.as()),
    ]);
    expect(removal.status).toBe(200);
    expect([200, 409]).toContain(edit.status);
    const lines = await app.deps.db.orderLine.findMany({ where: { orderId: order.id } });
    const pieces = await app.deps.db.piece.count({ where: { orderId: order.id, voidedAt: null } });
    const stored = await app.deps.db.order.findUniqueOrThrow({ where: { id: order.id } });
    expect(stored.status).toBe('CANCELLED');
    expect(stored.totalMinor).toBe(lines.reduce((sum, line) => sum + line.lineTotalMinor, 0n));
    expect(pieces).toBe(lines.length);
    expect(lines).toHaveLength(edit.status === 200 ? 2 : 1);
  }
});

test('of ten password changes at once with the same proof exactly one counts', async () => {
  const customer = await aCustomer(app);

  const answers = await Promise.all(
    times(10).map((n) =>
      app.http
        .post('/auth/change-password')
        .set(customer.as())
        .send({ current_password: PASSWORD, new_password: `another password ${n}` }),
    ),
  );

  const winner = answers.findIndex((answer) => answer.status === 200);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 401]));
  const logIn = await app.http
    .post('/auth/login')
    .send({ email: customer.email, password: `another password ${winner}` });
  expect(logIn.status).toBe(200);
});
