import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const noDays = [
  '2024-02-30',
  '2023-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-1-1',
  '0000-01-01',
  '24:00',
  '2026-12-01T24:00',
  '2026-12-01T00:00:00.000Z',
  '2026-12-01 ',
  ' 2026-12-01',
  '01/12/2026',
  '+02026-12-01',
  '-2026-12-01',
  '12026-12-01',
  'tomorrow',
  ' ',
  '٢٠٢٦-١٢-٠١',
  '2026-12-01\0',
  '2026-12-01\n',
];

test.each(noDays)('%j is no pickup date', async (pickupDate) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').send(attempt.body({ pickupDate }));

  expectRefusal(response, { ...INVALID, details: [['pickupDate', 'must be a day as YYYY-MM-DD']] });
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a pickup date that is none leaves an order as it is', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, {}, customer.token);

  const responses = await Promise.all(
    ['2024-02-30', 'tomorrow', 5].map((pickupDate) =>
      app.http.put(`/api/orders/${order.id}`).set(customer.as()).send({ pickupDate, specialInstructions: 'changed' }),
    ),
  );

  for (const response of responses) {
    expectRefusal(response, { ...INVALID, details: [['pickupDate', 'must be a day as YYYY-MM-DD']] });
  }
  expect((await app.http.get(`/api/orders/${order.id}`).set(customer.as())).body).toEqual(order);
});

test.each(['2019-05-01', '2024-02-29', '2000-02-29', '2099-12-31'])(
  '%s is a pickup date and comes back as sent, in the past too',
  async (pickupDate) => {
    const { order } = await anOrder(app, { pickupDate });

    expect(order.pickupDate).toBe(pickupDate);
  },
);

test('every time an order shows is UTC with milliseconds', async () => {
  const { token } = await aCustomer(app);
  const { order, customer } = await anOrder(app, {}, token);

  for (const time of [order.createdAt, order.updatedAt, customer.createdAt]) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});
