import type { TestApp } from './app.js';
import { aBatch, type BatchMove, ordersAtStore } from './batches.js';
import { anOrder, aService } from './builders.js';
import { aCustomer, anAdmin, aWorker } from './clients.js';
import { creations } from './creations.js';
import { aDelivery, aStartedDelivery } from './deliveries.js';

type Headers = Record<string, string>;
/** A change that is accepted once, and where to read the record it changes. */
export type Edit = { headers: Headers; path: string; body: object; shownAt: string; shownTo: Headers };

type Prepare = (app: TestApp) => Promise<Edit>;

async function ofOwnOrder(app: TestApp, body: object): Promise<Edit> {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  const path = `/api/orders/${order.id}`;
  return { headers: customer.as(), path, body, shownAt: path, shownTo: customer.as() };
}

async function asAdmin(app: TestApp, path: string, body: object = {}): Promise<Edit> {
  const admin = await anAdmin(app);
  return { headers: admin, path, body, shownAt: path, shownTo: admin };
}

/** A record that its creating route has just made, at the address of that route. */
const created =
  (collection: string, body: object = {}): Prepare =>
  async (app) => {
    const sent = await creations[`POST ${collection}`]?.(app);
    const answer = await app.http
      .post(collection)
      .set(sent?.headers ?? {})
      .send(sent?.body ?? {});
    if (answer.status !== 201) throw new Error(`${collection} was refused: ${answer.status} ${answer.text}`);
    return asAdmin(app, `/admin/api/${collection.split('/').at(-1)}/${answer.body.id}`, body);
  };

const batchMove =
  (portal: '/admin/api' | '/employee/api', move: BatchMove | null, before: BatchMove[]): Prepare =>
  async (app) => {
    const headers = portal === '/admin/api' ? await anAdmin(app) : (await aWorker(app, 'EMPLOYEE')).as();
    const orders = await ordersAtStore(app, 2);
    const { id } = await aBatch(app, { portal, headers }, orders, 'STORE_TO_FACTORY', before);
    const shownAt = `${portal}/transit-batches/${id}`;
    return { headers, path: move ? `${shownAt}/${move}` : shownAt, body: {}, shownAt, shownTo: headers };
  };

const takeOut =
  (portal: '/admin/api' | '/employee/api'): Prepare =>
  async (app) => {
    const edit = await batchMove(portal, null, [])(app);
    const { body } = await app.http.get(edit.shownAt).set(edit.headers);
    return { ...edit, path: `${edit.path}/orders/${body.orders[0].id}` };
  };

const deliveryMove =
  (move: 'start' | 'deliver' | 'fail', body: object = {}): Prepare =>
  async (app) => {
    const [admin, worker] = [await anAdmin(app), await aWorker(app, 'WORKER')];
    const { id } = await (move === 'start' ? aDelivery : aStartedDelivery)(app, admin, worker);
    const [path, shownAt] = [`/worker/api/deliveries/${id}/${move}`, `/admin/api/deliveries/${id}`];
    return { headers: worker.as(), path, body, shownAt, shownTo: admin };
  };

const asEmployee = (prepare: Prepare): Prepare => {
  return async (app) => {
    const edit = await prepare(app);
    const headers = (await aWorker(app, 'EMPLOYEE')).as();
    const path = edit.path.replace('/admin/api', '/employee/api');
    return { ...edit, path, headers };
  };
};

/** A change that each route which changes one record accepts. */
export const edits: Record<string, Prepare> = {
  'PUT /api/orders/:id': (app) => ofOwnOrder(app, { specialInstructions: 'no starch, please' }),
  'DELETE /api/orders/:id': async (app) => {
    const customer = await aCustomer(app);
    const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
    const shownAt = `/api/orders/${order.id}`;
    return {
      headers: customer.as(),
      path: `${shownAt}?email=${customer.email}`,
      body: {},
      shownAt,
      shownTo: customer.as(),
    };
  },
  'PUT /auth/me': async (app) => {
    const headers = (await aCustomer(app)).as();
    return { headers, path: '/auth/me', body: { name: 'Meera Iyer-Rao' }, shownAt: '/auth/me', shownTo: headers };
  },
  'PUT /admin/api/orders/:id': async (app) =>
    asAdmin(app, `/admin/api/orders/${(await anOrder(app)).order.id}`, { specialInstructions: 'bring a hanger' }),
  'DELETE /admin/api/orders/:id': async (app) => asAdmin(app, `/admin/api/orders/${(await anOrder(app)).order.id}`),
  'PUT /employee/api/orders/:id/status': async (app) => {
    const headers = (await aWorker(app, 'EMPLOYEE')).as();
    const shownAt = `/employee/api/orders/${(await anOrder(app)).order.id}`;
    return { headers, path: `${shownAt}/status`, body: { status: 'Ready for Delivery' }, shownAt, shownTo: headers };
  },
  'PUT /employee/api/orders/:id': async (app) => {
    const headers = (await aWorker(app, 'EMPLOYEE')).as();
    const shownAt = `/employee/api/orders/${(await anOrder(app)).order.id}`;
    return { headers, path: shownAt, body: { customerName: 'Lata Nair-Rao' }, shownAt, shownTo: headers };
  },
  'PUT /admin/api/customers/:id': created('/admin/api/customers', { notes: 'rings twice' }),
  'PUT /employee/api/customers/:id': asEmployee(created('/admin/api/customers', { notes: 'rings twice' })),
  'DELETE /admin/api/customers/:id': created('/admin/api/customers'),
  'PUT /admin/api/services/:id': async (app) =>
    asAdmin(app, `/admin/api/services/${await aService(app)}`, { price: 7.5 }),
  'DELETE /admin/api/services/:id': async (app) => asAdmin(app, `/admin/api/services/${await aService(app)}`),
  'PUT /admin/api/workers/:id': created('/admin/api/workers', { name: 'Ravi Das Gupta' }),
  'DELETE /admin/api/workers/:id': created('/admin/api/workers'),
  'PUT /admin/api/users/:id': created('/admin/api/users', { name: 'Nina Bose' }),
  'DELETE /admin/api/users/:id': created('/admin/api/users'),
  'PUT /admin/api/api-keys/:id': created('/admin/api/api-keys', { name: 'Accounts' }),
  'DELETE /admin/api/api-keys/:id': created('/admin/api/api-keys'),
  'PUT /admin/api/webhooks/:id': created('/admin/api/webhooks', { description: 'the web shop' }),
  'DELETE /admin/api/webhooks/:id': created('/admin/api/webhooks'),
  'PUT /admin/api/deliveries/:id': created('/admin/api/deliveries', { vehicleId: 'KA-05-0007' }),
  'DELETE /admin/api/deliveries/:id': created('/admin/api/deliveries'),
  'DELETE /admin/api/transit-batches/:id/orders/:orderId': takeOut('/admin/api'),
  'DELETE /employee/api/transit-batches/:id/orders/:orderId': takeOut('/employee/api'),
  'DELETE /employee/api/deliveries/:id': asEmployee(created('/admin/api/deliveries')),
  'PUT /worker/api/deliveries/:id/start': deliveryMove('start'),
  'PUT /worker/api/deliveries/:id/deliver': deliveryMove('deliver'),
  'PUT /worker/api/deliveries/:id/fail': deliveryMove('fail', { reason: 'nobody at home' }),
  'DELETE /admin/api/transit-batches/:id': batchMove('/admin/api', null, []),
  'PUT /admin/api/transit-batches/:id/initiate': batchMove('/admin/api', 'initiate', []),
  'PUT /admin/api/transit-batches/:id/receive': batchMove('/admin/api', 'receive', ['initiate']),
  'PUT /admin/api/transit-batches/:id/complete': batchMove('/admin/api', 'complete', ['initiate', 'receive']),
  'DELETE /employee/api/transit-batches/:id': batchMove('/employee/api', null, []),
  'PUT /employee/api/transit-batches/:id/initiate': batchMove('/employee/api', 'initiate', []),
  'PUT /employee/api/transit-batches/:id/receive': batchMove('/employee/api', 'receive', ['initiate']),
  'PUT /employee/api/transit-batches/:id/complete': batchMove('/employee/api', 'complete', ['initiate', 'receive']),
};
