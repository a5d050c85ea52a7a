import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../../src/modules/identity/scopes.js';
import { allStatusLabels } from '../../src/modules/orders/index.js';
import { anApiKey } from '../support/api-keys.js';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, ordersAtStore } from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, anOrderThatIs, aReadyOrder, aStartedDelivery } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let clerk: Record<string, string>;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  clerk = (await aWorker(app, 'EMPLOYEE')).as();
});
afterAll(() => app.close());

const callers = {
  employee: { headers: () => clerk, move: (id: string) => `/employee/api/orders/${id}/status` },
  admin: { headers: () => admin, move: (id: string) => `/admin/api/orders/${id}` },
} as const;

const STATUSES = [
  'AT_STORE',
  'IN_TRANSIT_TO_FACTORY',
  'AT_FACTORY',
  'PROCESSING',
  'QUALITY_CHECK',
  'PROCESSING_AT_STORE',
  'QUALITY_CHECK_AT_STORE',
  'IN_TRANSIT_TO_STORE',
  'RETURNED_TO_STORE',
  'READY_FOR_DELIVERY',
  'DELIVERED',
  'CANCELLED',
] as const;

/** Ways to an order of each kind that moves tell apart. */
const orders: Record<string, () => Promise<string>> = {
  ...Object.fromEntries(STATUSES.map((status) => [status, () => anOrderThatIs(app, status)])),
  'in a pending batch': async () => {
    const [id = ''] = await ordersAtStore(app, 1);
    await aBatch(app, { portal: '/admin/api', headers: admin }, [id]);
    return id;
  },
  'with a planned delivery': async () => (await aDelivery(app, admin, await aWorker(app, 'WORKER'))).orderId,
  'with its driver': async () => (await aStartedDelivery(app, admin, await aWorker(app, 'WORKER'))).orderId,
  missing: async () => {
    const id = await aReadyOrder(app);
    await app.deps.db.order.update({ where: { id }, data: { missingSince: new Date() } });
    return id;
  },
};

const cases = Object.keys(callers).flatMap((caller) => Object.keys(orders).map((kind) => [caller, kind] as const));

test.each(cases)('an %s is offered exactly what may be done with an order that is %s', async (caller, kind) => {
  const { headers, move } = callers[caller as keyof typeof callers];
  const make = orders[kind] as () => Promise<string>;
  const shown = (await app.http.get(`/${caller}/api/orders/${await make()}`).set(headers())).body;
  const offered = shown.allowedMoves as { status: string; needsReason: boolean }[];

  const taken: { status: string; needsReason: boolean }[] = [];
  for (const status of allStatusLabels.filter((label) => label !== shown.status)) {
    const bare = await app.http
      .put(move(await make()))
      .set(headers())
      .send({ status });
    const told = await app.http
      .put(move(await make()))
      .set(headers())
      .send({ status, note: 'As told' });
    if (told.status === 200) taken.push({ status, needsReason: bare.status !== 200 });
  }

  const byStatus = (one: { status: string }, other: { status: string }) => (one.status < other.status ? -1 : 1);
  expect(offered.toSorted(byStatus)).toEqual(taken.toSorted(byStatus));
});

test('the answer to a move says what may be done next, and is no other record to If-Match', async () => {
  const id = await aReadyOrder(app);
  const moved = await app.http.put(`/employee/api/orders/${id}/status`).set(clerk).send({ status: 'Delivered' });
  const read = await app.http.get(`/employee/api/orders/${id}`).set(clerk);

  expect(moved.body.allowedMoves).toEqual([]);
  expect(moved.body).toEqual(read.body);
  expect(moved.headers['etag']).toBe(read.headers['etag']);
});

test('a key that may only read is offered no moves', async () => {
  const id = await aReadyOrder(app);
  const read = async (scopes: Scope[]) =>
    (await app.http.get(`/api/orders/${id}`).set((await anApiKey(app, scopes)).as())).body.allowedMoves;

  expect(await read(['orders:read'])).toEqual([]);
  expect(await read(['orders:read', 'orders:write'])).toContainEqual({ status: 'Delivered', needsReason: false });
});

test('owners, lists and new orders are without', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const shown = await app.http.get(`/api/orders/${order.id}`).set(owner.as());
  const list = await app.http.get('/employee/api/orders').set(clerk);

  expect(order).not.toHaveProperty('allowedMoves');
  expect(shown.body).not.toHaveProperty('allowedMoves');
  for (const row of list.body) expect(row).not.toHaveProperty('allowedMoves');
});
