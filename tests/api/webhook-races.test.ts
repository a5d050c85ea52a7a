import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAdmin } from '../support/clients.js';
import { aReceiver, type Received, type Receiver } from '../support/receiver.js';
import { type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let receiver: Receiver;
beforeAll(async () => {
  app = await startApp();
  admin = callsAs(app, await anAdmin(app));
  receiver = await aReceiver();
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

const times = <T>(count: number, call: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));
const aWebhook = async () => (await admin.post('/admin/api/webhooks', { url: receiver.url, events: ['*'] })).body;

/** Which of these secrets verify the message that a test of the webhook sends now. */
async function signingNow(id: number, secrets: string[]): Promise<string[]> {
  await admin.post(`/admin/api/webhooks/${id}/test`, {});
  const { body, headers } = receiver.received.at(-1) as Received;
  return secrets.filter((secret) => {
    try {
      return Boolean(new Webhook(secret).verify(body, headers as Record<string, string>));
    } catch {
      return false;
    }
  });
}

test('of rotations at the same moment nobody is given a secret that never signs', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { id, secret } = await aWebhook();

    const answers = await times(6, () => admin.post(`/admin/api/webhooks/${id}/rotate-secret`, {}));

    const won = answers.filter(({ status }) => status === 200).map(({ body }) => body.secret as string);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(lost.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      lost.map(() => '409 webhook.rotated_meanwhile'),
    );
    const known = [secret, ...won];
    const signing = await signingNow(id, known);
    // The newest and the one before it, whoever was given those.
    expect(signing).toHaveLength(2);
    expect(won.filter((given) => signing.includes(given))).toHaveLength(Math.min(won.length, 2));
    await admin.delete(`/admin/api/webhooks/${id}`);
  }
});

test('a rotation names the secret it replaced: those made one after the other all succeed', async () => {
  const { id, secret } = await aWebhook();
  const bystander = await aWebhook();
  const first = await admin.post(`/admin/api/webhooks/${id}/rotate-secret`, {});
  const second = await admin.post(`/admin/api/webhooks/${id}/rotate-secret`, {});

  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await signingNow(id, [secret, first.body.secret, second.body.secret])).toEqual([
    first.body.secret,
    second.body.secret,
  ]);
  expect(await signingNow(bystander.id, [bystander.secret])).toEqual([bystander.secret]);
});

test('however many are made at once, there are never more than fifty webhooks', async () => {
  const before = (await admin.get('/admin/api/webhooks')).body.length;

  const answers = await times(60, () => admin.post('/admin/api/webhooks', { url: receiver.url, events: ['order.*'] }));

  const made = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status, body }) => status === 409 && body.code === 'webhook.too_many');
  expect([made.length, refused.length]).toEqual([50 - before, 10 + before]);
  const { body: all } = await admin.get('/admin/api/webhooks');
  expect(all).toHaveLength(50);
  await times(made.length, (n) => admin.delete(`/admin/api/webhooks/${made[n]?.body.id}`));
});

test('a webhook that is disabled and enabled at once is as the last of the answers says', async () => {
  const { id } = await aWebhook();
  for (let round = 0; round < 6; round += 1) {
    await times(6, (n) => admin.put(`/admin/api/webhooks/${id}`, { status: n % 2 ? 'enabled' : 'disabled' }));

    const { body } = await admin.get(`/admin/api/webhooks/${id}`);
    expect([body.status, body.disabledReason]).toEqual(
      body.status === 'enabled' ? ['enabled', null] : ['disabled', 'admin'],
    );
  }
});

test('an answer of the address a webhook had before does not end the webhook at its new one', async () => {
  const old = await aReceiver();
  const { id } = (await admin.post('/admin/api/webhooks', { url: old.url, events: ['order.*'] })).body;
  const endpoint = await app.deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  const { attemptDelivery } = await import('../../src/modules/webhooks/attempt-delivery.js');
  const { db, clock } = app.deps;
  const at = clock.now();
  const event = await db.event.create({
    data: { type: 'order.created', subject: 'order:x', at, actor: 'system', data: '{}' },
  });
  const due = await db.webhookDelivery.create({
    data: {
      endpointId: id,
      eventId: event.id,
      position: 999,
      subject: 'order:x',
      type: 'order.created',
      nextAttemptAt: at,
      retryUntil: at,
      createdAt: at,
    },
    select: { id: true, attempts: true },
  });
  const post = async () => {
    await admin.put(`/admin/api/webhooks/${id}`, { url: receiver.url });
    return { code: 410, error: 'Answered 410' };
  };

  await attemptDelivery({ db, clock, post }, endpoint, due);

  expect((await admin.get(`/admin/api/webhooks/${id}`)).body).toMatchObject({ url: receiver.url, status: 'enabled' });
  await old.close();
});
