import { applyChanges } from '../../src/modules/totals/apply-changes.sql.js';
import type { TestApp } from './app.js';
import { anEmail, anOrderBody } from './builders.js';
import { type Account, aWorker } from './clients.js';
import { type Calls, callsAs, callsAsAdmin } from './staff.js';

/** What somebody does next, and numbers from which it is drawn what with. */
export type Act = { what: number; first: number; second: number };

type Shop = {
  app: TestApp;
  admin: Calls;
  employee: Calls;
  driver: Account;
  emails: string[];
  orders: string[];
  batches: number[];
  deliveries: number[];
};

/** A shop in which many people do things at once. */
export async function aShop(app: TestApp): Promise<Shop> {
  const employee = await aWorker(app, 'EMPLOYEE');
  return {
    app,
    admin: await callsAsAdmin(app),
    employee: callsAs(app, employee.as()),
    driver: await aWorker(app, 'WORKER'),
    emails: Array.from({ length: 6 }, anEmail),
    orders: [],
    batches: [],
    deliveries: [],
  };
}

type Answer = { status: number; body: { id: number; order: { id: string } } };

const LABELS = ['Ready for Delivery', 'Quality Check', 'Delivered', 'Cancelled', 'Out for Delivery'];
const pick = <T>(list: readonly T[], place: number, otherwise: T): T => list[place % list.length] ?? otherwise;
const lines = ({ first, second }: Act) =>
  Array.from({ length: 1 + (first % 3) }, (_, line) => ({
    // The same service on several lines is still one order of it.
    serviceId: `s${1 + ((first + line * second) % 3)}`,
    quantity: 1 + (second % 4),
    note: `line ${line}`,
  }));

/** All that somebody may do; most of it is refused at one time or another, and that is part of it. */
const acts: ((shop: Shop, act: Act) => Promise<Answer | undefined>)[] = [
  async ({ app, emails, orders }, act) => {
    const body = anOrderBody({
      customerEmail: pick(emails, act.second, anEmail()),
      serviceIds: undefined,
      items: lines(act),
    });
    const answer: Answer = await app.http.post('/api/orders').send(body);
    if (answer.status === 201) orders.push(answer.body.order.id);
    return answer;
  },
  ({ admin, orders }, act) => admin.put(`/admin/api/orders/${pick(orders, act.first, 'x')}`, { items: lines(act) }),
  ({ employee, orders }, { first, second }) =>
    employee.put(`/employee/api/orders/${pick(orders, first, 'x')}/status`, { status: pick(LABELS, second, '') }),
  ({ admin, orders }, { first }) => admin.delete(`/admin/api/orders/${pick(orders, first, 'x')}`),
  ({ admin, orders }, { first }) =>
    admin.post(`/admin/api/orders/${pick(orders, first, 'x')}/undo`, { reason: 'again' }),
  async ({ app, admin, emails, orders, batches }, { first, second }) => {
    // One that is still at the counter, and half the time any other.
    const { body } = await app.http
      .post('/api/orders')
      .send(anOrderBody({ customerEmail: pick(emails, first, anEmail()) }));
    const other = first % 2 === 0 ? [pick(orders, first, 'x')] : [];
    const order_ids = [...new Set([...(body.order ? [body.order.id] : []), ...other])];
    const type = second % 8 === 0 ? 'FACTORY_TO_STORE' : 'STORE_TO_FACTORY';
    const answer: Answer = await admin.post('/admin/api/transit-batches', { order_ids, type, created_by: 'counter' });
    if (answer.status === 201) batches.push(answer.body.id);
    return answer;
  },
  ({ admin, batches }, { first, second }) =>
    admin.put(
      `/admin/api/transit-batches/${pick(batches, first, 0)}/${pick(['initiate', 'initiate', 'receive', 'complete'], second, '')}`,
      {},
    ),
  ({ admin, batches }, { first }) => admin.delete(`/admin/api/transit-batches/${pick(batches, first, 0)}`),
  async ({ app, admin, employee, driver, emails, deliveries }, { first }) => {
    const made = await app.http
      .post('/api/orders')
      .send(anOrderBody({ customerEmail: pick(emails, first, anEmail()) }));
    const orderId: string = made.body.order?.id ?? 'x';
    await employee.put(`/employee/api/orders/${orderId}/status`, { status: 'Ready for Delivery' });
    const body = { orderId, workerId: driver.id, address: '1 Main Street' };
    const answer: Answer = await admin.post('/admin/api/deliveries', body);
    if (answer.status === 201) deliveries.push(answer.body.id);
    return answer;
  },
  ({ app, driver, deliveries }, { first, second }) =>
    app.http
      .put(`/worker/api/deliveries/${pick(deliveries, first, 0)}/${pick(['start', 'deliver', 'fail'], second, '')}`)
      .set(driver.as())
      .send({ reason: 'nobody at home' }),
  ({ app, driver, orders }, { first }) =>
    app.http
      .post('/worker/scan')
      .set(driver.as())
      .send({ orderId: pick(orders, first, 'x'), orderStatus: 'Checkpoint', location: 'the yard' }),
  async ({ app, admin, emails }, { first, second }) => {
    const customer = await app.deps.db.customer.findUnique({ where: { loginEmail: pick(emails, first, '') } });
    const path = `/admin/api/customers/${customer?.id ?? 0}`;
    return second % 3 === 0 ? admin.delete(path) : admin.put(path, { status: second % 3 === 1 ? 'blocked' : 'active' });
  },
  async ({ app }) => {
    await applyChanges(app.deps.db);
    return undefined;
  },
];

/** How many different things there are to do. */
export const KINDS = acts.length;

/** Does it, and answers the status; none where nobody was asked. */
export async function carryOut(shop: Shop, act: Act): Promise<number | undefined> {
  return (await acts[act.what % KINDS]?.(shop, act))?.status;
}
