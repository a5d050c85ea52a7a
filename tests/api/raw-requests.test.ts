import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { expectRefusal, MALFORMED } from '../support/error-shape.js';
import { NOT_HTTP, request } from '../support/not-http.js';
import { firstAnswer, sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test.each(NOT_HTTP)('%s is refused in JSON, and the connection is closed', async (_what, bytes) => {
  const answer = await sendRaw(app, bytes);

  expectRefusal(answer, MALFORMED);
  expect(answer.headers['connection']).toBe('close');
});

test('chunks that are none are refused in JSON, and the connection is closed', async () => {
  const head = request(
    'POST /api/orders HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
  );

  const answer = await sendRaw(app, `${head}zz\r\n{}\r\n0\r\n\r\n`);

  expectRefusal(answer, MALFORMED);
  expect(answer.headers['connection']).toBe('close');
});

test.each([
  ['two hosts', ['Host: shop.test', 'Host: other.test']],
  ['the same host twice', ['Host: shop.test', 'HOST: shop.test']],
])('a request with %s is refused, whichever was meant', async (_what, hosts) => {
  const answer = await sendRaw(app, request('GET /ping HTTP/1.1', ...hosts, 'Connection: close'));

  expectRefusal(answer, MALFORMED);
});

test.each([
  ['one header', request('GET /ping HTTP/1.1', 'Host: localhost', `X-Long: ${'x'.repeat(17_000)}`)],
  [
    'many headers',
    request(
      'GET /ping HTTP/1.1',
      'Host: localhost',
      ...Array.from({ length: 400 }, (_, n) => `X-${n}: ${'x'.repeat(40)}`),
    ),
  ],
  ['the path', request(`GET /${'x'.repeat(17_000)} HTTP/1.1`, 'Host: localhost')],
])('over 16 KB in %s are refused with 431 in JSON, and the connection is closed', async (_what, bytes) => {
  const answer = await sendRaw(app, bytes);

  expectRefusal(answer, { status: 431, error: 'Request headers are too large', code: 'request.headers_too_large' });
  expect(answer.headers['connection']).toBe('close');
});

test('15 KB of headers are served', async () => {
  const bytes = request('GET /ping HTTP/1.1', 'Host: localhost', `X-Long: ${'x'.repeat(15_000)}`, 'Connection: close');

  const answer = await sendRaw(app, bytes);

  expect(answer.body).toEqual({ message: 'pong' });
});

test('a request without a host is refused in JSON', async () => {
  const answer = await sendRaw(app, request('GET /ping HTTP/1.1', 'Connection: close'));

  expectRefusal(answer, MALFORMED);
});

// Whether it is served all the same or refused with 417 is left open.
test('an expectation that nobody can meet is answered in JSON', async () => {
  const bytes = request('GET /ping HTTP/1.1', 'Host: localhost', 'Expect: a-miracle', 'Connection: close');

  const answer = await sendRaw(app, bytes);

  expect([200, 417]).toContain(answer.status);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['x-request-id']).toMatch(/^[\w-]{8,64}$/);
});

test('a request to become another protocol is served as it stands', async () => {
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];

  const answer = await firstAnswer(app, request('GET /ping HTTP/1.1', 'Host: localhost', ...upgrade));

  expect(answer.body).toEqual({ message: 'pong' });
});

test('a header that would break a line comes back in no header', async () => {
  const path = '/api/orders?email=a%0D%0ASet-Cookie:%20x=1&limit=1';

  const answer = await sendRaw(app, request(`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close'));

  expect(answer.status).toBe(401);
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

test('the server goes on serving others after all of that', async () => {
  await Promise.all(NOT_HTTP.map(([, bytes]) => sendRaw(app, bytes)));

  const answer = await app.http.get('/ping');

  expect(answer.body).toEqual({ message: 'pong' });
});
