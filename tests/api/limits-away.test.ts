import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { ADMIN, aCustomer, PASSWORD } from '../support/clients.js';
import { expectRefusal } from '../support/error-shape.js';
import { holdTable } from '../support/hold-table.js';
import { tryLogIn } from '../support/limits.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ rateLimits: true, databaseTimeoutMs: 1_500 });
});
afterAll(() => app.close());

test('a login that cannot be counted is answered 503, lets nobody in, and works again by itself', async () => {
  const { email } = await aCustomer(app);
  const release = await holdTable(app);

  const right = await Promise.all([
    tryLogIn(app, email, PASSWORD),
    app.http.post('/admin/login').send(ADMIN),
    app.http.post('/employee/login').send({ email: 'emp@emp.com', password: 'emp' }),
  ]);
  const read = await app.http.get('/ping');
  await release();
  const after = await tryLogIn(app, email, PASSWORD);

  for (const answer of right) {
    expectRefusal(answer, { status: 503, error: 'The database is not available', code: 'database.unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  expect([read.status, after.status]).toEqual([200, 200]);
});
