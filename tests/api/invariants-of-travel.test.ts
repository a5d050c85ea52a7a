import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import type { Clerk } from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { aLife, onOrder, type Plant } from '../support/planted.js';

let app: TestApp;
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(() => app.close());

const db = () => app.deps.db;
const setOrder = (id: string, data: object) => db().order.update({ where: { id }, data });
const told = (orderId: string, type: string, status: 'PROCESSING' | 'AT_STORE' | 'DELIVERED') =>
  db().timelineEntry.create({ data: { orderId, at: new Date(), type, status, actor: 'system' } });

async function secondBatch(orderId: string) {
  await db().transitBatch.create({
    data: {
      transitId: `S2F-planted-${orderId}`,
      type: 'STORE_TO_FACTORY',
      createdBy: 'plant',
      createdByActor: 'system',
      orderCount: 1,
      entries: { create: { orderId, position: 0 } },
    },
  });
}

const plants: Plant[] = [
  ['a second open batch', 0, ({ id }) => secondBatch(id), onOrder('is in several open batches')],
  [
    'an open batch the order does not know',
    0,
    ({ id }) => setOrder(id, { openBatchId: null }),
    onOrder('does not agree with its batches on which is open'),
  ],
  [
    'a completed batch that still holds its order',
    3,
    ({ id, batchId }) => setOrder(id, { openBatchId: batchId }),
    onOrder('does not agree with its batches on which is open'),
  ],
  [
    'an order behind its batch',
    2,
    ({ id }) => setOrder(id, { status: 'AT_STORE' }),
    onOrder('is AT_STORE, where its open batch does not have it'),
  ],
  [
    'an order ahead of its batch',
    0,
    ({ id }) => setOrder(id, { status: 'IN_TRANSIT_TO_FACTORY' }),
    onOrder('is IN_TRANSIT_TO_FACTORY, where its open batch does not have it'),
  ],
  [
    'an order back where its completed batch took it from',
    3,
    ({ id }) => setOrder(id, { status: 'AT_STORE' }),
    onOrder('is AT_STORE, where its batches do not have it'),
  ],
  [
    'an order returned to the store by nobody',
    3,
    ({ id }) => setOrder(id, { status: 'RETURNED_TO_STORE' }),
    onOrder('is RETURNED_TO_STORE, where its batches do not have it'),
  ],
  [
    'a move told twice',
    3,
    ({ id }) => told(id, 'status', 'PROCESSING'),
    onOrder('its timeline goes from PROCESSING to PROCESSING'),
  ],
  [
    'a move told that is none',
    3,
    ({ id }) => told(id, 'status', 'DELIVERED'),
    onOrder('its timeline goes from PROCESSING to DELIVERED'),
  ],
  [
    'an edit told elsewhere',
    3,
    ({ id }) => told(id, 'edited', 'AT_STORE'),
    onOrder('its timeline goes from PROCESSING to AT_STORE'),
  ],
  [
    'a creation told twice',
    0,
    ({ id }) => told(id, 'created', 'AT_STORE'),
    onOrder('its timeline does not begin, once, with its creation'),
  ],
  [
    'a move not told',
    3,
    ({ id }) => db().timelineEntry.deleteMany({ where: { orderId: id, status: 'PROCESSING' } }),
    onOrder('is PROCESSING, and its timeline ends at AT_FACTORY'),
  ],
  [
    'a batch’s move not told',
    1,
    ({ id }) => db().timelineEntry.updateMany({ where: { orderId: id, type: 'status' }, data: { note: null } }),
    (life) => `order ${life.id}: its timeline tells 0 times that ${life.transitId} made it IN_TRANSIT_TO_FACTORY`,
  ],
  [
    'a timeline lost',
    0,
    ({ id }) => db().timelineEntry.deleteMany({ where: { orderId: id } }),
    onOrder('its timeline does not begin, once, with its creation'),
  ],
];

test.each(plants)('the check finds %s', async (_what, made, plant, sentence) => {
  const life = await aLife(app, clerk, made);
  expect(await checkInvariants(db())).not.toContain(sentence(life));

  await plant(life);

  expect(await checkInvariants(db())).toContain(sentence(life));
});
