import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder, aService } from '../support/builders.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test.each([201, 10_000])('an order of %d lines is refused with 400 and one problem', async (count) => {
  const attempt = await anAttempt(app);
  const items = Array.from({ length: count }, () => ({ serviceId: attempt.service }));

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));

  expectRefusal(response, { ...INVALID, details: [['items', 'must hold at most 200']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each([201, 10_000])('%d serviceIds are refused with 400 and one problem, whatever they are', async (count) => {
  const attempt = await anAttempt(app);
  const serviceIds = Array.from({ length: count }, (_, index) => index);

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds }));

  expectRefusal(response, { ...INVALID, details: [['serviceIds', 'must hold at most 200']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('200 bad lines are refused with a bounded list of problems', async () => {
  const attempt = await anAttempt(app);
  const items = Array.from({ length: 200 }, () => ({ serviceId: 5, quantity: 'many' }));

  const response = await app.http.post('/api/orders').send(attempt.body({ serviceIds: undefined, items }));

  expect(response.status).toBe(400);
  expect(response.body.details.length).toBeGreaterThanOrEqual(100);
  expect(response.body.details.length).toBeLessThanOrEqual(400);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('an order may hold 2,000 pieces and not one more', async () => {
  const attempt = await anAttempt(app);
  const service = await aService(app);
  const pieces = (id: string, last: number) => ({
    serviceIds: undefined,
    items: [999, 999, last].map((quantity) => ({ serviceId: id, quantity })),
  });

  const fitting = await anOrder(app, pieces(service, 2));
  const response = await app.http.post('/api/orders').send(attempt.body(pieces(attempt.service, 3)));

  expect(await app.deps.db.piece.count({ where: { orderId: fitting.order.id } })).toBe(2_000);
  expectRefusal(response, { ...INVALID, details: [['items', 'must not hold more than 2000 pieces in all']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('45,000 lists inside each other where an id belongs are refused as one bad id', async () => {
  const attempt = await anAttempt(app);
  const nested = `${'['.repeat(45_000)}${']'.repeat(45_000)}`;
  const body = JSON.stringify(attempt.body({ serviceIds: ['nested'] })).replace('"nested"', nested);

  const response = await app.http.post('/api/orders').type('json').send(body);

  expectRefusal(response, { ...INVALID, details: [['serviceIds.0', 'must be text']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('50,000 unknown fields are ignored like one', async () => {
  const attempt = await anAttempt(app);
  const unknown = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`x${index}`, 1]));

  const response = await app.http.post('/api/orders').send(attempt.body(unknown));

  expect(response.status).toBe(201);
  expect(await attempt.traces()).toEqual({ customers: 1, orders: 1, lines: 1, uses: 1 });
});
