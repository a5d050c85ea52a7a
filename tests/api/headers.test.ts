import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each(['12345678', 'a'.repeat(64), 'Abc-123_xyz', '--------'])(
  'the request id %s is kept, on success and on refusal',
  async (id) => {
    const found = await app.http.get('/ping').set('X-Request-Id', id);
    const missing = await app.http.get('/nowhere').set('X-Request-Id', id);

    expect(found.headers['x-request-id']).toBe(id);
    expect(missing.headers['x-request-id']).toBe(id);
    expect(missing.body.requestId).toBe(id);
  },
);

test.each([
  '1234567',
  'a'.repeat(65),
  '',
  'with blank',
  'a.b.c.d.e',
  '"quoted-id"',
  'id-12345;x',
  'grüße-äöü',
  '../../etc',
])('the request id "%s" is replaced by one of our own', async (id) => {
  const answer = await sendRaw(app, rawRequest('GET', '/nowhere', ['Host: localhost', `X-Request-Id: ${id}`]));

  expect(answer.headers['x-request-id']).toMatch(UUID);
  expect(answer.body).toMatchObject({ requestId: answer.headers['x-request-id'] });
});

test('two request ids in one request are none', async () => {
  const headers = ['Host: localhost', 'X-Request-Id: 11111111', 'X-Request-Id: 22222222'];

  const answer = await sendRaw(app, rawRequest('GET', '/ping', headers));

  expect(answer.headers['x-request-id']).toMatch(UUID);
});

test('requests without an id get one each', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.http.get('/ping')));

  expect(new Set(answers.map((answer) => answer.headers['x-request-id'])).size).toBe(10);
});

/** One answer of every sort: found, made, refused at each step, not found. */
async function answersOfEverySort() {
  const customer = await aCustomer(app);
  const { order, trackingToken } = await anOrder(app, {}, customer.token);
  return Promise.all([
    app.http.get('/ping'),
    app.http.get('/healthz'),
    app.http.get('/readyz'),
    app.http.get('/metrics'),
    app.http.get('/api/services'),
    app.http.post('/api/orders').send(anOrderBody()),
    app.http.post('/api/orders').send({}),
    app.http.post('/api/orders').type('json').send('{'),
    app.http.post('/api/orders').type('text').send('x'),
    app.http.post('/auth/login').send({ email: customer.email, password: 'wrong' }),
    app.http.get('/auth/me'),
    app.http.get('/auth/me').set(customer.as()),
    app.http.get(`/api/orders/${order.id}`).set(customer.as()),
    app.http.get(`/api/orders/${order.id}/barcode.png`),
    app.http.get(`/api/orders/${order.id}/barcode.svg`),
    app.http.get(`/api/track/${trackingToken}`),
    app.http.get('/nowhere'),
    app.http.get('/%'),
    app.http.get('/'),
  ]);
}

test('every answer forbids sniffing, framing and referrers, and does not say what serves it', async () => {
  const answers = await answersOfEverySort();

  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(UUID),
    });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['strict-transport-security']).toMatch(/max-age=31536000/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('set-cookie');
  }
});

test('what belongs to an account, and every refusal, is stored nowhere', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, {}, customer.token);

  const answers = await Promise.all([
    app.http.get('/auth/me').set(customer.as()),
    app.http.get(`/api/orders/${order.id}`).set(customer.as()),
    app.http.get(`/api/orders/${order.id}/timeline`).set(customer.as()),
    app.http.get('/api/orders').query({ email: customer.email }).set(customer.as()),
    app.http.get(`/api/orders/${order.id}`),
    app.http.get('/api/orders/aaaaaaaa/barcode.png'),
    app.http.get('/nowhere'),
  ]);

  for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store');
});
