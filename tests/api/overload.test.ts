import { expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { expectRefusal } from '../support/error-shape.js';
import { holdTable } from '../support/hold-table.js';
import { tryLogIn } from '../support/limits.js';

test('who finds every place taken waits a little and is refused; health and ping need no place', async () => {
  const app = await startApp({ rateLimits: true, requestsAtOnce: 1, queueWaitMs: 100, databaseTimeoutMs: 3_000 });
  try {
    const release = await holdTable(app);

    const held = tryLogIn(app, anEmail(), 'wrong').then(({ status }) => status);
    await expect.poll(async () => (await app.http.get('/api/services')).status, { timeout: 2_500 }).toBe(503);
    const refused = await app.http.get('/api/services');
    const [health, ping] = [await app.http.get('/healthz'), await app.http.get('/ping')];
    await release();
    await held;
    const after = await app.http.get('/api/services');

    expectRefusal(refused, { status: 503, error: 'Too many requests at once', code: 'server.overloaded' });
    expect(refused.headers['retry-after']).toBe('2');
    expect([health.status, ping.status, after.status]).toEqual([200, 200, 200]);
  } finally {
    await app.close();
  }
});
