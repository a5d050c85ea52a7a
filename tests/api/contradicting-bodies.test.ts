import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, type BatchMove, type Clerk, moveBatch, ordersAtStore, readBatch, traces } from '../support/batches.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aReadyOrder, aStartedDelivery, stateOf } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let clerk: Clerk;
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  clerk = { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() };
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const before: Record<BatchMove, BatchMove[]> = {
  initiate: [],
  receive: ['initiate'],
  complete: ['initiate', 'receive'],
};
const saying: [string, (ids: string[]) => object | unknown[], string][] = [
  ['some of its orders', ([first]) => ({ order_ids: [first] }), 'order_ids'],
  ['all its orders', (ids) => ({ order_ids: ids }), 'order_ids'],
  ['no orders', () => ({ orderIds: [] }), 'orderIds'],
  ['one order', ([first]) => ({ orderId: first }), 'orderId'],
  ['some of its records', ([first]) => ({ orders: [{ id: first }] }), 'orders'],
  ['what is missing', ([first]) => ({ missingOrderIds: [first] }), 'missingOrderIds'],
  ['what was scanned', ([first]) => ({ scanned: [first] }), 'scanned'],
  ['another direction', () => ({ type: 'FACTORY_TO_STORE' }), 'type'],
  ['another step', () => ({ status: 'CANCELLED' }), 'status'],
  ['another batch', () => ({ id: 1_000_000 }), 'id'],
  ['another count', () => ({ orderCount: 1 }), 'orderCount'],
];

test.each(
  (['initiate', 'receive', 'complete'] as const).flatMap((move) => saying.map((one) => [move, ...one] as const)),
)('%s with a body that says %s is refused, and nothing moves', async (move, _what, say, path) => {
  const ids = await ordersAtStore(app, 2);
  const { id } = await aBatch(app, clerk, ids, 'STORE_TO_FACTORY', before[move]);
  const stood = await traces(app, ids);

  const answer = await moveBatch(app, clerk, id, move).send(say(ids) as object);

  expect([answer.status, answer.body.code]).toEqual([400, 'request.contradiction']);
  expect(answer.body.details).toMatchObject([{ path }]);
  expect(answer.body.error).toMatch(/^(A|The) batch .{10,}/);
  expect(await traces(app, ids)).toEqual(stood);
  expect((await moveBatch(app, clerk, id, move)).status).toBe(200);
});

test('the sentence says what to do instead', async () => {
  const ids = await ordersAtStore(app, 2);
  const { id } = await aBatch(app, clerk, ids, 'STORE_TO_FACTORY', ['initiate']);

  const { body } = await moveBatch(app, clerk, id, 'receive').send({ order_ids: ids.slice(1) });

  expect(body.error).toBe(
    'A batch is received with all its orders: leave out order_ids, and report what is not there as missing',
  );
});

test('a batch is moved without a body, with an empty one, and with the whole record that was read', async () => {
  const { id } = await aBatch(app, clerk, await ordersAtStore(app, 2));
  const record = async () => (await readBatch(app, clerk, id)).body as object;

  const answers = [
    await moveBatch(app, clerk, id, 'initiate').send({ ...(await record()), created_by: 'somebody', note: 'x' }),
    await moveBatch(app, clerk, id, 'receive').set('Content-Type', 'application/json').send('{}'),
    await moveBatch(app, clerk, id, 'complete').set('Content-Type', 'application/json').set('Content-Length', '0'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test('a body that names orders beside a batch nobody has is not found', async () => {
  expect((await moveBatch(app, clerk, 2_000_000, 'receive').send({ order_ids: ['zzzzzzzz'] })).status).toBe(404);
});

test('a delivery is moved by a body that agrees with it, and not by one of another order or step', async () => {
  const delivery = await aDelivery(app, admin, worker);
  const bystander = await aReadyOrder(app);
  const move = (name: string, body: object) =>
    app.http.put(`/worker/api/deliveries/${delivery.id}/${name}`).set(worker.as()).send(body);

  const refused = [
    await move('start', { orderId: bystander }),
    await move('start', { status: 'delivered' }),
    await move('start', { id: delivery.id + 1 }),
    await move('start', { barcode: `${bystander}-1` }),
    await move('fail', { reason: 'Nobody at home', orderId: bystander }),
  ];

  for (const { status, body } of refused) expect([status, body.code]).toEqual([400, 'request.contradiction']);
  expect(await stateOf(app, delivery.orderId)).toMatchObject({ deliveries: ['PENDING'], moves: [] });
  expect((await move('start', { ...delivery, barcode: `${delivery.orderId.toUpperCase()}-2` })).status).toBe(200);
  expect((await move('deliver', { status: 'delivered', reason: '' })).status).toBe(200);
  expect(await stateOf(app, bystander)).toMatchObject({ status: 'READY_FOR_DELIVERY', deliveries: [] });
});

test('a scan that names two orders is of neither', async () => {
  const { orderId } = await aStartedDelivery(app, admin, worker);
  const other = await aReadyOrder(app);
  const scan = (body: object) =>
    app.http
      .post('/worker/scan')
      .set(worker.as())
      .send({ orderStatus: 'Delivered', ...body });

  const two = await scan({ orderId, barcode: other });
  const one = await scan({ orderId, barcode: `${orderId.toUpperCase()}-1` });

  expect([two.status, two.body.code]).toEqual([400, 'request.contradiction']);
  expect(one.status).toBe(201);
  expect(await stateOf(app, other)).toMatchObject({ tracks: [] });
});
