import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Clerk, ordersAtStore } from '../support/batches.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { aLife, DAY, onOrder, type Plant } from '../support/planted.js';

let app: TestApp;
let clerk: Clerk;
let driver: number;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
  driver = (await aWorker(app, 'WORKER')).id;
});
afterAll(() => app.close());

const db = () => app.deps.db;
const setOrder = (id: string, data: object) => db().order.update({ where: { id }, data });
const setLine = (orderId: string, data: object) =>
  db().orderLine.update({ where: { orderId_position: { orderId, position: 0 } }, data });
const aDelivery = (orderId: string, status: 'PENDING' | 'IN_TRANSIT') =>
  db().delivery.create({ data: { orderId, workerId: driver, status } });

async function foreignDelivery() {
  const [other = ''] = await ordersAtStore(app, 1);
  return aDelivery(other, 'PENDING');
}

const plants: Plant[] = [
  [
    'a total that is not the sum',
    0,
    ({ id }) => setOrder(id, { totalMinor: 1n }),
    onOrder('its total is not the sum of its lines'),
  ],
  [
    'a line total that is not price times quantity',
    0,
    ({ id }) => setLine(id, { unitPriceMinor: 1n }),
    onOrder('a line does not come to price times quantity'),
  ],
  [
    'a quantity without its pieces',
    0,
    ({ id }) => setLine(id, { quantity: 2 }),
    onOrder('a line has not as many pieces as its quantity'),
  ],
  [
    'a wrong piece count',
    0,
    ({ id }) => setOrder(id, { pieceCount: 9 }),
    onOrder('its piece count is not that of its lines'),
  ],
  [
    'a piece lost',
    0,
    ({ id }) => db().piece.delete({ where: { tag: `${id}-1` } }),
    onOrder('a line has not as many pieces as its quantity'),
  ],
  [
    'an order withdrawn and not cancelled',
    0,
    ({ id }) => setOrder(id, { withdrawnAt: DAY }),
    onOrder('was withdrawn but is not cancelled'),
  ],
  [
    'an e-mail on an order as typed',
    0,
    ({ id }) => setOrder(id, { customerEmail: 'Asha@Example.com ' }),
    onOrder('its e-mail is not normalised'),
  ],
  [
    'two open deliveries',
    0,
    ({ id }) => Promise.all([aDelivery(id, 'PENDING'), aDelivery(id, 'PENDING')]),
    onOrder('has several open deliveries'),
  ],
  [
    'an open delivery the order does not know',
    0,
    ({ id }) => aDelivery(id, 'PENDING'),
    onOrder('does not agree with its deliveries on which is open'),
  ],
  [
    'a delivery that waits for an order that is not ready',
    0,
    ({ id }) => aDelivery(id, 'PENDING'),
    onOrder('is AT_STORE with a delivery that waits'),
  ],
  [
    'a delivery on the way with an order that is not',
    0,
    ({ id }) => aDelivery(id, 'IN_TRANSIT'),
    onOrder('is AT_STORE and its delivery is IN_TRANSIT'),
  ],
  [
    'an order out for delivery with nobody',
    3,
    ({ id }) => setOrder(id, { status: 'OUT_FOR_DELIVERY' }),
    onOrder('is OUT_FOR_DELIVERY and its delivery is none'),
  ],
  [
    'another order’s delivery',
    0,
    async ({ id }) => setOrder(id, { openDeliveryId: (await foreignDelivery()).id }),
    onOrder('does not agree with its deliveries on which is open'),
  ],
];

test.each(plants)('the check finds %s', async (_what, made, plant, sentence) => {
  const life = await aLife(app, clerk, made);
  expect(await checkInvariants(db())).not.toContain(sentence(life));

  await plant(life);

  expect(await checkInvariants(db())).toContain(sentence(life));
});
