import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { manyOrders } from '../support/csv.js';
import { execute } from '../support/raw-database.js';

const ROWS = 12_000;
/** Twelve thousand rows of this make 25 MB: more than all buffers between the database and a client that does not read. */
const NOTE = 'n'.repeat(2_000);

async function aLargeShop(): Promise<{ app: TestApp; reads: () => number }> {
  const statements: Statement[] = [];
  const app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  onTestFinished(() => app.close());
  const { id } = await aCustomer(app);
  await manyOrders(app, id, ROWS, NOTE);
  const reads = () => statements.filter(({ query }) => /SELECT.*FROM.*orders.*ORDER BY/is.test(query)).length;
  return { app, reads };
}

/** Asks for the file and reads nothing of it yet. */
async function ask(
  app: TestApp,
  as?: Record<string, string>,
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  const headers = as ?? (await anAdmin(app));
  return new Promise((resolve, reject) => {
    const request = get(`${app.url}/admin/api/orders.csv`, { headers }, (response) => resolve({ request, response }));
    request.once('error', reject);
  });
}

const closed = (app: TestApp) => expect.poll(() => app.deps.lifecycle.open.size, { timeout: 20_000 }).toBe(0);

test('a client that leaves ends the reading', async () => {
  const { app, reads } = await aLargeShop();
  const { request, response } = await ask(app);
  response.on('error', () => {});

  request.destroy();
  await closed(app);

  expect(response.statusCode).toBe(200);
  expect(reads()).toBeGreaterThan(0);
  expect(reads()).toBeLessThan(ROWS / 500);
  expect((await app.http.get('/ping')).status).toBe(200);
});

test('a database that fails on the way leaves a broken answer, not a short file', async () => {
  const { app } = await aLargeShop();
  const { response } = await ask(app);

  await execute(app.deps.config.databaseUrl, 'ALTER TABLE orders RENAME TO orders_gone');
  const ended = await new Promise<string>((resolve) => {
    response.once('error', () => resolve('broken'));
    response.once('end', () => resolve('whole'));
    response.resume();
  });

  expect(ended).toBe('broken');
  expect(response.complete).toBe(false);
  expect((await app.http.get('/ping')).status).toBe(200);
});

test('a file that nobody reads counts as unread, and its client is refused where it leaves too much', async () => {
  const { app } = await aLargeShop();
  const [admin, asked]: [Record<string, string>, Awaited<ReturnType<typeof ask>>[]] = [await anAdmin(app), []];
  for (let file = 0; file < 40; file += 1) asked.push(await ask(app, admin));

  await expect.poll(() => app.deps.unsent.bytes, { timeout: 20_000 }).toBeGreaterThan(32 * 1_048_576);
  const refused = await app.http.get('/api/services');
  for (const { request, response } of asked) {
    response.on('error', () => {});
    request.destroy();
  }
  await closed(app);

  expect([refused.status, refused.body.code]).toEqual([503, 'server.unread']);
  expect(app.deps.unsent.bytes).toBe(0);
  expect((await app.http.get('/api/services')).status).toBe(200);
}, 60_000);
