import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, type Clerk, moveBatch, ordersAtStore, readBatch, storedOrder } from '../support/batches.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';

let app: TestApp;
let admin: Clerk;
let employee: Clerk;
beforeAll(async () => {
  app = await startApp();
  admin = { portal: '/admin/api', headers: await anAdmin(app) };
  employee = { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() };
});
afterAll(async () => {
  try {
    expect(await checkInvariants(app.deps.db)).toEqual([]);
  } finally {
    await app.close();
  }
});

const rounds = Array.from({ length: 6 }, (_, round) => round);
const inBatch = ({ portal }: Clerk, batch: number, rest = '') => `${portal}/transit-batches/${batch}/orders${rest}`;
const takeOut = (clerk: Clerk, batch: number, id: string) =>
  app.http.delete(inBatch(clerk, batch, `/${id}`)).set(clerk.headers);
const miss = (clerk: Clerk, batch: number, id: string) =>
  app.http.post(inBatch(clerk, batch, `/${id}/missing`)).set(clerk.headers);
const add = (clerk: Clerk, batch: number, ids: string[]) =>
  app.http.post(inBatch(clerk, batch)).set(clerk.headers).send({ order_ids: ids });
const told = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => (status === 200 ? '200' : `${status} ${body.code}`)).sort();

test('of twenty clerks who take out or miss the same order one wins, and it is done once', async () => {
  for (const missing of [false, true]) {
    const [wrong = '', stays = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [wrong, stays], 'STORE_TO_FACTORY', missing ? ['initiate'] : []);
    const act = missing ? miss : takeOut;

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => act(n % 2 ? admin : employee, batch.id, wrong)),
    );

    expect(told(answers)).toEqual(['200', ...Array(19).fill('400 transit.not_in_batch')]);
    expect((await readBatch(app, admin, batch.id)).body).toMatchObject({ orderCount: 1, orders: [{ id: stays }] });
    const { timeline } = await storedOrder(app, wrong);
    expect(timeline.filter(({ type }) => type === (missing ? 'missing' : 'taken_out'))).toHaveLength(1);
  }
});

test('an order taken out while the batch leaves either stays behind or travels', async () => {
  for (const _round of rounds) {
    const [wrong = '', stays = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [wrong, stays]);

    const [left, out] = await Promise.all([
      moveBatch(app, admin, batch.id, 'initiate'),
      takeOut(employee, batch.id, wrong),
    ]);

    expect(left.status).toBe(200);
    const order = await storedOrder(app, wrong);
    if (out.status === 200) expect(order).toMatchObject({ status: 'AT_STORE', openBatchId: null });
    else expect([out.body.code, order.status]).toEqual(['transit.illegal_move', 'IN_TRANSIT_TO_FACTORY']);
    expect((await readBatch(app, admin, batch.id)).body.orderCount).toBe(out.status === 200 ? 1 : 2);
  }
});

test('an order missed while the batch arrives keeps the status that it had when it left', async () => {
  for (const _round of rounds) {
    const [lost = '', there = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [lost, there], 'STORE_TO_FACTORY', ['initiate']);

    const [arrived, missed] = await Promise.all([
      moveBatch(app, admin, batch.id, 'receive'),
      miss(employee, batch.id, lost),
    ]);

    expect([arrived.status, missed.status]).toEqual([200, 200]);
    const order = await storedOrder(app, lost);
    expect(['IN_TRANSIT_TO_FACTORY', 'AT_FACTORY']).toContain(order.status);
    expect(order.missingSince).not.toBeNull();
    expect((await storedOrder(app, there)).status).toBe('AT_FACTORY');
  }
});

test('an order put into two batches at once, or put in while it is taken out, is in one or in none', async () => {
  for (const _round of rounds) {
    const [a = '', b = '', shared = ''] = await ordersAtStore(app, 3);
    const [one, two] = [await aBatch(app, admin, [a]), await aBatch(app, admin, [b])];

    const both = await Promise.all([add(admin, one.id, [shared]), add(employee, two.id, [shared])]);

    expect(told(both)).toEqual(['200', '400 transit.order_in_open_batch']);
    const holder = both[0]?.status === 200 ? one.id : two.id;
    const other = holder === one.id ? two.id : one.id;
    const [out, into] = await Promise.all([takeOut(admin, holder, shared), add(employee, other, [shared])]);
    expect(out.status).toBe(200);
    expect((await storedOrder(app, shared)).openBatchId).toBe(into.status === 200 ? other : null);
  }
});

test('of ten who find a missing order one wins, also against the admin who gives it up', async () => {
  for (const _round of rounds) {
    const [lost = '', there = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [lost, there], 'STORE_TO_FACTORY', ['initiate']);
    await miss(admin, batch.id, lost);

    const finds = Array.from({ length: 10 }, () =>
      app.http.post(`/employee/api/orders/${lost}/found`).set(employee.headers).send({ status: 'At Store' }),
    );
    const [given, ...found] = await Promise.all([
      app.http.delete(`/admin/api/orders/${lost}`).set(admin.headers),
      ...finds,
    ]);

    expect(given?.status).toBe(200);
    const wins = found.filter(({ status }) => status === 200).length;
    expect(wins).toBeLessThanOrEqual(1);
    expect(told(found).filter((one) => one !== '200')).toEqual(Array(10 - wins).fill('400 order.not_missing'));
    expect(await storedOrder(app, lost)).toMatchObject({ status: 'CANCELLED', missingSince: null });
  }
});
