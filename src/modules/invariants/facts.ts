import type { Db, Tx } from '../../db/client.js';
import { aboutOrder } from '../orders/index.js';

const PAGE = 500;

const orderFacts = {
  id: true,
  status: true,
  customerEmail: true,
  totalMinor: true,
  pieceCount: true,
  withdrawnAt: true,
  cancelledAt: true,
  openBatchId: true,
  openDeliveryId: true,
  missingSince: true,
  lines: {
    select: {
      quantity: true,
      measuredMilli: true,
      unitPriceMinor: true,
      lineTotalMinor: true,
      _count: { select: { pieces: { where: { voidedAt: null } } } },
    },
  },
  timeline: { select: { at: true, type: true, status: true, note: true }, orderBy: { id: 'asc' } },
  batches: {
    select: {
      leftAt: true,
      leftAs: true,
      batch: {
        select: {
          id: true,
          transitId: true,
          type: true,
          status: true,
          initiatedAt: true,
          arrivedAt: true,
          completedAt: true,
        },
      },
    },
    orderBy: { batchId: 'asc' },
  },
  deliveries: { select: { id: true, status: true }, orderBy: { id: 'asc' } },
} as const;

const batchFacts = {
  id: true,
  transitId: true,
  status: true,
  orderCount: true,
  initiatedAt: true,
  arrivedAt: true,
  completedAt: true,
  cancelledAt: true,
  entries: { select: { leftAs: true } },
} as const;

const ordersAfter = (db: Db | Tx, id: string) =>
  db.order.findMany({ where: { id: { gt: id } }, orderBy: { id: 'asc' }, take: PAGE, select: orderFacts });
const batchesAfter = (db: Db | Tx, id: number) =>
  db.transitBatch.findMany({ where: { id: { gt: id } }, orderBy: { id: 'asc' }, take: PAGE, select: batchFacts });

const eventsAbout = (db: Db | Tx, subjects: string[]) =>
  db.event.findMany({
    where: { subject: { in: subjects } },
    orderBy: { id: 'asc' },
    select: { subject: true, type: true, at: true, data: true },
  });

type EventFacts = Awaited<ReturnType<typeof eventsAbout>>[number];
export type OrderFacts = Awaited<ReturnType<typeof ordersAfter>>[number] & { events: EventFacts[] };
export type BatchFacts = Awaited<ReturnType<typeof batchesAfter>>[number];

/** When an order came from the older server, and as what; undefined for one that was placed here. */
export function importOf({ timeline }: OrderFacts): { at: Date; status: OrderFacts['status'] | null } | undefined {
  return timeline[1]?.type === 'imported' ? timeline[1] : undefined;
}

/** Every order with all that must agree with it, a page in memory at a time. */
export async function* eachOrder(db: Db | Tx): AsyncGenerator<OrderFacts> {
  for (let page = await ordersAfter(db, ''); page.length > 0; page = await ordersAfter(db, page.at(-1)?.id ?? '')) {
    const events = new Map(page.map(({ id }): [string, EventFacts[]] => [aboutOrder({ orderId: id }), []]));
    for (const event of await eventsAbout(db, [...events.keys()])) events.get(event.subject)?.push(event);
    for (const order of page) yield { ...order, events: events.get(aboutOrder({ orderId: order.id })) ?? [] };
  }
}

/** Every transit batch, a page in memory at a time. */
export async function* eachBatch(db: Db | Tx): AsyncGenerator<BatchFacts> {
  for (let page = await batchesAfter(db, 0); page.length > 0; page = await batchesAfter(db, page.at(-1)?.id ?? 0)) {
    yield* page;
  }
}

/** When the oldest event happened that is still kept; null when none is. */
export async function oldestEventAt(db: Db | Tx): Promise<Date | null> {
  return (await db.event.aggregate({ _min: { at: true } }))._min.at;
}
