import { afterAll, beforeAll, expect, test } from 'vitest';
import { creates } from '../../src/http/endpoint.js';
import { apiEndpoints } from '../../src/routers/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { aKey, creations, everythingIn, pathOf } from '../support/creations.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const creating = apiEndpoints.filter(creates).map(({ path }) => `POST ${path}`);

/** What the answer of a route shows once, and never again. */
const toldOnce: Record<string, string> = { 'POST /admin/api/api-keys': 'key', 'POST /admin/api/webhooks': 'secret' };

/** The answer as it is told again. */
function toldAgain(route: string, { body }: { body: Record<string, unknown> }): string {
  const { [toldOnce[route] ?? '']: _secret, ...rest } = body;
  return JSON.stringify(rest);
}

const otherRequest = { code: 'idempotency.other_request', error: 'This key was used for another request' };

function post(route: string, headers: Record<string, string>, body: object) {
  return app.http.post(route.replace('POST ', '')).set(headers).send(body);
}

async function prepared(route: string) {
  const make = creations[route];
  if (!make) throw new Error(`no request is known that ${route} accepts: add one to creations`);
  const sent = await make(app);
  return { ...sent, path: pathOf(route, sent) };
}

test.each(creating)('%s under one key creates once and answers the same again', async (route) => {
  const { path, headers, body } = await prepared(route);
  const key = aKey();
  const first = await post(path, { ...headers, ...key }, body);
  const made = await everythingIn(app);

  const again = await post(path, { ...headers, ...key }, body);

  expect(first.status).toBe(201);
  expect(first.headers).not.toHaveProperty('idempotency-replayed');
  expect(again.status).toBe(201);
  expect(again.text).toBe(toldAgain(route, first));
  expect(again.headers).toMatchObject({
    'idempotency-replayed': 'true',
    'content-type': first.headers['content-type'],
    'cache-control': 'no-store',
  });
  expect(await everythingIn(app)).toEqual(made);
});

test.each(Object.entries(toldOnce))('%s shows its %s once, also under one key', async (route, secret) => {
  const { path, headers, body } = await prepared(route);
  const key = aKey();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post(path, { ...headers, ...key }, body).then((answer) => answer)),
  );
  const later = await post(path, { ...headers, ...key }, body);

  const made = answers.filter((answer) => answer.status === 201);
  const [shown, ...others] = made.map((answer) => answer.body[secret]).filter((value) => value !== undefined);
  expect(shown).toMatch(/^(fc|whsec)_/);
  expect(others).toEqual([]);
  expect(later.status).toBe(201);
  expect(later.body).toMatchObject({ id: made[0]?.body.id });
  expect(later.text).not.toContain(shown);
});

test.each(creating)('%s under one key, twenty times at once, creates once', async (route) => {
  const { path, headers, body } = await prepared(route);
  const key = aKey();
  const before = await everythingIn(app);

  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(path, { ...headers, ...key }, body).then((answer) => answer)),
  );

  const made = answers.filter((answer) => answer.status === 201);
  expect(new Set(made.map((answer) => toldAgain(route, answer))).size).toBe(1);
  expect(made.filter((answer) => answer.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  for (const answer of answers) expect([201, 409], answer.text).toContain(answer.status);
  expect((await everythingIn(app))['keys']).toBe((before['keys'] ?? 0) + 1);
  const afterOne = await everythingIn(app);
  await post(path, { ...headers, ...key }, body);
  expect(await everythingIn(app)).toEqual(afterOne);
});

test.each(creating)('%s refuses another request under a key that was used, and creates nothing', async (route) => {
  const { path, headers, body } = await prepared(route);
  const other = await prepared(route);
  const key = aKey();
  await post(path, { ...headers, ...key }, body);
  const before = await everythingIn(app);

  const answer = await post(other.path, { ...headers, ...key }, other.body);

  expect(answer.status).toBe(422);
  expect(answer.body).toEqual({ ...otherRequest, requestId: expect.any(String) });
  expect(await everythingIn(app)).toEqual(before);
});

test.each(creating)('%s takes a key that a refused request came with', async (route) => {
  const { path, headers, body, refused: bad = { path, status: 400 } } = await prepared(route);
  const key = aKey();
  const refused = await post(bad.path, { ...headers, ...key }, {});

  const answer = await post(path, { ...headers, ...key }, body);

  expect(refused.status).toBe(bad.status);
  expect(answer.status).toBe(201);
  expect(answer.headers).not.toHaveProperty('idempotency-replayed');
});

test('a key that failed inside the work, not only at its door, can be used again', async () => {
  const [admin, key, email] = [await anAdmin(app), aKey(), anEmail()];
  const order = { customerName: 'Asha Rao', customerEmail: email, customerPhone: '1' };
  const refused = await post('POST /api/orders', { ...admin, ...key }, { ...order, serviceIds: ['no such service'] });

  const answer = await post('POST /api/orders', { ...admin, ...key }, { ...order, serviceIds: ['s1'] });

  expect(refused.status).toBe(400);
  expect(refused.body.code).toBe('order.unknown_services');
  expect(answer.status).toBe(201);
});

test('a key means nothing in the hands of another account, of another kind of account, or of nobody', async () => {
  const [admin, one, two] = [await anAdmin(app), await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'EMPLOYEE')];
  const key = aKey();
  const callers = [admin, one.as(), two.as(), {}];

  const answers = [];
  for (const caller of callers) {
    const { body } = await prepared('POST /api/orders');
    answers.push(await post('POST /api/orders', { ...caller, ...key }, body));
  }

  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.body.order.id)).size).toBe(4);
});

test('a key is another one on another route', async () => {
  const [admin, key] = [await anAdmin(app), aKey()];
  const { body } = await prepared('POST /admin/api/customers');
  await post('POST /admin/api/customers', { ...admin, ...key }, body);

  const answer = await post('POST /employee/api/customers', { ...admin, ...key }, body);

  expect(answer.status).toBe(422);
});

test('the same request is the same in another spelling: order of fields, fields nobody knows, quotes around the key', async () => {
  const { body } = await prepared('POST /api/orders');
  const key = aKey();
  const first = await post('POST /api/orders', key, body);
  const turned = Object.fromEntries(Object.entries({ ...body, total: 5 }).toReversed());

  const answer = await post('POST /api/orders', { 'Idempotency-Key': `"${key['Idempotency-Key']}"` }, turned);

  expect(answer.status).toBe(201);
  expect(answer.text).toBe(first.text);
});

test.each([
  'short',
  'fifteen-letters',
  'a'.repeat(129),
  'with blanks in between',
  'sixteen.and.dots.',
  '"unbalanced-quote-1',
  '',
])('the key "%s" is refused, and nothing is created', async (sent) => {
  const { body } = await prepared('POST /api/orders');
  const before = await everythingIn(app);

  const answer = await post('POST /api/orders', { 'Idempotency-Key': sent }, body);

  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    code: 'request.invalid_fields',
    details: [{ path: 'Idempotency-Key', message: 'must be 16 to 128 letters, digits, dashes and underscores' }],
  });
  expect(await everythingIn(app)).toEqual(before);
});

test('without a key two equal requests are two orders', async () => {
  const { body } = await prepared('POST /api/orders');

  const answers = [await post('POST /api/orders', {}, body), await post('POST /api/orders', {}, body)];

  expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
  expect(answers[0]?.body.order.id).not.toBe(answers[1]?.body.order.id);
});

test('a caller whose login ended gets no kept answer', async () => {
  const worker = await aWorker(app, 'EMPLOYEE');
  const { body } = await prepared('POST /employee/api/customers');
  const key = aKey();
  await post('POST /employee/api/customers', { ...worker.as(), ...key }, body);
  await app.http.post('/employee/logout').set(worker.as());

  const answer = await post('POST /employee/api/customers', { ...worker.as(), ...key }, body);

  expect(answer.status).toBe(401);
  expect(JSON.stringify(answer.body)).not.toContain(String(body['email']));
});
