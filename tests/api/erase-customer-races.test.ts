import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, aWorker } from '../support/clients.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let employee: Calls;
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  employee = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const SECRET = 'Zed Secret, 12 Lake Road';
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const erase = (id: number) => admin.delete(`/admin/api/customers/${id}`);
const setStatus = (id: string, body: object) => employee.put(`/employee/api/orders/${id}/status`, body);
const scan = (body: object) => callsAs(app, worker.as()).post('/worker/scan', body);
const plan = (orderId: string, body: object = {}) =>
  admin.post('/admin/api/deliveries', { orderId, workerId: worker.id, ...body });
const erased = { status: 409, code: 'customer.erased' };
const told = ({ status, body }: { status: number; body: { code?: string } }) => ({ status, code: body.code });

async function aCustomersOrder(): Promise<{ customer: Account; id: string }> {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  return { customer, id: order.id };
}

/** Everything stored of an order in which somebody could have written a name. */
async function wordsAbout(id: string): Promise<string> {
  const include = { lines: true, timeline: true, deliveries: true, tracks: true, searchTerms: true };
  const order = await app.deps.db.order.findUniqueOrThrow({ where: { id }, include });
  return JSON.stringify({ ...order, totalMinor: 0, lines: order.lines.map(({ note }) => note) });
}

const ready = (id: string) => setStatus(id, { status: 'Ready for Delivery' });
const noOne = async () => 0;
const planned = async (id: string): Promise<number> => {
  await ready(id);
  return (await plan(id)).body.id;
};

type Write = (
  id: string,
  customer: Account,
  prepared: number,
) => PromiseLike<{ status: number; body: { code?: string } }>;
const amend: Write = (id) =>
  admin.put(`/admin/api/orders/${id}`, { customerName: SECRET, specialInstructions: SECRET, customerPhone: '424242' });
const writes: [string, (id: string) => Promise<unknown>, Write, number[]][] = [
  [
    'the owner’s edit',
    noOne,
    (id, customer) => app.http.put(`/api/orders/${id}`).set(customer.as()).send({ specialInstructions: SECRET }),
    [200, 401, 404],
  ],
  ['an admin’s correction', noOne, amend, [200, 409]],
  [
    'an admin’s note on a line',
    noOne,
    (id) => admin.put(`/admin/api/orders/${id}`, { items: [{ serviceId: 's1', quantity: 1, note: SECRET }] }),
    [200, 409],
  ],
  ['the address of a new delivery', ready, (id) => plan(id, { address: SECRET }), [201, 409]],
  [
    'another address of a delivery',
    planned,
    (_id, _customer, delivery) => admin.put(`/admin/api/deliveries/${delivery}`, { address: SECRET }),
    [200, 409],
  ],
  ['a scan on the way', noOne, (orderId) => scan({ orderId, orderStatus: 'Checkpoint', note: SECRET }), [201, 409]],
  ['a pick-up', ready, (orderId) => scan({ orderId, orderStatus: 'Picked Up', location: SECRET }), [201, 409]],
  ['a note on a step', noOne, (id) => setStatus(id, { status: 'Ready for Delivery', note: SECRET }), [200, 409]],
];

test.each(writes)(
  '%s leaves nothing behind when the customer is being deleted',
  async (_, prepare, write, statuses) => {
    for (const round of times(5)) {
      const { customer, id } = await aCustomersOrder();
      const prepared = Number(await prepare(id)) || 0;

      const [first, gone, second, third] = await Promise.all([
        // Every other time nobody is before the deletion.
        round % 2 ? write(id, customer, prepared) : undefined,
        erase(customer.id),
        write(id, customer, prepared),
        write(id, customer, prepared),
      ]);

      expect(gone.status).toBe(200);
      // The same step a second time is refused as such: what counts is that none is a crash and none is left.
      for (const answer of [first, second, third]) {
        if (!answer) continue;
        const { status, body } = answer;
        if (body.code !== 'order.illegal_move' && body.code !== 'delivery.order_taken')
          expect(statuses).toContain(status);
      }
      expect(await wordsAbout(id)).not.toMatch(/Secret|Lake|424242/);
    }
  },
);

test('nothing personal is written on the order of a deleted customer, and staff are told why', async () => {
  const { customer, id } = await aCustomersOrder();
  const { id: other } = await aCustomersOrder();
  await erase(customer.id);

  const answers = [
    await amend(id, customer, 0),
    await admin.put(`/admin/api/orders/${id}`, { items: [{ serviceId: 's1', quantity: 1, note: SECRET }] }),
    await setStatus(id, { status: 'Ready for Delivery', note: SECRET }),
    await scan({ orderId: id, orderStatus: 'Checkpoint', location: SECRET }),
  ];

  expect(answers.map(told)).toEqual([erased, erased, erased, erased]);
  expect(answers[0]?.body.error).toBe('Customer was deleted: nothing about them can be written down');
  expect(await wordsAbout(id)).not.toMatch(/Secret|Lake|424242|edited|READY/);
  expect((await amend(other, customer, 0)).status).toBe(200);
});

test('the order of a deleted customer goes on: moved, repriced, scanned and delivered without a word', async () => {
  const { customer, id } = await aCustomersOrder();
  await erase(customer.id);

  const answers = [
    await admin.put(`/admin/api/orders/${id}`, { pickupDate: '2026-12-24', serviceIds: ['s2'] }),
    await setStatus(id, { status: 'Ready for Delivery', note: '' }),
    await scan({ orderId: id, orderStatus: 'Checkpoint' }),
    await plan(id, { address: SECRET }),
    await plan(id, { address: '' }),
  ];
  const delivery = answers[4]?.body.id;
  answers.push(await admin.put(`/admin/api/deliveries/${delivery}`, { address: SECRET }));
  answers.push(await admin.put(`/admin/api/deliveries/${delivery}`, { address: null, vehicleId: 'KA-01' }));
  answers.push(await scan({ orderId: id, orderStatus: 'Picked Up' }));
  answers.push(await admin.put(`/admin/api/orders/${id}`, { status: 'Delivered' }));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 409, 201, 409, 200, 201, 200]);
  expect(await wordsAbout(id)).not.toMatch(/Secret|Lake/);
});

test('a console that sends the whole form of a deleted customer’s order back changes only what it changed', async () => {
  const { customer, id } = await aCustomersOrder();
  const { id: bystander } = await aCustomersOrder();
  await erase(customer.id);
  const form = (await admin.get(`/admin/api/orders/${id}`)).body;

  const same = await admin.put(`/admin/api/orders/${id}`, form);
  const moved = await admin.put(`/admin/api/orders/${id}`, { ...form, pickupDate: '2026-12-24' });
  const blank = await admin.put(`/admin/api/orders/${bystander}`, { customerEmail: '', customerPhone: '' });
  const wrong = await admin.put(`/admin/api/orders/${id}`, { customerEmail: 'x', customerPhone: null });

  expect(form).toMatchObject({ customerEmail: '', customerPhone: '' });
  expect(same.body).toEqual(form);
  expect(moved.body).toEqual({ ...form, pickupDate: '2026-12-24', updatedAt: expect.any(String) });
  expect(blank).toMatchObject({ status: 200, body: { customerEmail: '', customerPhone: '' } });
  expect(wrong.body.details).toEqual([{ path: 'customerEmail', message: 'must be an e-mail address' }]);
});

test('of the notes on a deleted customer’s order those of its own batches stay, and what only looks like one goes', async () => {
  const { customer, id } = await aCustomersOrder();
  const { id: elsewhere } = await aCustomersOrder();
  const batch = async (order: string) => {
    const body = { order_ids: [order], type: 'STORE_TO_FACTORY', created_by: 'counter' };
    const made = (await admin.post('/admin/api/transit-batches', body)).body;
    for (const step of ['initiate', 'receive', 'complete']) {
      await employee.put(`/employee/api/transit-batches/${made.id}/${step}`, {});
    }
    return made.transitId;
  };
  const [own, other] = [await batch(id), await batch(elsewhere)];
  await setStatus(id, { status: 'Quality Check', note: `S2F- ${SECRET}` });
  await setStatus(id, { status: 'Processing', note: other });
  await admin.put(`/admin/api/orders/${id}`, { pickupDate: '2026-12-24' });

  await erase(customer.id);

  const timeline = await admin.get(`/api/orders/${id}/timeline`);
  const notes = timeline.body.map((entry: { note: string | null }) => entry.note);
  expect(notes).toEqual([null, own, own, own, null, null, 'pickupDate']);
  const others = await admin.get(`/api/orders/${elsewhere}/timeline`);
  expect(others.body.at(-1).note).toBe(other);
});
