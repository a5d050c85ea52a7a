import type { TestApp } from './app.js';
import { aBatch, type BatchMove, type Clerk, ordersAtStore, type Portal } from './batches.js';
import { anAdmin, aWorker } from './clients.js';
import { aDelivery, aReadyOrder, aStartedDelivery } from './deliveries.js';

type Sent = { path: string; headers: Record<string, string>; body?: Record<string, unknown> };

const portals = { '/admin/api': aClerkOfAdmins, '/employee/api': aClerkOfTheCounter } as const;

async function aClerkOfAdmins(app: TestApp): Promise<Clerk> {
  return { portal: '/admin/api', headers: await anAdmin(app) };
}

async function aClerkOfTheCounter(app: TestApp): Promise<Clerk> {
  return { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() };
}

const steps: Record<BatchMove, readonly BatchMove[]> = {
  initiate: [],
  receive: ['initiate'],
  complete: ['initiate', 'receive'],
};

/** A request that each route which moves something accepts once, with everything it needs there already. */
export const movesOf: Record<string, (app: TestApp) => Promise<Sent>> = {
  ...inBoth('PUT', '/transit-batches/:id/initiate', (app, clerk) => aMove(app, clerk, 'initiate')),
  ...inBoth('PUT', '/transit-batches/:id/receive', (app, clerk) => aMove(app, clerk, 'receive')),
  ...inBoth('PUT', '/transit-batches/:id/complete', (app, clerk) => aMove(app, clerk, 'complete')),
  ...inBoth('POST', '/transit-batches/:id/orders', async (app, clerk) => {
    const [orderId] = await ordersAtStore(app, 1);
    return { path: `/${await pending(app, clerk)}/orders`, body: { order_ids: [orderId] } };
  }),
  ...inBoth('DELETE', '/transit-batches/:id/orders/:orderId', async (app, clerk) => {
    const { id, orderIds } = await aBatchOfTwo(app, clerk, []);
    return { path: `/${id}/orders/${orderIds[0]}` };
  }),
  ...inBoth('POST', '/transit-batches/:id/orders/:orderId/missing', async (app, clerk) => {
    const { id, orderIds } = await aBatchOfTwo(app, clerk, ['initiate']);
    return { path: `/${id}/orders/${orderIds[0]}/missing` };
  }),
  ...inBoth('POST', '/orders/:id/found', async (app, clerk) => ({
    path: `/${await aMissingOrder(app, clerk)}/found`,
    body: { status: 'At Store' },
  })),
  ...inBoth('POST', '/orders/:id/undo', async (app, clerk) => {
    const id = await aReadyOrder(app);
    const { portal, headers } = clerk;
    const path = portal === '/admin/api' ? `/admin/api/orders/${id}` : `/employee/api/orders/${id}/status`;
    const { status, text } = await app.http.put(path).set(headers).send({ status: 'Delivered' });
    if (status !== 200) throw new Error(`a hand-over was refused: ${status} ${text}`);
    return { path: `/${id}/undo`, body: { reason: 'Wrong bag' } };
  }),
  'PUT /employee/api/orders/:id/status': async (app) => ({
    path: `/employee/api/orders/${await aReadyOrder(app)}/status`,
    headers: (await aClerkOfTheCounter(app)).headers,
    body: { status: 'Delivered' },
  }),
  'PUT /admin/api/orders/:id': async (app) => ({
    path: `/admin/api/orders/${await aReadyOrder(app)}`,
    headers: await anAdmin(app),
    body: { status: 'Delivered' },
  }),
  'PUT /worker/api/deliveries/:id/start': async (app) => {
    const [admin, driver] = [await anAdmin(app), await aWorker(app, 'WORKER')];
    const { id } = await aDelivery(app, admin, driver);
    return { path: `/worker/api/deliveries/${id}/start`, headers: driver.as() };
  },
  'PUT /worker/api/deliveries/:id/deliver': async (app) => {
    const [admin, driver] = [await anAdmin(app), await aWorker(app, 'WORKER')];
    const { id } = await aStartedDelivery(app, admin, driver);
    return { path: `/worker/api/deliveries/${id}/deliver`, headers: driver.as() };
  },
  'PUT /worker/api/deliveries/:id/fail': async (app) => {
    const [admin, driver] = [await anAdmin(app), await aWorker(app, 'WORKER')];
    const { id } = await aStartedDelivery(app, admin, driver);
    return { path: `/worker/api/deliveries/${id}/fail`, headers: driver.as(), body: { reason: 'Nobody at home' } };
  },
};

/** The same of the admins' and of the employees' portal; `make` says what comes after the name of what is moved. */
function inBoth(
  method: 'PUT' | 'POST' | 'DELETE',
  path: string,
  make: (app: TestApp, clerk: Clerk) => Promise<Omit<Sent, 'headers'>>,
): Record<string, (app: TestApp) => Promise<Sent>> {
  const noun = path.split('/')[1];
  const of = (portal: Portal) => async (app: TestApp) => {
    const clerk = await portals[portal](app);
    const sent = await make(app, clerk);
    return { ...sent, path: `${portal}/${noun}${sent.path}`, headers: clerk.headers };
  };
  return {
    [`${method} /admin/api${path}`]: of('/admin/api'),
    [`${method} /employee/api${path}`]: of('/employee/api'),
  };
}

async function aBatchOfTwo(app: TestApp, clerk: Clerk, moves: readonly BatchMove[]) {
  const orderIds = await ordersAtStore(app, 2);
  const { id } = await aBatch(app, clerk, orderIds, 'STORE_TO_FACTORY', moves);
  return { id: id as number, orderIds };
}

async function pending(app: TestApp, clerk: Clerk): Promise<number> {
  return (await aBatchOfTwo(app, clerk, [])).id;
}

async function aMove(app: TestApp, clerk: Clerk, name: BatchMove) {
  const { id } = await aBatchOfTwo(app, clerk, steps[name]);
  return { path: `/${id}/${name}` };
}

async function aMissingOrder(app: TestApp, clerk: Clerk): Promise<string> {
  const { id, orderIds } = await aBatchOfTwo(app, clerk, ['initiate']);
  const [orderId = ''] = orderIds;
  const path = `${clerk.portal}/transit-batches/${id}/orders/${orderId}/missing`;
  const { status, text } = await app.http.post(path).set(clerk.headers);
  if (status !== 200) throw new Error(`a report was refused: ${status} ${text}`);
  return orderId;
}
