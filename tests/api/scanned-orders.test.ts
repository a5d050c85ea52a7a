import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { anOrderThatIs, aReadyOrder } from '../support/deliveries.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { tokenRequired, wrongRole } from '../support/told.js';

let app: TestApp;
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const scan = (body: object, by: Account = worker) =>
  app.http
    .post('/worker/scan')
    .set(by.as())
    .send({ orderStatus: 'Checkpoint', ...body });
const tracks = (by: Account, query: object = {}) => app.http.get('/worker/api/tracks').query(query).set(by.as());

test.each([
  ['its id', (id: string) => ({ orderId: id })],
  ['its id as a scanner types it', (id: string) => ({ orderId: ` ${id.toUpperCase()}\r\n` })],
  ['its barcode', (id: string) => ({ barcode: id.toUpperCase() })],
  ['the tag of a piece', (id: string) => ({ barcode: `${id}-2` })],
  ['its id, whatever else is named', (id: string) => ({ orderId: id, barcode: 'x', orderEmail: 'a@example.com' })],
  ['its barcode beside blanks', (id: string) => ({ orderId: '', barcode: id, orderEmail: '  ' })],
])('an order is found by %s', async (_, names) => {
  const orderId = await aReadyOrder(app);

  const response = await scan(names(orderId));

  expect(response.status).toBe(201);
  expect(response.body.track.orderId).toBe(orderId);
});

test('an e-mail names the one open order of its customer, and is refused when there is none or more', async () => {
  const customerEmail = anEmail();
  const [open] = [await aReadyOrder(app, { customerEmail }), await anOrderThatIs(app, 'DELIVERED', { customerEmail })];

  const only = await scan({ orderEmail: ` ${customerEmail.toUpperCase()} ` });
  await anOrderThatIs(app, 'AT_STORE', { customerEmail });
  const two = await scan({ orderEmail: customerEmail });
  const none = await scan({ orderEmail: anEmail() });

  expect(only.body.track).toMatchObject({ orderId: open, orderEmail: customerEmail });
  expect([two.status, two.body.code]).toEqual([400, 'scan.ambiguous_email']);
  expect(two.body.error).toBe('This customer has more than one open order: scan the order itself');
  expect([none.status, none.body.error]).toEqual([400, 'This customer has no open order: scan the order itself']);
});

test.each(['zzzzzzzz', 'nonsense', 'zzzzzzzz-1', '../etc', 'a'.repeat(100), 'zzzzzzz\0'])(
  'no order is found by %j',
  async (orderId) => {
    const response = await scan({ orderId });

    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ error: 'Order not found', code: 'order.not_found' });
  },
);

test.each([
  ['nothing', { orderStatus: null }, 'Missing required fields', ['orderId', 'orderStatus']],
  ['blanks', { orderId: ' ', orderEmail: '' }, 'Missing required fields', ['orderId']],
  ['another status', { orderId: 'zzzzzzzz', orderStatus: 'Lost' }, INVALID_SENTENCE, ['orderStatus']],
  ['no e-mail', { orderEmail: 'nobody' }, INVALID_SENTENCE, ['orderEmail']],
  ['numbers', { orderId: 12_345_678, location: 1 }, INVALID_SENTENCE, ['location', 'orderId']],
  ['a long place', { orderId: 'zzzzzzzz', location: 'x'.repeat(201) }, INVALID_SENTENCE, ['location']],
])('a scan with %s is refused', async (_, body, error, paths) => {
  const response = await scan(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toEqual(error);
  expect(response.body.details.map((detail: { path: string }) => detail.path).toSorted()).toEqual(paths);
});

test('a worker sees their own scans, newest first, page by page', async () => {
  const [scanner, other] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];
  const orderId = await aReadyOrder(app);
  const made = [];
  for (const location of ['one', 'two', 'three']) made.unshift((await scan({ orderId, location }, scanner)).body.track);
  await scan({ orderId }, other);

  const page = await tracks(scanner, { limit: 2 });

  expect(page.body).toEqual(made.slice(0, 2));
  expect(page.headers['x-total-count']).toBe('3');
  const next = /<(.*)>/.exec(page.headers['link'] ?? '')?.[1] ?? '';
  expect((await app.http.get(next).set(scanner.as())).body).toEqual(made.slice(2));
});

test('only workers and employees scan', async () => {
  const [customer, admin] = [await aCustomer(app), await anAdmin(app)];
  const body = { orderId: await aReadyOrder(app), orderStatus: 'Picked Up' };

  expect((await scan(body, customer)).body).toMatchObject(wrongRole);
  expect((await app.http.post('/worker/scan').set(admin).send(body)).body).toMatchObject(wrongRole);
  expect((await app.http.post('/worker/scan').send(body)).body).toMatchObject(tokenRequired);
  expect(await app.deps.db.track.count({ where: { orderId: body.orderId } })).toBe(0);
});
