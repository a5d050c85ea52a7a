import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { putInOpenBatch } from '../support/open-batch.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const AWAY = [
  'IN_TRANSIT_TO_FACTORY',
  'AT_FACTORY',
  'PROCESSING',
  'QUALITY_CHECK',
  'IN_TRANSIT_TO_STORE',
  'RETURNED_TO_STORE',
  'READY_FOR_DELIVERY',
  'OUT_FOR_DELIVERY',
] as const;
const OVER = ['DELIVERED', 'CANCELLED'] as const;

const stored = (id: string) =>
  app.deps.db.order.findUnique({ where: { id }, include: { lines: true, timeline: true } });

/** An order of its owner, moved to `status` behind the server’s back. */
async function anOrderIn(status: 'AT_STORE' | (typeof AWAY)[number] | (typeof OVER)[number]) {
  const owner = await aCustomer(app);
  const service = await aService(app);
  const { order } = await anOrder(app, { serviceIds: [service] }, owner.token);
  await app.deps.db.order.update({ where: { id: order.id }, data: { status } });
  const edit = (body: object) => app.http.put(`/api/orders/${order.id}`).set(owner.as()).send(body);
  return { id: order.id, service, edit };
}

test.each([...AWAY, ...OVER])('an order that is %s gets no other services', async (status) => {
  const { id, service, edit } = await anOrderIn(status);
  const before = await stored(id);

  const response = await edit({ serviceIds: ['s1'], pickupDate: '2027-01-01' });

  expect(response.status).toBe(409);
  expect(response.body).toEqual({
    error: expect.any(String),
    code: 'order.too_late',
    requestId: expect.any(String),
  });
  expect(await stored(id)).toEqual(before);
  expect((await app.deps.db.service.findUniqueOrThrow({ where: { id: service } })).usageCount).toBe(1);
});

test.each(AWAY)('an order that is %s still gets another date and instructions', async (status) => {
  const { edit } = await anOrderIn(status);

  const response = await edit({ pickupDate: '2027-01-01', specialInstructions: null });

  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ pickupDate: '2027-01-01', specialInstructions: '' });
});

test.each(OVER)('nothing about an order that is %s changes any more', async (status) => {
  const { id, edit } = await anOrderIn(status);
  const before = await stored(id);

  const responses = [await edit({ pickupDate: '2027-01-01' }), await edit({ specialInstructions: 'Late' })];

  for (const response of responses) {
    expect(response.status).toBe(409);
    expect(response.body.code).toBe('order.too_late');
  }
  expect(await stored(id)).toEqual(before);
});

test('an order in an open batch gets no other services, but another date', async () => {
  const { id, edit } = await anOrderIn('AT_STORE');
  await putInOpenBatch(app, id);
  const before = await stored(id);

  const repriced = await edit({ serviceIds: ['s1'], pickupDate: '2027-01-01' });

  expect(repriced.status).toBe(409);
  expect(repriced.body.code).toBe('order.too_late');
  expect(await stored(id)).toEqual(before);
  const dated = await edit({ pickupDate: '2027-01-01' });
  expect(dated.status).toBe(200);
  expect(dated.body.pickupDate).toBe('2027-01-01');
});
