import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginStopping } from '../../src/process/lifecycle.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrderBody } from '../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  beginStopping(app.deps.lifecycle);
});
afterAll(() => app.close());

test('a stopping server is alive, not ready, and takes no work from connections that are still open', async () => {
  const email = anEmail();

  const alive = await app.http.get('/healthz');
  const ready = await app.http.get('/readyz');
  const order = await app.http.post('/api/orders').send(anOrderBody({ customerEmail: email }));

  expect(alive.status).toBe(200);
  expect(ready).toMatchObject({ status: 503, body: { error: 'The server is stopping' } });
  expect(order).toMatchObject({ status: 503, body: { error: 'The server is stopping', code: 'server.stopping' } });
  for (const response of [alive, ready, order]) expect(response.headers['connection']).toBe('close');
  expect(order.headers['retry-after']).toMatch(/^\d+$/);
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: email } })).toBeNull();
});
