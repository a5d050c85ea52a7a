import { employeeMoves, findMissingOrder, setStatus } from '../../modules/orders/index.js';
import { createBatch, moveBatch, reportMissing } from '../../modules/transit/index.js';
import type { DemoShop } from './demo-shop.js';
import { planHandOver } from './play-order.js';

type Run = { leaves: number; arrives: [day: number, hour: number]; done: [day: number, hour: number] };

// Three vans a day to the factory and two back, each at another stage at any moment: hours of the day, and days after it.
const TO_FACTORY: Record<number, Run> = {
  11: { leaves: 11.5, arrives: [0, 16], done: [0, 17] },
  12.75: { leaves: 13.5, arrives: [0, 17], done: [0, 18] },
  18: { leaves: 18.5, arrives: [1, 8], done: [1, 15] },
};
const TO_STORE: Record<number, Run> = {
  6: { leaves: 6.5, arrives: [0, 9], done: [0, 14] },
  11.5: { leaves: 12, arrives: [0, 16], done: [0, 17] },
};

/** Enters the vans of one day. */
export function planVans(shop: DemoShop, day: number): void {
  for (const [hour, run] of Object.entries(TO_FACTORY)) {
    shop.agenda.enter(shop.time(day, Number(hour)), () => load(shop, day, 'STORE_TO_FACTORY', shop.atStore, run));
  }
  for (const [hour, run] of Object.entries(TO_STORE)) {
    shop.agenda.enter(shop.time(day, Number(hour)), () => load(shop, day, 'FACTORY_TO_STORE', shop.cleaned, run));
  }
}

async function load(
  shop: DemoShop,
  day: number,
  type: 'STORE_TO_FACTORY' | 'FACTORY_TO_STORE',
  waiting: Set<string>,
  run: Run,
): Promise<void> {
  const { deps, agenda, employee } = shop;
  const orderIds = [...waiting];
  waiting.clear();
  if (orderIds.length === 0) return;
  const { id } = await createBatch(deps, employee, shop.timeZone, { order_ids: orderIds, type, created_by: 'Counter' });
  agenda.enter(shop.time(day, run.leaves), async () => void (await moveBatch(deps, employee, id, 'initiate')));
  agenda.enter(
    shop.time(day + run.arrives[0], run.arrives[1]),
    async () => void (await moveBatch(deps, employee, id, 'receive')),
  );
  const doneOn = day + run.done[0];
  const [lost, another] = orderIds;
  if (isLoss(day, run) && lost && another) planLoss(shop, id, lost, doneOn);
  agenda.enter(shop.time(doneOn, run.done[1]), async () => {
    await moveBatch(deps, employee, id, 'complete');
    for (const orderId of orderIds) {
      if (type === 'STORE_TO_FACTORY') planCleaning(shop, orderId, doneOn + 1);
      else planHandOver(shop, orderId, doneOn);
    }
  });
}

// A bag goes missing every three weeks or so, and turns up the same day; the last one after the hour at which the play ends.
const LOSSES = [-44, -23, -1];

// It is always the evening's van.
function isLoss(day: number, run: Run): boolean {
  return run === TO_FACTORY[18] && LOSSES.includes(day);
}

// What is not in the van is seen an hour and a half after it came.
function planLoss({ deps, agenda, employee, time }: DemoShop, batchId: number, orderId: string, day: number): void {
  agenda.enter(time(day, 9.5), async () => {
    await reportMissing(deps, employee, batchId, orderId, 'Not in the van');
  });
  agenda.enter(time(day, 14), async () => {
    await findMissingOrder(deps, employee, orderId, { status: 'At Factory', note: 'In another customer’s bag' });
  });
}

// Most orders pass a quality check before they travel back; some go straight.
function planCleaning(shop: DemoShop, orderId: string, day: number): void {
  const { deps, random, agenda, employee } = shop;
  const isChecked = random.chance(0.75);
  agenda.enter(shop.time(day, random.whole(80, 170) / 10), async () => {
    if (isChecked) await setStatus(deps, employee, orderId, employeeMoves, { status: 'Quality Check' });
    shop.cleaned.add(orderId);
  });
}
