import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk, cancelBatch, moveBatch, postBatch, storedOrder } from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, anAdmin } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';

let app: TestApp;
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(async () => {
  try {
    expect(await checkInvariants(app.deps.db)).toEqual([]);
  } finally {
    await app.close();
  }
});

async function ownOrder(owner: Account): Promise<string> {
  return (await anOrder(app, { customerEmail: owner.email, serviceIds: ['s1'] }, owner.token)).order.id;
}
const remove = (owner: Account, id: string) =>
  app.http.delete(`/api/orders/${id}`).query({ email: owner.email }).set(owner.as());
const reprice = (owner: Account, id: string) =>
  app.http
    .put(`/api/orders/${id}`)
    .set(owner.as())
    .send({ serviceIds: ['s2', 's3'] });

test('while its batch waits, an order is neither deleted nor re-priced by its owner; once that is cancelled, both', async () => {
  const owner = await aCustomer(app);
  const [edited, deleted] = [await ownOrder(owner), await ownOrder(owner)];
  const batch = await aBatch(app, clerk, [edited, deleted]);
  const before = await Promise.all([edited, deleted].map((id) => storedOrder(app, id)));

  const refused = [await remove(owner, deleted), await reprice(owner, edited)];
  expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual([
    [409, 'order.too_late'],
    [409, 'order.too_late'],
  ]);
  expect(await Promise.all([edited, deleted].map((id) => storedOrder(app, id)))).toEqual(before);

  await cancelBatch(app, clerk, batch.id);
  const [removed, repriced] = [await remove(owner, deleted), await reprice(owner, edited)];
  expect([removed.status, removed.body]).toEqual([200, { message: 'Deleted' }]);
  expect([repriced.status, repriced.body.total]).toEqual([200, 400]);
  const shown = await app.http.get(`/admin/api/transit-batches/${batch.id}`).set(clerk.headers);
  expect(shown.body).toMatchObject({ status: 'CANCELLED', orderCount: 2, initiatedAt: null, completedAt: null });
});

test('a cancelled batch frees its orders for the next one, and leaves no step in their timelines', async () => {
  const owner = await aCustomer(app);
  const id = await ownOrder(owner);
  const cancelled = await aBatch(app, clerk, [id]);
  await cancelBatch(app, clerk, cancelled.id);

  const next = await aBatch(app, clerk, [id], 'STORE_TO_FACTORY', ['initiate']);

  expect(next.orders[0]).toMatchObject({ id, status: 'In Transit to Factory' });
  const timeline = await app.http.get(`/api/orders/${id}/timeline`).set(owner.as());
  expect(timeline.body.map((entry: { status: string }) => entry.status)).toEqual(['At Store', 'In Transit to Factory']);
});

test('an order that was deleted goes into no batch', async () => {
  const owner = await aCustomer(app);
  const [gone, kept] = [await ownOrder(owner), await ownOrder(owner)];
  await remove(owner, gone);

  const answer = await postBatch(app, clerk, { order_ids: [kept, gone], type: 'STORE_TO_FACTORY', created_by: 'x' });

  expect([answer.status, answer.body.error]).toEqual([
    400,
    'Order cannot move from Cancelled to In Transit to Factory',
  ]);
  expect(await storedOrder(app, kept)).toMatchObject({ openBatchId: null, batches: [] });
});

test('adding an order to a batch against its owner’s deletion ends one way or the other, never both', async () => {
  const owner = await aCustomer(app);
  for (let round = 0; round < 15; round += 1) {
    const id = await ownOrder(owner);
    const create = () => postBatch(app, clerk, { order_ids: [id], type: 'STORE_TO_FACTORY', created_by: 'x' });
    const [added, removed] =
      round % 2
        ? await Promise.all([create(), remove(owner, id)])
        : await Promise.all([remove(owner, id), create()]).then(([second, first]) => [first, second] as const);
    const order = await storedOrder(app, id);

    if (added.status === 201) {
      expect([removed.status, removed.body.error]).toEqual([409, 'Order can no longer be deleted']);
      expect(order).toMatchObject({ status: 'AT_STORE', openBatchId: added.body.id, withdrawnAt: null });
    } else {
      expect([added.status, removed.status]).toEqual([400, 200]);
      expect(added.body.error).toBe('Order cannot move from Cancelled to In Transit to Factory');
      expect(order).toMatchObject({ status: 'CANCELLED', openBatchId: null, batches: [] });
    }
  }
});

test('re-pricing against a batch that leaves never changes an order on the road', async () => {
  const owner = await aCustomer(app);
  for (let round = 0; round < 10; round += 1) {
    const id = await ownOrder(owner);
    const [added, edited] = await Promise.all([
      postBatch(app, clerk, { order_ids: [id], type: 'STORE_TO_FACTORY', created_by: 'x' }),
      reprice(owner, id),
    ]);
    expect(added.status).toBe(201);
    expect([200, 409]).toContain(edited.status);
    for (const move of allMoves) expect((await moveBatch(app, clerk, added.body.id, move)).status).toBe(200);
    const order = await app.http.get(`/api/orders/${id}`).set(owner.as());
    expect(order.body).toMatchObject({ status: 'Processing', total: edited.status === 200 ? 400 : 200 });
  }
});
