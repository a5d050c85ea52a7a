import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt, NO_TRACES } from '../support/attempts.js';
import { expectRefusal, TOO_LARGE } from '../support/error-shape.js';
import { firstAnswer, sendRaw } from '../support/raw-http.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const LIMIT = 1_048_576;
const head = (headers: string[]) =>
  `${['POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`;

/** An order that is `size` bytes of JSON, thanks to a field nobody reads. */
function padded(body: Record<string, unknown>, size: number): string {
  const bare = Buffer.byteLength(JSON.stringify({ ...body, padding: '' }));
  return JSON.stringify({ ...body, padding: 'x'.repeat(size - bare) });
}

test('a body of exactly 1 MiB is read, and one byte more is refused with 413', async () => {
  const fitting = await anAttempt(app);
  const tooLarge = await anAttempt(app);

  const accepted = await app.http.post('/api/orders').type('json').send(padded(fitting.body(), LIMIT));
  const refused = await app.http
    .post('/api/orders')
    .type('json')
    .send(padded(tooLarge.body(), LIMIT + 1));

  expect(accepted.status).toBe(201);
  expectRefusal(refused, TOO_LARGE);
  expect(await tooLarge.traces()).toEqual(NO_TRACES);
});

test('a body over 1 MiB in chunks, without a length, is refused with 413', async () => {
  const attempt = await anAttempt(app);
  const body = padded(attempt.body(), LIMIT + 1);
  const chunks = (body.match(/.{1,65536}/gs) ?? []).map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);

  const response = await sendRaw(
    app,
    `${head(['Transfer-Encoding: chunked', 'Connection: close'])}${chunks.join('')}0\r\n\r\n`,
  );

  expectRefusal(response, TOO_LARGE);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a small body that unpacks to 50 MB is refused with 413', async () => {
  const attempt = await anAttempt(app);
  const bomb = gzipSync(padded(attempt.body(), 50_000_000));
  const headers = ['Content-Encoding: gzip', `Content-Length: ${bomb.length}`, 'Connection: close'];

  const response = await sendRaw(app, Buffer.concat([Buffer.from(head(headers)), bomb]));

  expect(bomb.length).toBeLessThan(LIMIT);
  expectRefusal(response, TOO_LARGE);
  expect(await attempt.traces()).toEqual(NO_TRACES);
});

test('a client that announces too much is told before it has sent it', { timeout: 5_000 }, async () => {
  const response = await firstAnswer(app, `${head(['Content-Length: 50000000'])}{"customerName":`);

  expectRefusal(response, TOO_LARGE);
});

test('a client whose chunks never end is told once they are too many', { timeout: 5_000 }, async () => {
  const chunk = `10000\r\n${' '.repeat(0x1_0000)}\r\n`;

  const response = await firstAnswer(app, head(['Transfer-Encoding: chunked']) + chunk.repeat(17));

  expectRefusal(response, TOO_LARGE);
});

test('logins and sign-ups have the same limit', async () => {
  const padding = 'x'.repeat(LIMIT);

  const responses = await Promise.all(
    ['/auth/login', '/auth/signup', '/employee/login', '/worker/login'].map((path) =>
      app.http.post(path).send({ email: 'a@example.com', password: padding }),
    ),
  );

  for (const response of responses) expectRefusal(response, TOO_LARGE);
});

test('the server goes on serving after refusing a large body', async () => {
  await app.http.post('/api/orders').send({ padding: 'x'.repeat(2 * LIMIT) });

  const response = await app.http.get('/ping');

  expect(response.body).toEqual({ message: 'pong' });
});
