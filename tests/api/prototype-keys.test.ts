import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt } from '../support/attempts.js';
import { anOrderBody } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test.each([
  '"__proto__": {"isAdmin": true, "customerName": "Evil", "quantity": 9}',
  '"constructor": {"prototype": {"isAdmin": true, "customerName": "Evil"}}',
  '"prototype": {"isAdmin": true}, "toString": null, "hasOwnProperty": 1, "valueOf": "x"',
])('a body with %s orders as if it had not, and changes nothing for the next one', async (keys) => {
  const attempt = await anAttempt(app);
  const items = [{ serviceId: attempt.service, KEYS: 1 }];
  const text = JSON.stringify(attempt.body({ serviceIds: undefined, items, KEYS: 1 })).replaceAll('"KEYS":1', keys);

  const response = await app.http.post('/api/orders').type('json').send(text);
  const nameless = await app.http.post('/api/orders').send(anOrderBody({ customerName: undefined }));

  expect(response.status).toBe(201);
  expect(response.body.order).toMatchObject({ customerName: 'Asha Rao', items: [{ quantity: 1 }] });
  expect(nameless.body.details).toEqual([{ path: 'customerName', message: 'is required' }]);
  expect(Object.prototype).not.toHaveProperty('isAdmin');
});

test('fields that only a prototype has are missing', async () => {
  const text = JSON.stringify(anOrderBody({ customerName: undefined })).replace(
    '{',
    '{"__proto__":{"customerName":"A"},',
  );

  const response = await app.http.post('/api/orders').type('json').send(text);

  expect(response.status).toBe(400);
  expect(response.body.details).toEqual([{ path: 'customerName', message: 'is required' }]);
});

test('prototype keys in a query are ignored', async () => {
  const customer = await aCustomer(app);
  const query = `__proto__[email]=x&constructor[prototype][limit]=1&__proto__=1&email=${customer.email}`;

  const response = await app.http.get(`/api/orders?${query}`).set(customer.as());

  expect(response.status).toBe(200);
  expect(response.body).toEqual([]);
});
