import { afterAll, beforeAll, expect, test } from 'vitest';
import { creates, takesIdempotencyKey } from '../../src/http/endpoint.js';
import { apiEndpoints } from '../../src/routers/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { aKey, everythingIn } from '../support/creations.js';
import { movesOf } from '../support/moves.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const moving = apiEndpoints
  .filter((declared) => takesIdempotencyKey(declared) && !creates(declared))
  .map(({ method, path }) => `${method.toUpperCase()} ${path}`);

async function prepared(route: string) {
  const make = movesOf[route];
  if (!make) throw new Error(`no request is known that ${route} accepts: add one to the moves`);
  const { path, headers, body = {} } = await make(app);
  const [method = ''] = route.toLowerCase().split(' ');
  return (key: Record<string, string>) =>
    app.http[method as 'put' | 'post' | 'delete'](path)
      .set({ ...headers, ...key })
      .send(body);
}

test.each(moving)('%s under one key moves once and answers the same again', async (route) => {
  const move = await prepared(route);
  const key = aKey();
  const first = await move(key);
  const made = await everythingIn(app);

  const again = await move(key);

  expect(first.status, first.text).toBe(200);
  expect(first.headers).not.toHaveProperty('idempotency-replayed');
  expect([again.status, again.text]).toEqual([200, first.text]);
  expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  expect(await everythingIn(app)).toEqual(made);
});

test.each(moving)('%s under one key, five times at once, moves once', async (route) => {
  const move = await prepared(route);
  const key = aKey();

  const answers = await Promise.all(Array.from({ length: 5 }, () => move(key).then((answer) => answer)));

  const made = answers.filter(({ status }) => status === 200);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  expect(made.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  for (const { status, text } of answers) expect([200, 409], text).toContain(status);
});

test.each(moving)('%s without a key, or under another, is not done again', async (route) => {
  const move = await prepared(route);
  const first = await move(aKey());
  const made = await everythingIn(app);

  const others = [await move({}), await move(aKey())];

  expect(first.status).toBe(200);
  for (const { status, headers } of others) {
    expect([200, 400, 404, 409]).toContain(status);
    expect(headers).not.toHaveProperty('idempotency-replayed');
  }
  const { orders, batches, tracks, timeline } = await everythingIn(app);
  expect({ orders, batches, tracks, timeline }).toEqual({
    orders: made['orders'],
    batches: made['batches'],
    tracks: made['tracks'],
    timeline: made['timeline'],
  });
});

test('a repeated move is told its first answer although the record has gone on, and If-Match was for the first', async () => {
  const { path, headers } = await aBatchToSend();
  const tag = (await app.http.get(path).set(headers)).headers['etag'] as string;
  const sent = { ...headers, ...aKey(), 'If-Match': tag };
  const first = await app.http.put(`${path}/initiate`).set(sent);
  await app.http.put(`${path}/receive`).set(headers);

  const again = await app.http.put(`${path}/initiate`).set(sent);
  const late = await app.http.put(`${path}/complete`).set({ ...headers, ...aKey(), 'If-Match': tag });

  expect([first.status, again.status, late.status]).toEqual([200, 200, 412]);
  expect([again.text, again.body.status]).toEqual([first.text, 'IN_TRANSIT']);
});

async function aBatchToSend() {
  const { path, headers } = (await movesOf['PUT /admin/api/transit-batches/:id/initiate']?.(app)) ?? {};
  if (!path || !headers) throw new Error('no batch is known that can be sent');
  return { path: path.replace('/initiate', ''), headers };
}
