import { expect, onTestFinished, test } from 'vitest';
import { createHostResolver } from '../../src/modules/webhooks/index.js';
import { startApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { aNameServer } from '../support/name-server.js';
import { aReceiver } from '../support/receiver.js';
import { callsAs } from '../support/staff.js';

const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 10_000, interval: 25 });

test('receivers whose name server does not answer hold up no other, and are tried again', async () => {
  const names = await aNameServer({ 'inside.example': '10.0.0.7' }, ['slow.example']);
  onTestFinished(names.close);
  const receiver = await aReceiver();
  onTestFinished(receiver.close);
  const resolveHost = createHostResolver({ servers: [names.address], limitMs: 10_000 });
  const app = await startApp({ webhookTimeoutMs: 1_500 }, { resolveHost });
  onTestFinished(app.close);
  const admin = callsAs(app, await anAdmin(app));
  const aWebhook = async (url: string) =>
    (await admin.post('/admin/api/webhooks', { url, events: ['order.created'] })).body.id as number;
  const [slow, inside, good] = [
    await aWebhook('https://slow.example/hook'),
    await aWebhook('https://inside.example/hook'),
    await aWebhook(`http://localhost:${receiver.port}/hook`),
  ];
  app.deps.startBackground();
  await Promise.all(Array.from({ length: 12 }, () => anOrder(app)));

  await eventually(() => new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
  const log = async (id: number) => (await admin.get(`/admin/api/webhooks/${id}/deliveries`)).body;
  await eventually(() => log(slow)).toContainEqual(
    expect.objectContaining({ status: 'pending', lastError: 'No answer within 1500 ms' }),
  );
  await eventually(() => log(inside)).toContainEqual(
    expect.objectContaining({ lastError: 'The name leads to an address that is not public' }),
  );
  await eventually(async () => (await log(good)).map(({ status }: { status: string }) => status)).toEqual(
    Array.from({ length: 12 }, () => 'delivered'),
  );
  // Asked once for all attempts of that time, and not once for each.
  expect(names.asked.filter((name) => name === 'slow.example').length).toBeLessThanOrEqual(4);
});
