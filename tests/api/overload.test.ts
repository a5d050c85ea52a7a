import { expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { expectRefusal } from '../support/error-shape.js';
import { holdTable } from '../support/hold-table.js';
import { tryLogIn } from '../support/limits.js';

const OVERLOADED = { status: 503, error: 'Too many requests at once', code: 'server.overloaded' } as const;

test('who finds every place taken waits a little and is refused; readers, health and ping have places of their own', async () => {
  const app = await startApp({ rateLimits: true, requestsAtOnce: 1, queueWaitMs: 100, databaseTimeoutMs: 3_000 });
  try {
    const release = await holdTable(app);

    const held = tryLogIn(app, anEmail(), 'wrong').then(({ status }) => status);
    await expect
      .poll(async () => (await tryLogIn(app, anEmail(), 'wrong')).body.code, { timeout: 2_500 })
      .toBe(OVERLOADED.code);
    const refused = await tryLogIn(app, anEmail(), 'wrong');
    const reader = await app.http.get('/api/services');
    const [health, ping] = [await app.http.get('/healthz'), await app.http.get('/ping')];
    await release();
    await held;
    const after = await tryLogIn(app, anEmail(), 'wrong');

    expectRefusal(refused, OVERLOADED);
    expect(refused.headers['retry-after']).toBe('2');
    expect([reader.status, health.status, ping.status, after.status]).toEqual([200, 200, 200, 401]);
  } finally {
    await app.close();
  }
});
