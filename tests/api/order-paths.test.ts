import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function anOwnedOrder() {
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  const { order } = await anOrder(app, { specialInstructions: 'Canary' }, owner.token);
  return { owner, other, order, path: `/api/orders/${order.id}` };
}

test.each(['aaaaaaa0', 'AAAAAAA0', 'short', 'x'.repeat(300), '%27%20OR%201=1--', '%00', 'zzzzzzz%2e', '1'])(
  'nobody has the order %s',
  async (id) => {
    const customer = await aCustomer(app);
    const staff = await aWorker(app, 'EMPLOYEE');
    const path = `/api/orders/${id}`;

    const responses = await Promise.all([
      app.http.get(path).set(customer.as()),
      app.http.get(`${path}/timeline`).set(customer.as()),
      app.http
        .put(path)
        .set(customer.as())
        .send({ serviceIds: ['s2'] }),
      app.http.delete(path).query({ email: customer.email }).set(customer.as()),
      app.http.get(path).set(staff.as()),
    ]);

    for (const response of responses) {
      expect(response.status).toBe(404);
      expect(response.body.error).toBe('Order not found');
    }
  },
);

test.each([
  ['in capitals', (path: string) => path.toUpperCase()],
  ['with a slash more', (path: string) => path.replace('/orders/', '//orders/')],
  ['with a slash behind', (path: string) => `${path}/`],
  ['with an encoded slash', (path: string) => path.replace('/orders/', '/orders%2f')],
  ['with a dot', (path: string) => path.replace('/orders/', '/orders/./')],
  ['with a semicolon', (path: string) => `${path};a=b`],
  ['with a method override', (path: string) => `${path}?_method=GET`],
])('a path written %s opens nobody’s order', async (_, twist) => {
  const { owner, other, order, path } = await anOwnedOrder();

  const responses = await Promise.all([
    app.http.get(twist(path)).set(other.as()),
    app.http.get(twist(path)).set('X-HTTP-Method-Override', 'DELETE').set('X-Original-URL', path),
    app.http.delete(`${twist(path)}${twist(path).includes('?') ? '&' : '?'}email=${owner.email}`).set(other.as()),
  ]);

  for (const response of responses) {
    expect([401, 403, 404]).toContain(response.status);
    expect(response.text).not.toContain('Canary');
  }
  expect((await app.http.get(path).set(owner.as())).body).toEqual(order);
});
