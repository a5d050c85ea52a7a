import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { aCustomer } from '../support/clients.js';
import { expectRefusal, INVALID, MISSING, NOT_JSON, WRONG_MEDIA } from '../support/error-shape.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const logins = ['/auth/login', '/employee/login', '/worker/login'];
const writes = ['/api/orders', '/auth/signup'];

const notJson = ['{', '{"email":}', "{'email': 1}", '{"email": "a"} x', 'email=a', 'undefined', '[1,', '\u0000', ' '];
const notObjects = ['"text"', '5', 'null', 'true', '-', 'NaN'];

test.each([...writes, ...logins].flatMap((path) => [...notJson, ...notObjects].map((text) => ({ path, text }))))(
  'POST $path with the body $text expects JSON',
  async ({ path, text }) => {
    const response = await app.http.post(path).type('json').send(text);

    expectRefusal(response, NOT_JSON);
  },
);

test.each([...writes, ...logins])('POST %s with a list at the top is refused', async (path) => {
  const response = await app.http.post(path).send([{ email: 'a@example.com' }]);

  expectRefusal(response, { ...INVALID, details: [['', 'must be an object']] });
});

test.each([...writes, ...logins])('POST %s with an empty JSON body names what is missing', async (path) => {
  const response = await app.http.post(path).set('Content-Type', 'application/json').set('Content-Length', '0').send();

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ error: 'Missing fields', code: 'request.missing_fields' });
  expect(response.body.details.length).toBeGreaterThan(1);
});

test.each(writes)('POST %s without any body or content type names what is missing', async (path) => {
  const response = await app.http.post(path);

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ error: 'Missing fields', code: 'request.missing_fields' });
  expect(response.body.details.length).toBe(4);
});

const otherTypes = [
  'text/plain',
  'text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/vnd.api+json',
  'application/jsonp',
  'json',
  '*/*',
];

test.each(otherTypes)('an order sent as %s is refused with 415', async (type) => {
  const attempt = await anAttempt(app);

  const response = await app.http.post('/api/orders').set('Content-Type', type).send(JSON.stringify(attempt.body()));

  expectRefusal(response, WRONG_MEDIA);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('an order sent without a content type is refused with 415', async () => {
  const attempt = await anAttempt(app);
  const body = JSON.stringify(attempt.body());
  const head = rawRequest('POST', '/api/orders', ['Host: localhost', `Content-Length: ${Buffer.byteLength(body)}`]);

  const response = await sendRaw(app, head + body);

  expectRefusal(response, WRONG_MEDIA);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test.each(logins.flatMap((path) => otherTypes.map((type) => ({ path, type }))))(
  'a login at $path sent as $type is refused with 400, as older clients know it',
  async ({ path, type }) => {
    const response = await app.http.post(path).set('Content-Type', type).send('email=a&password=b');

    expectRefusal(response, { ...NOT_JSON, code: 'request.not_json' });
  },
);

test.each(logins)('a login at %s without body and content type is refused with 400', async (path) => {
  const response = await app.http.post(path);

  expectRefusal(response, { ...NOT_JSON, code: 'request.not_json' });
});

test('sign-up, profile and order changes refuse other content types too', async () => {
  const customer = await aCustomer(app);
  const refused = [
    app.http.post('/auth/signup'),
    app.http.put('/auth/me').set(customer.as()),
    app.http.post('/auth/change-password').set(customer.as()),
    app.http.put('/api/orders/aaaaaaaa').set(customer.as()),
  ];

  const responses = await Promise.all(refused.map((request) => request.type('text/plain').send('{"name":"Else"}')));

  for (const response of responses) expectRefusal(response, WRONG_MEDIA);
  expect((await app.http.get('/auth/me').set(customer.as())).body.name).toBe('Meera Iyer');
});

test('a body of unknown fields only is a body with everything missing', async () => {
  const response = await app.http.post('/auth/login').send({ username: 'admin', constructor: {}, toString: 1 });

  expectRefusal(response, {
    ...MISSING,
    details: [
      ['email', 'is required'],
      ['password', 'is required'],
    ],
  });
});
