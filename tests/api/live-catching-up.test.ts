import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { watch } from '../support/live-stream.js';

let app: TestApp;
const reads: string[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: ({ query }) => reads.push(query) });
  app.deps.startBackground();
});
afterAll(() => app.close());

const watching = (as: Record<string, string>, query = '') => watch(`${app.url}/api/events${query}`, as);

/** As many events of the shop, numbered behind those that are there, written past the API; the last position. */
async function happenings(count: number): Promise<number> {
  await expect.poll(() => app.deps.db.event.count({ where: { position: null } })).toBe(0);
  const { last } = await app.deps.db.eventSequence.findFirstOrThrow();
  const at = new Date();
  for (let start = 0; start < count; start += 1_000) {
    const data = Array.from({ length: Math.min(1_000, count - start) }, (_, index) => ({
      position: last + start + index + 1,
      type: 'service.updated',
      subject: 'service:s1',
      at,
      actor: 'admin:1',
      data: JSON.stringify({ serviceId: 's1', price: 1, status: 'Active', changed: ['price'] }),
    }));
    await app.deps.db.event.createMany({ data });
  }
  const told = new Promise<void>((resolve) => {
    const forget = app.deps.outbox.onPlaced((placed) => {
      if (placed < last + count) return;
      forget();
      resolve();
    });
  });
  await app.deps.db.eventSequence.updateMany({ data: { last: last + count } });
  await told;
  return last + count;
}

test('a customer a thousand events behind is told to read the lists anew, at no cost; nearer, gets all', async () => {
  const [owner, driver] = [await aCustomer(app), await aWorker(app, 'WORKER')];
  const last = await happenings(1_200);
  reads.length = 0;

  const streams = await Promise.all(
    [owner, owner, owner, driver].map((account) => watching(account.as(), '?lastEventId=0')),
  );

  for (const stream of streams) await expect.poll(() => stream.text()).toContain('event: reset');
  expect(reads.filter((sql) => /SELECT[^;]*\bdata\b[^;]*FROM [^;]*events/i.test(sql))).toEqual([]);
  const near = await watching(owner.as(), `?lastEventId=${last - 900}`);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await expect.poll(() => near.text()).toContain(order.id);
  expect(near.text()).not.toContain('event: reset');
});

test('staff catch up on thousands of events, each once and in order, and no further than ten thousand', async () => {
  const admin = await anAdmin(app);
  const last = await happenings(10_100);

  const far = await watching(admin, '?lastEventId=0');
  const near = await Promise.all([1, 2].map(() => watching(admin, `?lastEventId=${last - 2_000}`)));

  await expect.poll(() => far.text()).toContain('event: reset');
  for (const stream of near) {
    await expect.poll(() => stream.messages.length, { timeout: 20_000 }).toBe(2_000);
    const ids = stream.messages.map(({ id }) => Number(id));
    expect(ids).toEqual(Array.from({ length: 2_000 }, (_, index) => last - 1_999 + index));
  }
}, 60_000);
