import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { everythingIn } from '../support/creations.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const place = (headers: Record<string, string>, body: object) => app.http.post('/api/orders').set(headers).send(body);
const atTheCounter = (changes: object = {}) => ({
  customerName: 'Lata Nair',
  serviceIds: ['s1', 's3'],
  clientId: randomUUID(),
  ...changes,
});
const taken = { code: 'order.client_id_taken', error: 'Another order was placed with this clientId' };

test('an order that a till sends again, days later and by somebody else, is the one that was placed', async () => {
  const [one, two] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'EMPLOYEE')];
  const body = atTheCounter();
  const first = await place(one.as(), body);
  const made = await everythingIn(app);

  const others = [
    await place(one.as(), body),
    await place(two.as(), { ...body, clientId: body.clientId.toUpperCase() }),
    await place(await anAdmin(app), body),
  ];

  expect(first.status).toBe(201);
  expect(first.body).not.toHaveProperty('placedBefore');
  for (const again of others) {
    expect([again.status, again.body.placedBefore]).toEqual([201, true]);
    expect(again.body.order).toEqual(first.body.order);
    expect(again.body.customer).toMatchObject({ id: first.body.customer.id, name: 'Lata Nair' });
    expect(again.text).not.toContain(first.body.trackingToken);
  }
  const { audit: _audit, ...rest } = await everythingIn(app);
  expect(rest).toMatchObject({ orders: made['orders'], customers: made['customers'], events: made['events'] });
});

test('ten tabs that send one order at once place it once', async () => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const body = atTheCounter();
  const before = await everythingIn(app);

  const answers = await Promise.all(Array.from({ length: 10 }, () => place(clerk.as(), body).then((answer) => answer)));

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect(new Set(answers.map((answer) => answer.body.order.id)).size).toBe(1);
  expect(answers.filter((answer) => answer.body.trackingToken)).toHaveLength(1);
  const after = await everythingIn(app);
  expect([after['orders'], after['customers']]).toEqual([
    Number(before['orders']) + 1,
    Number(before['customers']) + 1,
  ]);
});

test('what was put right or moved since is shown as it is now, and is no other order', async () => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const body = atTheCounter();
  const { id } = (await place(clerk.as(), body)).body.order;
  await app.http
    .put(`/employee/api/orders/${id}`)
    .set(clerk.as())
    .send({ serviceIds: ['s2'], customerName: 'Lata N' });
  await app.http.put(`/employee/api/orders/${id}/status`).set(clerk.as()).send({ status: 'Ready for Delivery' });

  const again = await place(clerk.as(), body);

  expect(again.status).toBe(201);
  expect(again.body.order).toMatchObject({
    id,
    customerName: 'Lata N',
    serviceId: ['s2'],
    status: 'Ready for Delivery',
  });
});

test('another order under the same id is refused and stores nothing', async () => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const body = atTheCounter();
  await place(clerk.as(), body);
  const before = await everythingIn(app);

  const other = await place(clerk.as(), { ...body, serviceIds: ['s2'] });

  expect(other.status).toBe(409);
  expect(other.body).toMatchObject(taken);
  expect(await everythingIn(app)).toEqual(before);
});

test.each([
  ['more of the same', { items: [{ serviceId: 's1', quantity: 5 }] }],
  ['a second line of the same', { serviceIds: ['s1', 's1'] }],
  ['somebody else’s', { customerName: 'Usha Pillai', customerPhone: '98450 22222' }],
  ['of somebody without a phone', { customerName: 'Usha Pillai', customerPhone: '' }],
  ['another customer’s by number', { customerId: 7, customerName: undefined }],
])('an order of %s under the same id is refused, not lost', async (_what, changes) => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const body = atTheCounter({ serviceIds: ['s1'], customerPhone: '98450 11111' });
  await place(clerk.as(), body);

  const other = await place(clerk.as(), { ...body, ...changes });

  expect([other.status, other.body.code]).toEqual([409, taken.code]);
});

test('a name put right before it is sent again makes no other order', async () => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const body = atTheCounter({ customerPhone: '98450 33333' });
  const { id } = (await place(clerk.as(), body)).body.order;

  const again = await place(clerk.as(), { ...body, customerName: 'Latha Nair' });

  expect([again.status, again.body.order?.id]).toEqual([201, id]);
});

test('a customer gets the own order again; guests and others learn nothing of whose it is', async () => {
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  const body = { ...anOrderBody(), clientId: randomUUID() };
  const first = await place(owner.as(), body);
  const before = await everythingIn(app);

  const again = await place(owner.as(), body);
  const refused = [await place(other.as(), body), await place({}, body)];

  expect([again.status, again.body.order.id]).toEqual([201, first.body.order.id]);
  for (const answer of refused) {
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({ ...taken, requestId: expect.any(String) });
  }
  expect(await everythingIn(app)).toEqual(before);
});

test('a guest who asks again is told that the order was placed, and no more', async () => {
  const body = { ...anOrderBody(), clientId: randomUUID() };
  const [first, again] = [await place({}, body), await place({}, body)];

  expect([first.status, again.status]).toEqual([201, 409]);
  expect(again.body).toMatchObject(taken);
});

test.each(['', 'k3f9a2xz', 7, '8c1f0e52-7c1d-4f43-9a55'])('%j is no id of a client', async (clientId) => {
  const clerk = await aWorker(app, 'EMPLOYEE');
  const answer = await place(clerk.as(), atTheCounter({ clientId }));

  expect(answer.status).toBe(400);
  expect(answer.body.details).toEqual([{ path: 'clientId', message: expect.any(String) }]);
});
