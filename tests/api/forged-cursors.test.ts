import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let callers: Record<string, Record<string, string>>;
beforeAll(async () => {
  app = await startApp();
  callers = { admin: await anAdmin(app), worker: (await aWorker(app, 'WORKER')).as() };
});
afterAll(() => app.close());

const NUMBERED_LISTS = [
  ['admin', '/admin/api/customers'],
  ['admin', '/admin/api/workers'],
  ['admin', '/admin/api/users'],
  ['admin', '/admin/api/transit-batches'],
  ['admin', '/admin/api/deliveries'],
  ['admin', '/admin/api/audit-log'],
  ['worker', '/worker/api/deliveries'],
  ['worker', '/worker/api/tracks'],
] as const;

// One beyond what a column of ids holds: PostgreSQL would refuse the statement.
const BEYOND = 2_147_483_648;

test('what was sent to a webhook is listed behind no cursor that was never given out', async () => {
  const admin = callers['admin'] ?? {};
  const body = { url: 'https://hooks.example.com/fabclean', events: ['order.*'] };
  const made = await app.http.post('/admin/api/webhooks').set(admin).send(body);
  for (const id of [BEYOND, 0, 'a']) {
    const cursor = Buffer.from(JSON.stringify([1_000_000_000_000, id])).toString('base64url');

    const response = await app.http.get(`/admin/api/webhooks/${made.body.id}/deliveries`).query({ cursor }).set(admin);

    expect([response.status, response.body.details], String(id)).toEqual([
      400,
      [{ path: 'cursor', message: 'is not a cursor of this list' }],
    ]);
  }
});

test.each(NUMBERED_LISTS)('for the %s, %s refuses cursors that it never gave out', async (caller, path) => {
  for (const id of [BEYOND, 0, -1, 1.5, 'a']) {
    const cursor = Buffer.from(JSON.stringify([1_000_000_000_000, id])).toString('base64url');

    const response = await app.http
      .get(path)
      .query({ cursor })
      .set(callers[caller] ?? {});

    expect(response.status, String(id)).toBe(400);
    expect(response.body).toMatchObject({
      error: INVALID_SENTENCE,
      details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    });
  }
});
