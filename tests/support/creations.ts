import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { ordersAtStore } from './batches.js';
import { anEmail, anOrder, anOrderBody } from './builders.js';
import { anAdmin, aWorker, PASSWORD } from './clients.js';
import { aReadyOrder } from './deliveries.js';

type Sent = { headers: Record<string, string>; body: Record<string, unknown>; path?: string; refused?: Refused };
/** What the route refuses, where an empty body is not it. */
type Refused = { path: string; status: number };

const LONG_PASSWORD = 'a password of the tests';

/** A request that each creating route accepts once, with everything it needs there already. */
export const creations: Record<string, (app: TestApp) => Promise<Sent>> = {
  'POST /api/orders': async () => ({ headers: {}, body: anOrderBody() }),
  'POST /api/orders/:id/tracking-link': async (app) => ({
    headers: await anAdmin(app),
    body: {},
    path: `/api/orders/${(await anOrder(app)).order.id}/tracking-link`,
    refused: { path: '/api/orders/zzzzzzzz/tracking-link', status: 404 },
  }),
  'POST /auth/signup': async () => ({
    headers: {},
    body: { name: 'Meera Iyer', email: anEmail(), phone: '+919800000002', password: PASSWORD },
  }),
  'POST /employee/api/customers': async (app) => ({
    headers: (await aWorker(app, 'EMPLOYEE')).as(),
    body: { name: 'Lata Nair', email: anEmail(), phone: '+919800000003' },
  }),
  'POST /admin/api/customers': async (app) => ({
    headers: await anAdmin(app),
    body: { name: 'Lata Nair', email: anEmail(), phone: '+919800000003' },
  }),
  'POST /employee/api/transit-batches': async (app) => ({
    headers: (await aWorker(app, 'EMPLOYEE')).as(),
    body: { order_ids: await ordersAtStore(app, 2), type: 'STORE_TO_FACTORY', created_by: 'counter' },
  }),
  'POST /admin/api/transit-batches': async (app) => ({
    headers: await anAdmin(app),
    body: { order_ids: await ordersAtStore(app, 2), type: 'STORE_TO_FACTORY', created_by: 'counter' },
  }),
  'POST /worker/scan': async (app) => ({
    headers: (await aWorker(app, 'WORKER')).as(),
    body: { orderId: await aReadyOrder(app), orderStatus: 'Checkpoint', location: 'gate' },
  }),
  'POST /admin/api/users': async (app) => ({
    headers: await anAdmin(app),
    body: { name: 'Nina', email: anEmail(), username: `nina-${randomUUID()}`, password: LONG_PASSWORD },
  }),
  'POST /api/users': async (app) => ({
    headers: await anAdmin(app),
    body: { name: 'Nina', email: anEmail(), username: `nina-${randomUUID()}`, password: LONG_PASSWORD },
  }),
  'POST /admin/api/services': async (app) => ({
    headers: await anAdmin(app),
    body: { id: `n${randomUUID().slice(0, 8)}`, name: 'Starching', price: 12.5 },
  }),
  'POST /admin/api/webhooks': async (app) => ({
    headers: await anAdmin(app),
    body: { url: `https://hooks.invalid/${randomUUID()}`, events: ['order.*'] },
  }),
  'POST /admin/api/workers': async (app) => ({
    headers: await anAdmin(app),
    body: { name: 'Ravi Das', email: anEmail(), password: LONG_PASSWORD, role: 'worker' },
  }),
  'POST /admin/api/api-keys': async (app) => ({
    headers: await anAdmin(app),
    body: { name: `Web shop ${randomUUID()}`, scopes: ['orders:write'] },
  }),
  'POST /admin/api/deliveries': async (app) => {
    const [headers, worker, orderId] = [await anAdmin(app), await aWorker(app, 'WORKER'), await aReadyOrder(app)];
    return { headers, body: { orderId, workerId: worker.id, address: '12 MG Road' } };
  },
};

/** Where a request that `creations` prepared is sent. */
export function pathOf(route: string, { path }: Pick<Sent, 'path'>): string {
  return path ?? route.replace('POST ', '');
}

/** Everything that a creating request may leave behind, counted. */
export async function everythingIn({ deps: { db } }: TestApp): Promise<Record<string, number>> {
  return {
    orders: await db.order.count(),
    customers: await db.customer.count(),
    services: await db.service.count(),
    workers: await db.worker.count(),
    users: await db.adminUser.count(),
    batches: await db.transitBatch.count(),
    deliveries: await db.delivery.count(),
    tracks: await db.track.count(),
    timeline: await db.timelineEntry.count(),
    audit: await db.auditEntry.count(),
    apiKeys: await db.apiKey.count(),
    webhooks: await db.webhookEndpoint.count(),
    events: await db.event.count(),
    keys: await db.idempotencyKey.count(),
  };
}

/** A key as clients make them. */
export const aKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': randomUUID() });
