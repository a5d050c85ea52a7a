import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ALLOWED = 'http://localhost:5173';
const strangers = [
  'https://evil.example',
  'http://localhost:5174',
  'https://localhost:5173',
  'http://localhost:5173.evil.example',
  'http://evil.localhost:5173',
  'http://localhost',
  'http://LOCALHOST:5173',
  'null',
  '*',
];

test('the allowed origin may call with credentials and read the headers of lists', async () => {
  const answers = await Promise.all([
    app.http.get('/api/services').set('Origin', ALLOWED),
    app.http.post('/api/orders').set('Origin', ALLOWED).send({}),
    app.http.get('/nowhere').set('Origin', ALLOWED),
  ]);

  expect(answers.map((answer) => answer.status)).toEqual([200, 400, 404]);
  for (const { headers } of answers) {
    expect(headers['access-control-allow-origin']).toBe(ALLOWED);
    expect(headers['access-control-allow-credentials']).toBe('true');
    expect(headers['vary']).toContain('Origin');
    const exposed = headers['access-control-expose-headers']?.split(/, ?/);
    expect(exposed).toEqual(expect.arrayContaining(['Link', 'X-Total-Count', 'X-Request-Id', 'Retry-After']));
  }
});

test('the allowed origin is told what it may send', async () => {
  const answer = await app.http
    .options('/api/orders')
    .set({ Origin: ALLOWED, 'Access-Control-Request-Method': 'PUT' })
    .set('Access-Control-Request-Headers', 'authorization,content-type');

  expect(answer.status).toBe(204);
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': ALLOWED,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'authorization,content-type',
  });
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    expect(answer.headers['access-control-allow-methods']).toContain(method);
  }
});

test.each(strangers)('the origin %s is allowed nothing', async (origin) => {
  const read = await app.http.get('/api/services').set('Origin', origin);
  const refused = await app.http.post('/api/orders').set('Origin', origin).send({});
  const asked = await app.http
    .options('/api/orders')
    .set({ Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' });

  for (const { headers } of [read, refused, asked]) {
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['vary']).toContain('Origin');
  }
});

test('a caller without an origin, such as curl, is served and told of no origin', async () => {
  const answer = await app.http.post('/api/orders').send(anOrderBody());

  expect(answer.status).toBe(201);
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});
