import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, type Clerk, ordersAtStore, postBatch, refusals, storedOrder, traces } from '../support/batches.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, anOrderThatIs, aReadyOrder, stateOf } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let employee: Account;
let worker: Account;
let clerks: Clerk[];
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  employee = await aWorker(app, 'EMPLOYEE');
  worker = await aWorker(app, 'WORKER');
  clerks = [
    { portal: '/employee/api', headers: employee.as() },
    { portal: '/admin/api', headers: admin },
  ];
});
afterAll(() => app.close());

const spellings: [string, (id: string) => string][] = [
  ['capitals', (id) => id.toUpperCase()],
  ['a tag', (id) => `${id}-1`],
  ['a tag in capitals from an Italian keyboard', (id) => `${id.toUpperCase()}'2`],
  ['a tag from a German keyboard', (id) => `${id}ß3`],
  ['a tag with an underscore', (id) => `${id}_4`],
  ['a line end', (id) => `${id}\r\n`],
  ['blanks', (id) => `  ${id} `],
  ['the prefix of Code 128 and GS', (id) => `]C1\u001D${id}`],
  ['the address of its picture', (id) => `https://shop.example/qr/${id}.png`],
];
const newBatch = (order_ids: unknown) => ({ order_ids, type: 'STORE_TO_FACTORY', created_by: 'counter' });

test.each(spellings)('a batch, a delivery and the pages of an order take %s', async (_, spell) => {
  const [orderId = ''] = await ordersAtStore(app, 1);
  const ready = await aReadyOrder(app);
  const name = encodeURIComponent(spell(orderId));

  const reads = await Promise.all([
    app.http.get(`/employee/api/orders/${name}`).set(employee.as()),
    app.http.get(`/admin/api/orders/${name}`).set(admin),
    app.http.get(`/api/orders/${name}`).set(employee.as()),
    app.http
      .get('/admin/api/orders')
      .query({ q: spell(orderId) })
      .set(admin),
  ]);
  const timeline = await app.http.get(`/api/orders/${name}/timeline`).set(employee.as());
  const batch = await postBatch(app, clerks[0] as Clerk, newBatch([spell(orderId)]));
  const planned = await app.http
    .post('/admin/api/deliveries')
    .set(admin)
    .send({ orderId: spell(ready), workerId: worker.id });
  const scanned = await app.http
    .post('/worker/scan')
    .set(worker.as())
    .send({ barcode: spell(ready), orderStatus: 'Checkpoint' });

  expect(reads.map((read) => [read.status, [read.body].flat()[0]?.id])).toEqual(Array(4).fill([200, orderId]));
  expect([timeline.status, timeline.body.length]).toEqual([200, 1]);
  expect([batch.status, batch.body.orders?.[0]?.id]).toEqual([201, orderId]);
  expect([planned.status, planned.body.orderId]).toEqual([201, ready]);
  expect([scanned.status, scanned.body.track?.orderId]).toEqual([201, ready]);
});

test('a planned delivery keeps its order when a form sends the order’s tag back', async () => {
  const { id, orderId } = await aDelivery(app, admin, worker);
  const change = (named: string) =>
    app.http.put(`/admin/api/deliveries/${id}`).set(admin).send({ orderId: named, vehicleId: 'KA-02' });

  expect((await change(`${orderId.toUpperCase()}-1`)).body).toMatchObject({ orderId, vehicleId: 'KA-02' });
  expect((await change('zzzzzzzz-1')).status).toBe(400);
});

test('a bag scanned twice, by its tags or by its barcode, is one bag', async () => {
  const [first = '', second = '', bystander = ''] = await ordersAtStore(app, 3);
  const before = await storedOrder(app, bystander);

  const response = await postBatch(
    app,
    clerks[1] as Clerk,
    newBatch([`${first}-1`, second, first.toUpperCase(), `${first}-2`, second]),
  );

  expect(response.status).toBe(201);
  expect(response.body.orderCount).toBe(2);
  expect(response.body.orders.map((order: { id: string }) => order.id)).toEqual([first, second]);
  expect(await storedOrder(app, bystander)).toEqual(before);
});

test('all orders that cannot travel are named at once, each with its reason', async () => {
  const [fit = '', taken = ''] = await ordersAtStore(app, 2);
  await aBatch(app, clerks[1] as Clerk, [taken]);
  const [washed, delivered] = [await anOrderThatIs(app, 'PROCESSING'), await anOrderThatIs(app, 'DELIVERED')];
  const before = await traces(app, [fit, taken, washed, delivered]);
  const post = (ids: string[]) => postBatch(app, clerks[0] as Clerk, newBatch(ids));

  const unknown = await post([fit, 'nonsense1', 'ZZZZZZZZ-1', taken, washed]);
  const travelling = await post([fit, washed, taken]);
  const elsewhere = await post([washed, fit, delivered]);

  expect([unknown.status, unknown.body.error]).toEqual([404, 'Order nonsense1 not found']);
  expect(unknown.body.details).toEqual([
    { path: 'nonsense1', message: 'not found' },
    { path: 'zzzzzzzz', message: 'not found' },
    { path: taken, message: 'is in an open batch' },
    { path: washed, message: 'is Processing' },
  ]);
  expect([travelling.status, travelling.body.error]).toEqual([400, refusals.inStoreToFactory]);
  expect(travelling.body.details).toHaveLength(2);
  expect([elsewhere.status, elsewhere.body.error]).toEqual([
    400,
    'Order cannot move from Processing to In Transit to Factory',
  ]);
  expect(elsewhere.body.details).toEqual([
    { path: washed, message: 'is Processing' },
    { path: delivered, message: 'is Delivered' },
  ]);
  expect(await traces(app, [fit, taken, washed, delivered])).toEqual(before);
});

test.each([
  ['picked up', 'PICKED UP', 'OUT_FOR_DELIVERY', 'Picked Up'],
  ['an underscore', 'picked_up', 'OUT_FOR_DELIVERY', 'Picked Up'],
  ['a dash and a line end', 'out-for-delivery\r\n', 'OUT_FOR_DELIVERY', 'Out for Delivery'],
  ['no blank', 'OutForDelivery', 'OUT_FOR_DELIVERY', 'Out for Delivery'],
  ['a checkpoint', ' checkpoint ', 'READY_FOR_DELIVERY', 'Checkpoint'],
])('the word of a scan is taken with %s', async (_, orderStatus, status, word) => {
  const orderId = await aReadyOrder(app);

  const response = await app.http.post('/worker/scan').set(worker.as()).send({ orderId, orderStatus });

  expect([response.status, response.body.track?.orderStatus]).toEqual([201, word]);
  expect(await stateOf(app, orderId)).toMatchObject({ status, tracks: [word] });
});

test('an order is moved by what a scanner reads of it', async () => {
  const orderId = await anOrderThatIs(app, 'PROCESSING');

  const moved = await app.http
    .put(`/employee/api/orders/${encodeURIComponent(`]C1${orderId.toUpperCase()}-1\r`)}/status`)
    .set(employee.as())
    .send({ status: 'Quality Check' });

  expect([moved.status, moved.body.id, moved.body.status]).toEqual([200, orderId, 'Quality Check']);
});
