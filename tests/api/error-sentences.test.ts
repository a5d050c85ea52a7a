import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

test.each([
  ['/admin/api/services', { name: 'Shirt', price: true }, 'Invalid fields: price must be a number'],
  ['/admin/api/services', { name: 7, price: 4 }, 'Invalid fields: name must be text'],
  [
    '/admin/api/workers',
    { name: 'A', email: 'a@example.com', password: 'x'.repeat(14), role: 'boss' },
    'Invalid fields: role must be one of employee, worker',
  ],
  [
    '/api/orders',
    anOrderBody({ serviceIds: undefined, items: [{ serviceId: 's1', quantity: 1.5 }] }),
    'Invalid fields: items.0.quantity must be a whole number',
  ],
  ['/api/orders', anOrderBody({ serviceIds: undefined, items: 's1' }), 'Invalid fields: items must be a list'],
  ['/api/orders', [], 'Invalid fields: the body must be an object'],
])('POST %s is refused with a sentence that says what is wrong (%#)', async (path, body, sentence) => {
  const answer = await admin.post(path, body);

  expect([answer.status, answer.body.error]).toEqual([400, sentence]);
  expect(answer.body.details[0].message).toBe(
    sentence
      .split(' ')
      .slice(sentence.includes('the body') ? 4 : 3)
      .join(' '),
  );
});

test('the sentence of a query and of a header says what is wrong as well', async () => {
  const listed = await admin.get('/admin/api/orders', { limit: '0' });
  const cursor = await admin.get('/admin/api/orders', { cursor: 'x' });
  const keyed = await app.http.post('/api/orders').set('Idempotency-Key', 'short').send(anOrderBody());

  expect(listed.body.error).toMatch(/^Invalid fields: limit must /);
  expect(cursor.body.error).toBe('Invalid fields: cursor is not a cursor of this list');
  expect(keyed.body.error).toMatch(/^Invalid fields: Idempotency-Key must be 16 to 128 letters/);
});

test('the sentences that older clients know stay as they are', async () => {
  const missing = await app.http.post('/api/orders').send({ customerName: 7 });
  const empty = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: [] }));
  const unknown = await app.http.post('/api/orders').send(anOrderBody({ serviceIds: ['nope'] }));

  expect([missing, empty, unknown].map(({ body }) => body.error)).toEqual([
    'Missing fields',
    'serviceIds must be a non-empty list',
    'One or more services are invalid',
  ]);
});
