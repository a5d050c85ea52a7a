import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import type { Clerk } from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { aLife, DAY, onBatch, type Plant } from '../support/planted.js';

let app: TestApp;
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(() => app.close());

const db = () => app.deps.db;
const setBatch = (id: number, data: object) => db().transitBatch.update({ where: { id }, data });

const plants: Plant[] = [
  [
    'a wrong order count',
    0,
    ({ batchId }) => setBatch(batchId, { orderCount: 2 }),
    onBatch('its order count is not that of its list'),
  ],
  [
    'a batch without orders',
    3,
    ({ batchId }) => db().transitBatchOrder.deleteMany({ where: { batchId } }),
    onBatch('lists no orders'),
  ],
  [
    'a completion time before completion',
    2,
    ({ batchId }) => setBatch(batchId, { completedAt: DAY }),
    onBatch('is ARRIVED and completedAt is set'),
  ],
  [
    'a completed batch without its time',
    3,
    ({ batchId }) => setBatch(batchId, { completedAt: null }),
    onBatch('is COMPLETED and completedAt is not set'),
  ],
  [
    'a departure without its time',
    1,
    ({ batchId }) => setBatch(batchId, { initiatedAt: null }),
    onBatch('is IN_TRANSIT and initiatedAt is not set'),
  ],
  [
    'a cancellation time without one',
    0,
    ({ batchId }) => setBatch(batchId, { cancelledAt: DAY }),
    onBatch('is PENDING and cancelledAt is set'),
  ],
];

test.each(plants)('the check finds %s', async (_what, made, plant, sentence) => {
  const life = await aLife(app, clerk, made);
  expect(await checkInvariants(db())).not.toContain(sentence(life));

  await plant(life);

  expect(await checkInvariants(db())).toContain(sentence(life));
});
