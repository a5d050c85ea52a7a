import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { type Edit, edits } from '../support/edits.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const changing = apiEndpoints
  .filter(({ method }) => method === 'put' || method === 'delete')
  .map(({ method, path }) => `${method.toUpperCase()} ${path}`);

const tooLate = { code: 'precondition.failed', error: 'The record was changed meanwhile: read it again' };

async function prepared(route: string): Promise<Edit> {
  const prepare = edits[route];
  if (!prepare) throw new Error(`no change is known that ${route} accepts: add one to edits`);
  return prepare(app);
}

function send(route: string, { path, headers, body }: Edit, ifMatch?: string) {
  const condition: Record<string, string> = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
  return app.http[route.startsWith('PUT') ? 'put' : 'delete'](path)
    .set({ ...headers, ...condition })
    .send(body);
}

function show({ shownAt, shownTo }: Edit) {
  return app.http.get(shownAt).set(shownTo);
}

test.each(changing)('%s changes nothing for a tag that is not the record’s any more', async (route) => {
  const edit = await prepared(route);
  const before = await show(edit);
  const audit = await app.deps.db.auditEntry.count();

  for (const tag of ['"an-older-one"', `W/${before.headers['etag']}`, '"a", "b"']) {
    const answer = await send(route, edit, tag);

    expect(answer.status, tag).toBe(412);
    expect(answer.body, tag).toEqual({ ...tooLate, requestId: expect.any(String) });
  }

  const after = await show(edit);
  expect(before.status).toBe(200);
  expect(after.text).toBe(before.text);
  expect(after.headers['etag']).toBe(before.headers['etag']);
  expect(await app.deps.db.auditEntry.count()).toBe(audit);
});

test.each(changing)('%s takes the tag that GET gave, once', async (route) => {
  const edit = await prepared(route);
  const before = await show(edit);

  const answer = await send(route, edit, `"an-older-one", ${before.headers['etag']}`);
  const again = await send(route, edit, before.headers['etag']);

  expect(before.headers['etag']).toMatch(/^"[\w.-]+"$/);
  expect(answer.status).toBe(200);
  // Some of them are gone now; of those that are there, the tag is another.
  expect([401, 403, 404, 412]).toContain(again.status);
  if (route.startsWith('DELETE')) return;
  const after = await show(edit);
  expect(answer.headers['etag']).toBe(after.headers['etag']);
  expect(after.headers['etag']).not.toBe(before.headers['etag']);
});

test.each(changing)('%s with If-Match * or without it does not look at the state', async (route) => {
  const [any, none] = [await prepared(route), await prepared(route)];

  expect((await send(route, any, '*')).status).toBe(200);
  expect((await send(route, none)).status).toBe(200);
});

test.each([
  'PUT /api/orders/:id',
  'PUT /admin/api/orders/:id',
  'PUT /employee/api/orders/:id',
  'PUT /admin/api/customers/:id',
  'PUT /admin/api/services/:id',
  'PUT /admin/api/workers/:id',
  'PUT /admin/api/users/:id',
  'PUT /admin/api/deliveries/:id',
])('%s: of ten editors at once with the same tag exactly one wins', async (route) => {
  const edit = await prepared(route);
  const tag = (await show(edit)).headers['etag'];
  const [field, value] = Object.entries(edit.body)[0] ?? ['', ''];
  const versions = Array.from({ length: 10 }, (_, n) => ({
    ...edit,
    body: { [field]: typeof value === 'number' ? value + n : `${value} ${n}` },
  }));

  const answers = await Promise.all(versions.map((version) => send(route, version, tag)));

  const winners = answers.flatMap((answer, n) => (answer.status === 200 ? [n] : []));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array<number>(9).fill(412)]);
  const [winner = -1] = winners;
  expect((await show(edit)).body[field]).toEqual(versions[winner]?.body[field]);
});

test.each(['', 'abc', '"abc', 'abc"', '"a" "b"', 'w/"a"', '"a"x', '*, "a"', '"sp ace"'])(
  'the condition %s cannot be read and is refused',
  async (condition) => {
    const edit = await prepared('PUT /admin/api/orders/:id');
    const before = await show(edit);

    const answer = await send('PUT /admin/api/orders/:id', edit, condition);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'request.invalid_fields', details: [{ path: 'If-Match' }] });
    expect((await show(edit)).text).toBe(before.text);
  },
);

test('a change of nothing depends on the condition as well', async () => {
  const edit = { ...(await prepared('PUT /admin/api/services/:id')), body: {} };
  const tag = (await show(edit)).headers['etag'];

  expect((await send('PUT /x', edit, '"another"')).status).toBe(412);
  expect((await send('PUT /x', edit, tag)).status).toBe(200);
});

test('orders that were placed meanwhile do not make an edit of the service or of the customer late', async () => {
  const admin = await anAdmin(app);
  const [service, customer] = [await aService(app), await aCustomer(app)];
  const paths = [`/admin/api/services/${service}`, `/admin/api/customers/${customer.id}`];
  const before = await Promise.all(paths.map((path) => app.http.get(path).set(admin)));
  await anOrder(app, { customerEmail: customer.email, serviceIds: [service] });
  const after = await Promise.all(paths.map((path) => app.http.get(path).set(admin)));

  const edited = await Promise.all(
    paths.map((path, n) =>
      app.http
        .put(path)
        .set({ ...admin, 'If-Match': before[n]?.headers['etag'] ?? '' })
        .send({ name: 'New' }),
    ),
  );

  const tags = [...before, ...after].map((answer) => answer.headers['etag']);
  expect(new Set(tags).size).toBe(4);
  expect(edited.map((answer) => answer.status)).toEqual([200, 200]);
});

test('whether an order exists and has changed is nobody else’s to find out', async () => {
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const edit = (condition: string) =>
    app.http
      .put(`/api/orders/${order.id}`)
      .set({ ...other.as(), 'If-Match': condition })
      .send({ pickupDate: '2026-12-24' });
  const tag = (await app.http.get(`/api/orders/${order.id}`).set(owner.as())).headers['etag'] ?? '';

  const answers = [await edit('"wrong"'), await edit(tag), await edit('*')];

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual(Array(3).fill([403, 'Unauthorized']));
});

test.each(['nowhere1', '%00', "x'--"])(
  'the order %s, which is not there, is not found under a condition either',
  async (id) => {
    const admin = await anAdmin(app);

    const answer = await app.http
      .put(`/admin/api/orders/${id}`)
      .set({ ...admin, 'If-Match': '"a"' })
      .send({ pickupDate: '2026-12-24' });

    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('order.not_found');
  },
);
