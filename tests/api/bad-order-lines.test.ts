import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder, aService } from '../support/builders.js';
import { expectRefusal, INVALID, MISSING } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const NON_EMPTY = { ...INVALID, error: 'serviceIds must be a non-empty list' } as const;

const noLists: [string, unknown][] = [
  ['an empty list', []],
  ['one id as text', 's1'],
  ['a number', 1],
  ['true', true],
  ['an object', { 0: 's1', length: 1 }],
];

test.each(noLists)('serviceIds as %s are refused with their own sentence', async (_what, serviceIds) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds }));

  expectRefusal(response, { ...NON_EMPTY, details: [['serviceIds', NON_EMPTY.error]] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('the sentence about serviceIds comes with every other problem of the order', async () => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: [], customerEmail: 'nobody' }));

  expectRefusal(response, {
    ...NON_EMPTY,
    details: [
      ['customerEmail', 'must be an e-mail address'],
      ['serviceIds', NON_EMPTY.error],
    ],
  });
});

test.each([
  ['left out', undefined],
  ['null', null],
])('serviceIds %s are missing', async (_how, serviceIds) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds }));

  expectRefusal(response, { ...MISSING, details: [['serviceIds', 'is required']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each([
  ['a list', ['s1']],
  ['an object', { id: 's1' }],
  ['a number', 1],
  ['true', true],
])('an id in serviceIds that is %s is refused by its place', async (_what, id) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: [attempt.service, id] }));

  expectRefusal(response, { ...INVALID, details: [['serviceIds.1', 'must be text']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a null among serviceIds is missing', async () => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: [attempt.service, null] }));

  expectRefusal(response, { ...MISSING, details: [['serviceIds.1', 'is required']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

const badQuantities: [unknown, string][] = [
  [0, 'must be from 1 to 999'],
  [-1, 'must be from 1 to 999'],
  [1_000, 'must be from 1 to 999'],
  [1e9, 'must be from 1 to 999'],
  [1.5, 'must be a whole number'],
  ['3', 'must be a whole number'],
  ['', 'must be a whole number'],
  [true, 'must be a whole number'],
  [[3], 'must be a whole number'],
];

test.each(badQuantities)('a quantity of %j is refused, beside a good line too', async (quantity, problem) => {
  const attempt = await anAttempt(app);
  const items = [{ serviceId: attempt.service }, { serviceId: attempt.service, quantity }];

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));

  expectRefusal(response, { ...INVALID, details: [['items.1.quantity', problem]] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(['1e309', '-0', '9007199254740993'])('a quantity written %s is refused, never a crash', async (quantity) => {
  const attempt = await anAttempt(app);
  const text = JSON.stringify(
    attempt.body({ serviceIds: undefined, items: [{ serviceId: attempt.service, quantity: 7 }] }),
  );

  const response = await app.http
    .post('/api/orders')
    .type('json')
    .send(text.replace('"quantity":7', `"quantity":${quantity}`));

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
  expect(new Set(response.body.details.map((detail: { path: string }) => detail.path))).toEqual(
    new Set(['items.0.quantity']),
  );
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a quantity that is left out or null is one piece', async () => {
  const service = await aService(app, { priceMinor: 100n });

  const { order } = await anOrder(app, {
    serviceIds: undefined,
    items: [{ serviceId: service }, { serviceId: service, quantity: null }, { serviceId: service, quantity: 999 }],
  });

  expect(order.items.map((item: { quantity: number }) => item.quantity)).toEqual([1, 1, 999]);
  expect(order.total).toBe(1_001);
});

test('items as an empty list are refused with the same sentence', async () => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items: [] }));

  expectRefusal(response, { ...NON_EMPTY, details: [['items', NON_EMPTY.error]] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

const badItems: [string, unknown, [string, string | RegExp][]][] = [
  ['text', 's1', [['items', 'must be a list']]],
  ['an object', { serviceId: 's1' }, [['items', 'must be a list']]],
  ['a list of ids', ['s1'], [['items.0', 'must be an object']]],
  ['a list of lists', [[{ serviceId: 's1' }]], [['items.0', 'must be an object']]],
];

test.each(badItems)('items as %s are refused', async (_what, items, details) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));

  expectRefusal(response, { ...INVALID, details });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});
