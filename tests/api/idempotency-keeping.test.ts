import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDeps } from '../../src/deps.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { anAdmin, PASSWORD } from '../support/clients.js';
import { aKey, everythingIn } from '../support/creations.js';
import { testConfig } from '../support/test-config.js';

const clock = { at: new Date('2026-03-01T10:00:00Z'), now: () => clock.at };
const hours = (count: number) => new Date(clock.at.getTime() + count * 3_600_000);

let app: TestApp;
beforeAll(async () => {
  app = await startApp({}, { clock });
});
afterAll(() => app.close());

const order = (key: Record<string, string>, body: object) => app.http.post('/api/orders').set(key).send(body);

test('what is stored beside a key shows neither the key, nor the request, nor the answer', async () => {
  const [key, email] = [aKey(), anEmail()];
  const body = { name: 'Meera Iyer', email, phone: '+919812345678', password: PASSWORD };
  const answer = await app.http.post('/auth/signup').set(key).send(body);

  const rows = JSON.stringify(await app.deps.db.idempotencyKey.findMany());

  expect(answer.status).toBe(201);
  for (const secret of [key['Idempotency-Key'], PASSWORD, answer.body.token, email, 'Meera', '9812345678']) {
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(String(secret)).toString('base64').slice(0, 20));
  }
});

test('an answer that was tampered with is our fault, and not told', async () => {
  const [key, body] = [aKey(), anOrderBody()];
  const first = await order(key, body);
  const row = await app.deps.db.idempotencyKey.findFirstOrThrow({
    orderBy: { createdAt: 'desc' },
    where: { status: 201 },
  });
  const bytes = Buffer.from(row.answer ?? '', 'base64');
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  await app.deps.db.idempotencyKey.updateMany({ data: { answer: bytes.toString('base64') } });

  const answer = await order(key, body);

  expect(first.status).toBe(201);
  expect(answer.status).toBe(500);
  expect(answer.body.error).toBe('Internal server error');
});

test('an answer can be asked for again during a day; then the key is new', async () => {
  const [key, body] = [aKey(), anOrderBody()];
  const first = await order(key, body);
  clock.at = hours(23.9);
  const inTime = await order(key, body);
  clock.at = hours(0.2);

  const late = await order(key, body);

  expect(inTime.body.order.id).toBe(first.body.order.id);
  expect(late.status).toBe(201);
  expect(late.headers).not.toHaveProperty('idempotency-replayed');
  expect(late.body.order.id).not.toBe(first.body.order.id);
});

test('a request whose answer is too large to keep is still carried out only once', async () => {
  const admin = await anAdmin(app);
  const items = Array.from({ length: 200 }, () => ({ serviceId: 's1', note: 'n'.repeat(500) }));
  const orders = [];
  for (let count = 0; count < 10; count += 1) orders.push(await anOrder(app, { serviceIds: undefined, items }));
  const [key, body] = [
    aKey(),
    { order_ids: orders.map((placed) => placed.order.id), type: 'STORE_TO_FACTORY', created_by: 'x' },
  ];
  const first = await app.http
    .post('/admin/api/transit-batches')
    .set({ ...admin, ...key })
    .send(body);
  const made = await everythingIn(app);

  const again = await app.http
    .post('/admin/api/transit-batches')
    .set({ ...admin, ...key })
    .send(body);

  expect(first.status).toBe(201);
  expect(first.text.length).toBeGreaterThan(1_048_576);
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ code: 'idempotency.answer_not_kept' });
  expect(await everythingIn(app)).toEqual(made);
});

test('a request that failed after its commit is answered all the same, and again by another instance', async () => {
  const [key, body] = [aKey(), anOrderBody()];
  const failing = createDeps(testConfig(app.deps.config.databaseUrl), { clock });
  failing.lifecycle.notReady = null;
  failing.barcodes.encode = () => {
    throw new Error('the printer is on fire');
  };
  const first = await supertest(createApp(failing)).post('/api/orders').set(key).send(body);
  await failing.close();
  const made = await everythingIn(app);

  const again = await order(key, body);

  expect(first.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(await everythingIn(app)).toEqual(made);
});
