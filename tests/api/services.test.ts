import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/services';
const create = (body: object) => app.http.post(PATH).set(admin).send(body);
const change = (id: string, body: object) => app.http.put(`${PATH}/${id}`).set(admin).send(body);
const remove = (id: string) => app.http.delete(`${PATH}/${id}`).set(admin);
const listed = async (id: string, path = PATH) =>
  (await app.http.get(path).set(admin)).body.find((service: { id: string }) => service.id === id);
const audited = (entityId: string) =>
  app.deps.db.auditEntry.findMany({ where: { entity: 'service', entityId }, orderBy: { id: 'asc' } });

test('a new service gets an id of its own and can be ordered at once', async () => {
  const response = await create({ name: 'Steam Press', price: 49.5, duration: '6h', category: 'Press' });

  expect(response.status).toBe(201);
  const service = response.body;
  const rest = { name: 'Steam Press', price: 49.5, duration: '6h', category: 'Press' };
  expect(service).toEqual({
    ...rest,
    id: expect.stringMatching(/^[\w-]{1,20}$/),
    status: 'Active',
    usage_count: 0,
    unit: 'piece',
    quantityDecimals: 0,
  });
  expect(await listed(service.id, '/api/services')).toEqual(service);
  const { order } = await anOrder(app, { serviceIds: [service.id] });
  expect(order.total).toBe(49.5);
  expect((await listed(service.id)).usage_count).toBe(1);
});

test('an id can be chosen, up to 20 characters, by one service at a time', async () => {
  const id = 'curtains.long-20_chr';
  const first = await create({ id, name: 'Curtains', price: 0 });
  const again = await create({ id, name: 'Other curtains', price: 1 });
  await remove(id);
  const afterDeletion = await create({ id, name: 'Third curtains', price: 1 });

  expect(first.body).toEqual({
    id,
    name: 'Curtains',
    price: 0,
    duration: null,
    status: 'Active',
    usage_count: 0,
    unit: 'piece',
    quantityDecimals: 0,
    category: null,
  });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ error: 'Service id exists', code: 'service.id_taken' });
  expect(afterDeletion.body).toMatchObject({ id, name: 'Third curtains' });
});

test('of twenty services at once with one id exactly one is made', async () => {
  const id = 'twenty-at-once';

  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => create({ id, name: `Twin ${n}`, price: n })));

  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 409)).toHaveLength(19);
  expect(await audited(id)).toHaveLength(1);
});

test('what is missing is named', async () => {
  const response = await create({ name: ' ' });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({
    error: 'Missing fields',
    code: 'request.missing_fields',
    details: [
      { path: 'name', message: 'is required' },
      { path: 'price', message: 'is required' },
    ],
  });
});

describe.each([
  ['POST', (body: object) => create({ name: 'Bad', price: 1, ...body })],
  ['PUT', (body: object) => change('s2', body)],
])('%s refuses', (_, send) => {
  test.each([
    ['a price in words', { price: 'ten' }, 'price'],
    ['a price in fractions of a paisa', { price: 10.005 }, 'price'],
    ['a price below nothing', { price: -0.01 }, 'price'],
    ['a price above a million', { price: 1_000_000.01 }, 'price'],
    ['an endless name', { name: 'n'.repeat(101) }, 'name'],
    ['a name with a NUL', { name: 'a\0b' }, 'name'],
    ['an unknown status', { status: 'active' }, 'status'],
    ['an endless duration', { duration: 'd'.repeat(41) }, 'duration'],
    ['a duration as a number', { duration: 24 }, 'duration'],
    ['a category with a line break', { category: 'a\nb' }, 'category'],
  ])('%s', async (_fault, body, path) => {
    const before = await listed('s2');

    const response = await send(body);

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ error: INVALID_SENTENCE, details: [{ path, message: expect.any(String) }] });
    expect(await listed('s2')).toEqual(before);
  });
});

test.each(['x'.repeat(21), 'a,b', 'a b', 'a/b', '..', ' s', 's\0', 7])(
  'a service cannot have the id %j',
  async (id) => {
    const response = await create({ id, name: 'Bad id', price: 1 });

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({
      error: INVALID_SENTENCE,
      details: [expect.objectContaining({ path: 'id' })],
    });
  },
);

test('the catalogue is the admins’ alone to change', async () => {
  const others = [{}, (await aCustomer(app)).as(), (await aWorker(app, 'WORKER')).as()];
  const employee = (await aWorker(app, 'EMPLOYEE')).as();
  const before = await listed('s1');

  for (const [index, headers] of [...others, employee].entries()) {
    const status = index === 0 ? 401 : 403;
    expect((await app.http.get(PATH).set(headers)).status).toBe(status);
    expect((await app.http.post(PATH).set(headers).send({ name: 'Theirs', price: 1 })).status).toBe(status);
    expect((await app.http.put(`${PATH}/s1`).set(headers).send({ price: 0 })).status).toBe(status);
    expect((await app.http.delete(`${PATH}/s1`).set(headers)).status).toBe(status);
  }

  expect(await listed('s1')).toEqual(before);
});
