import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';

const LOG = '/admin/api/audit-log';

let app: TestApp;
let admin: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

/** Rows of an entity that only this test has, at these times, oldest first. */
async function entriesAt(entity: string, times: string[], actor = 'admin:1'): Promise<void> {
  for (const [index, at] of times.entries()) {
    await app.deps.db.auditEntry.create({
      data: { at: new Date(at), actor, action: `${entity}.changed`, entity, entityId: String(index) },
    });
  }
}

const log = (query: object) => app.http.get(LOG).query(query).set(admin);
const idsOf = (response: { body: { entityId: string }[] }) => response.body.map((entry) => entry.entityId);

test('what staff did is told with who, what, which record, when and in which request', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');
  const { order } = await anOrder(app);
  const batch = await app.http
    .post('/employee/api/transit-batches')
    .set({ ...employee.as(), 'X-Request-Id': 'counter-1-abcdef' })
    .send({ order_ids: [order.id], type: 'STORE_TO_FACTORY', created_by: 'somebody else' });

  const response = await log({ entity: 'transit-batch', actor: `employee:${employee.id}` });

  expect(response.status).toBe(200);
  expect(response.headers['x-total-count']).toBe('1');
  expect(response.body).toEqual([
    {
      id: expect.any(Number),
      at: batch.body.createdAt,
      actor: `employee:${employee.id}`,
      actorName: 'Ravi Das',
      action: 'transit.created',
      entity: 'transit-batch',
      entityId: String(batch.body.id),
      requestId: 'counter-1-abcdef',
      detail: batch.body.transitId,
    },
  ]);
});

test('filters narrow by entity and by actor, newest first, the later of one instant before the earlier', async () => {
  await entriesAt('lamp', ['2021-01-01T00:00:00Z', '2021-01-02T00:00:00Z', '2021-01-02T00:00:00Z']);
  await entriesAt('lamp', ['2021-01-03T00:00:00Z'], 'employee:77');
  await entriesAt('shade', ['2021-01-04T00:00:00Z'], 'employee:77');

  expect(idsOf(await log({ entity: 'lamp' }))).toEqual(['0', '2', '1', '0']);
  expect((await log({ entity: 'lamp', actor: 'employee:77' })).headers['x-total-count']).toBe('1');
  expect((await log({ actor: 'employee:77' })).body).toHaveLength(2);
  expect((await log({ actor: 'employee:7' })).body).toEqual([]);
});

test('days include both ends and are cut in the business’s zone', async () => {
  await entriesAt('chair', [
    '2021-02-01T18:29:59.999Z',
    '2021-02-01T18:30:00.000Z',
    '2021-02-03T18:29:59.999Z',
    '2021-02-03T18:30:00.000Z',
  ]);

  expect(idsOf(await log({ entity: 'chair', from: '2021-02-02', to: '2021-02-03' }))).toEqual(['2', '1']);
  expect(idsOf(await log({ entity: 'chair', from: '2021-02-02' }))).toEqual(['3', '2', '1']);
  expect(idsOf(await log({ entity: 'chair', to: '2021-02-01' }))).toEqual(['0']);
});

test('an end may be a time, and a range that ends before it begins is empty', async () => {
  await entriesAt('sofa', ['2021-02-01T10:00:00Z', '2021-02-01T12:00:00Z']);

  expect(idsOf(await log({ entity: 'sofa', from: '2021-02-01T10:00:00.001Z' }))).toEqual(['1']);
  expect(idsOf(await log({ entity: 'sofa', to: '2021-02-01T10:00:00Z' }))).toEqual(['0']);
  expect(idsOf(await log({ entity: 'sofa', from: '2021-02-02', to: '2021-02-01' }))).toEqual([]);
});

test('pages follow each other without losing or repeating a row, filters kept', async () => {
  await entriesAt(
    'table',
    Array.from({ length: 7 }, () => '2021-03-01T00:00:00Z'),
  );
  await entriesAt('stool', ['2021-03-01T00:00:00Z']);

  const seen: string[] = [];
  let next: string | undefined = `${LOG}?entity=table&limit=3`;
  while (next) {
    const page: Awaited<ReturnType<typeof log>> = await app.http.get(next).set(admin);
    expect(page.headers['x-total-count']).toBe('7');
    seen.push(...idsOf(page));
    next = /<(.*)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1];
  }

  expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
});

test.each([
  [{ from: '2021-02-30' }, 'from'],
  [{ to: 'yesterday' }, 'to'],
  [{ limit: '0' }, 'limit'],
  [{ cursor: 'forged' }, 'cursor'],
  [{ entity: 'x'.repeat(51) }, 'entity'],
  [{ actor: 'admin:1\u0000' }, 'actor'],
])('a query of %j is refused', async (query, path) => {
  const response = await log(query);

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
  expect(response.body.details).toEqual([{ path, message: expect.any(String) }]);
});

test('only an admin reads the log', async () => {
  const others = [await aCustomer(app), await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];

  const answers = await Promise.all(others.map((account) => app.http.get(LOG).set(account.as())));
  const stranger = await app.http.get(LOG);

  for (const answer of answers) expect([answer.status, answer.body.error]).toEqual([403, 'Forbidden']);
  expect([stranger.status, stranger.body.error]).toEqual([401, 'Unauthorized']);
});
