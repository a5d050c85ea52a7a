import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';
import { notYours, tokenRequired, wrongRole } from '../support/told.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** An order of A, and B, who has the same name and phone. */
async function anOwnedOrder() {
  const alike = { name: 'Same Name', phone: '+919844444444' };
  const owner = await aCustomer(app, alike);
  const other = await aCustomer(app, alike);
  const contact = { customerName: alike.name, customerPhone: alike.phone, customerEmail: owner.email };
  const { order } = await anOrder(app, { ...contact, specialInstructions: 'Canary' }, owner.token);
  return { owner, other, order, path: `/api/orders/${order.id}` };
}

/** Every way to reach one order by its id. */
const attempts = (path: string, email: string, headers: Record<string, string>) => [
  app.http.get(path).set(headers),
  app.http.get(`${path}/timeline`).set(headers),
  app.http
    .put(path)
    .set(headers)
    .send({ specialInstructions: 'Changed', serviceIds: ['s2'] }),
  app.http.put(path).set(headers).send({}),
  app.http.delete(path).query({ email }).set(headers),
];

test('the owner and staff read an order and its timeline', async () => {
  const { owner, order, path } = await anOwnedOrder();
  const staff = await aWorker(app, 'EMPLOYEE');

  for (const caller of [owner, staff]) {
    const read = await app.http.get(path).set(caller.as());
    const timeline = await app.http.get(`${path}/timeline`).set(caller.as());

    expect(read.status).toBe(200);
    expect(withoutMoves(read.body)).toEqual(order);
    expect(timeline.status).toBe(200);
    expect(timeline.body).toMatchObject([{ type: 'created', status: 'At Store', actor: `customer:${owner.id}` }]);
  }
});

test('another customer of the same name and phone learns and changes nothing', async () => {
  const { owner, other, order, path } = await anOwnedOrder();

  const refused = await Promise.all([
    ...attempts(path, owner.email, other.as()),
    ...attempts(path, other.email, other.as()),
    app.http.get('/api/orders').query({ email: owner.email }).set(other.as()),
  ]);

  for (const response of refused) {
    expect(response.status).toBe(403);
    expect(response.body).toEqual({ ...notYours, requestId: expect.any(String) });
  }
  expect((await app.http.get(path).set(owner.as())).body).toEqual(order);
});

test('nobody without a token learns or changes anything', async () => {
  const { owner, order, path } = await anOwnedOrder();

  const refused = await Promise.all([
    ...attempts(path, owner.email, {}),
    app.http.get('/api/orders').query({ email: owner.email }),
  ]);

  for (const response of refused) {
    expect(response.status).toBe(401);
    expect(response.body).toEqual({ ...tokenRequired, requestId: expect.any(String) });
  }
  expect((await app.http.get(path).set(owner.as())).body).toEqual(order);
});

test('a delivery worker reads no order here, and an employee changes none in the owner’s place', async () => {
  const { owner, order, path } = await anOwnedOrder();
  const worker = await aWorker(app, 'WORKER');
  const staff = await aWorker(app, 'EMPLOYEE');

  const refused = await Promise.all([
    ...attempts(path, owner.email, worker.as()),
    app.http.get('/api/orders').query({ email: owner.email }).set(worker.as()),
    ...attempts(path, owner.email, staff.as()).slice(2),
  ]);

  for (const response of refused) {
    expect(response.status).toBe(403);
    expect(response.body).toEqual({ ...wrongRole, requestId: expect.any(String) });
  }
  expect((await app.http.get(path).set(owner.as())).body).toEqual(order);
});

test('asking for an e-mail nobody has is refused like asking for somebody else’s', async () => {
  const { owner, other } = await anOwnedOrder();
  const ask = (email: string) => app.http.get('/api/orders').query({ email }).set(other.as());

  const known = await ask(owner.email);
  const unknown = await ask(anEmail());

  expect(unknown.status).toBe(known.status);
  expect({ ...unknown.body, requestId: '' }).toEqual({ ...known.body, requestId: '' });
});

test.each(['', '?email=', '?email=%20', '?email=a@example.com&email=b@example.com', '?email[contains]=@'])(
  'a list with the query "%s" has no e-mail',
  async (query) => {
    const customer = await aCustomer(app);

    const response = await app.http.get(`/api/orders${query}`).set(customer.as());

    expect(response.status).toBe(400);
    expect(response.body.error).toBe('Email query param is required');
  },
);
