import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { expectRefusal } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const UNKNOWN = { status: 400, error: 'One or more services are invalid', code: 'order.unknown_services' } as const;
const notActive = (id: string): [string, string] => ['serviceIds', `${JSON.stringify(id)} is not an active service`];

test.each([
  ['that nobody has', 'zzz'],
  ['in other letters', 'S1'],
  ['with blanks around it', ' s1 '],
  ['that is empty', ''],
  ['with a quote', "s1' OR '1'='1"],
  ['with a wildcard', 's%'],
  ['with an emoji', '🧺'],
  ['of Object', 'constructor'],
])('a service id %s is an unknown service, and the good one beside it is not counted', async (_what, id) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: [attempt.service, id] }));

  expectRefusal(response, { ...UNKNOWN, details: [notActive(id)] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each([
  ['a NUL', 's1\0'],
  ['a control character', 's1\u0007'],
  ['a broken pair', 's1\ud800'],
])('a service id with %s is refused, whichever way it is given', async (_what, id) => {
  const attempt = await anAttempt(app);
  const ways = [
    { serviceIds: [attempt.service, id] },
    { serviceIds: undefined, serviceId: `${attempt.service},${id}` },
    { serviceIds: undefined, items: [{ serviceId: attempt.service }, { serviceId: id }] },
  ];

  const responses = await Promise.all(ways.map((way) => app.http.post('/api/orders').send(attempt.body(way))));

  expect(responses.map((response) => response.status)).toEqual([400, 400, 400]);
  for (const { body } of responses)
    expect(body.error).toMatch(/^(Invalid fields: .+|One or more services are invalid)$/);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('every unknown and inactive service of an order is named', async () => {
  const attempt = await anAttempt(app);
  const inactive = await aService(app, { status: 'INACTIVE' });
  const serviceIds = ['nope1', attempt.service, inactive, 'nope2'];

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds }));

  expectRefusal(response, { ...UNKNOWN, details: ['nope1', inactive, 'nope2'].map(notActive) });
  expect(await attempt.traces()).toEqual(NO_TRACES);
  expect(await app.deps.db.service.findUnique({ where: { id: inactive } })).toMatchObject({ usageCount: 0 });
});

test('a deleted service is no service', async () => {
  const attempt = await anAttempt(app);
  await app.deps.db.service.update({ where: { id: attempt.service }, data: { deletedAt: new Date() } });

  const response = await app.http.post('/api/orders').send(attempt.body());

  expectRefusal(response, { ...UNKNOWN, details: [notActive(attempt.service)] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('items and the comma-separated alias refuse unknown services alike', async () => {
  const attempt = await anAttempt(app);
  const items = [{ serviceId: attempt.service }, { serviceId: 'nope' }];
  const serviceId = `${attempt.service}, nope`;

  const asItems = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));
  const asAlias = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, serviceId }));

  for (const response of [asItems, asAlias]) expectRefusal(response, { ...UNKNOWN, details: [notActive('nope')] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('an order keeps its lines, price and counts when its owner asks for an unknown service', async () => {
  const attempt = await anAttempt(app);
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { serviceIds: [attempt.service] }, customer.token);
  const other = await aService(app);

  const response = await app.http
    .put(`/api/orders/${order.id}`)
    .set(customer.as())
    .send({ serviceIds: [other, 'nope'], specialInstructions: 'changed' });

  expectRefusal(response, { ...UNKNOWN, details: [notActive('nope')] });
  expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body).toEqual(order);
  expect(await attempt.traces()).toMatchObject({ lines: 1, uses: 1 });
  expect(await app.deps.db.service.findUnique({ where: { id: other } })).toMatchObject({ usageCount: 0 });
});
