import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';
import { expectRefusal, NO_ORDER, NO_ROUTE } from '../support/error-shape.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const unknownPaths = [
  '/nowhere',
  '/api',
  '/api/',
  '/api/nowhere',
  '/auth/nowhere',
  '/API/services',
  '/ping/pong',
  '//ping',
];

test.each(unknownPaths)('%s is no route, whatever is done to it', async (path) => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'];

  const answers = await Promise.all(methods.map((method) => sendRaw(app, rawRequest(method, path))));

  for (const answer of answers) expectRefusal(answer, NO_ROUTE);
});

test('a route answers only the methods it has', async () => {
  const calls = ['PATCH /api/orders', 'DELETE /api/services', 'GET /auth/login', 'POST /ping', 'PUT /auth/signup'];

  const answers = await Promise.all(
    calls.map((call) => sendRaw(app, rawRequest(...(call.split(' ') as [string, string])))),
  );

  for (const answer of answers) expectRefusal(answer, NO_ROUTE);
});

test('HEAD answers like GET, without a body', async () => {
  const found = await app.http.head('/api/services');
  const missing = await app.http.head('/nowhere');

  expect([found.status, missing.status]).toEqual([200, 404]);
  expect(found.headers['x-total-count']).toBe('3');
  expect(missing.text ?? '').toBe('');
});

test('a method that HTTP does not know is refused in JSON', async () => {
  const answer = await sendRaw(app, rawRequest('FETCH', '/ping'));

  expectRefusal(answer, { status: 400, error: 'Malformed request', code: 'request.malformed' });
});

test('each way to be refused has its own status, sentence and code', async () => {
  const customer = await aCustomer(app);
  const other = await aCustomer(app);
  const worker = await aWorker(app, 'WORKER');
  const { order } = await anOrder(app, {}, customer.token);
  const path = `/api/orders/${order.id}`;

  const noToken = await app.http.get(path);
  const badToken = await app.http.get(path).set('Authorization', 'Bearer nonsense');
  const wrongRole = await app.http.get(path).set(worker.as());
  const notTheirs = await app.http.get(path).set(other.as());
  const missing = await app.http.get('/api/orders/aaaaaaaa').set(customer.as());
  const mismatch = await app.http.delete(`${path}?email=${anEmail()}`).set(customer.as());

  expectRefusal(noToken, { status: 401, error: 'Authentication required', code: 'auth.required' });
  expectRefusal(badToken, { status: 401, error: 'Invalid or expired token', code: 'auth.invalid_token' });
  expectRefusal(wrongRole, { status: 403, error: 'Forbidden', code: 'auth.wrong_role' });
  expectRefusal(notTheirs, { status: 403, error: 'Unauthorized', code: 'order.not_yours' });
  expectRefusal(missing, NO_ORDER);
  expectRefusal(mismatch, { status: 401, error: 'Unauthorized (email mismatch)', code: 'order.email_mismatch' });
  expect([noToken, badToken].map((answer) => answer.headers['www-authenticate'])).toEqual(['Bearer', 'Bearer']);
});

test('who may not do something is told that before what is wrong with it', async () => {
  const customer = await aCustomer(app);

  const noToken = await app.http.put('/auth/me').send({ name: 5 });
  const wrongRole = await app.http.post('/employee/logout').set(customer.as()).type('json').send('{');
  const badToken = await app.http.post('/api/orders').set('Authorization', 'Bearer x').send({});

  expectRefusal(noToken, { status: 401, error: 'Authentication required', code: 'auth.required' });
  expectRefusal(wrongRole, { status: 403, error: 'Forbidden', code: 'auth.wrong_role' });
  expectRefusal(badToken, { status: 401, error: 'Invalid or expired token', code: 'auth.invalid_token' });
});

test('a failure of our own says nothing of itself', async () => {
  const broken = await startApp(
    {},
    { ids: { orderId: () => 'not an id at all', trackingToken: () => 'x', batchSuffix: () => 'x' } },
  );
  try {
    const response = await broken.http.post('/api/orders').send({
      customerName: 'Asha',
      customerEmail: anEmail(),
      customerPhone: '1',
      serviceIds: ['s1'],
    });

    expectRefusal(response, { status: 500, error: 'Internal server error', code: 'server.error' });
  } finally {
    await broken.close();
  }
});
