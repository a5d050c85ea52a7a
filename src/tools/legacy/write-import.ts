import type { Tx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { recordAudits } from '../../modules/audit/index.js';
import { phoneColumns } from '../../modules/customers/index.js';
import { indexNewCustomers, termsOfNewOrder } from '../../modules/search/index.js';
import { fingerprint, type Ids } from '../../shared/ids.js';
import { type Comparison, importedAction, importedEntities, plannedKinds } from './compare-target.js';
import type { ImportPlan } from './plan-import.js';
import type { PlannedOrder } from './plan-orders.js';

/** The tables whose rows came with numbers of their own. */
export const numberedTables = ['customers', 'workers', 'transit_batches', 'deliveries', 'tracks'] as const;

type Context = { ids: Ids; currency: string; country: string; now: Date };

const AT_A_TIME = 500;
const ACTOR = 'system';
/** Tokens of an account that had the same number before must not open this one. */
const FIRST_TOKEN_VERSION = 1;

/** Writes the plan into a target that has been compared with it, in the caller's transaction. */
export async function writeImport(tx: Tx, plan: ImportPlan, seeded: Comparison['seeded'], by: Context): Promise<void> {
  await writeServices(tx, plan, seeded.services, by.now);
  await writePeople(tx, plan, seeded.workers, by.country);
  await writeOrders(tx, plan, by);
  await writeBatches(tx, plan);
  await writeJourneys(tx, plan);
  await inParts(
    plannedKinds.flatMap((kind) => plan[kind].map(({ id }) => ({ entity: importedEntities[kind], entityId: id }))),
    (part) =>
      recordAudits(
        tx,
        part.map((record) => ({ ...record, at: by.now, actor: ACTOR, action: importedAction(record.entity) })),
      ),
  );
}

async function writeServices(tx: Tx, { services }: ImportPlan, seeded: string[], now: Date): Promise<void> {
  for (const { id, isGone, ...service } of services) {
    const data = { ...service, updatedAt: now, deletedAt: isGone ? now : null };
    if (seeded.includes(id)) await tx.service.update({ where: { id }, data, select: { id: true } });
    else await tx.service.create({ data: { id, createdAt: now, ...data }, select: { id: true } });
  }
}

async function writePeople(tx: Tx, plan: ImportPlan, seededWorkers: number[], country: string): Promise<void> {
  const { customers, workers } = plan;
  // Former colleagues alone run no shop: the employee of a first start goes on, unless one of them had that number.
  const hasStaff = workers.some(({ deletedAt }) => deletedAt === null);
  const given = seededWorkers.filter((seeded) => hasStaff || workers.some(({ id }) => id === seeded));
  await tx.worker.deleteMany({ where: { id: { in: given } } });
  const tokenVersion = FIRST_TOKEN_VERSION;
  await inParts(workers, (part) =>
    tx.worker.createMany({
      data: part.map((worker) => ({ ...worker, role: worker.deletedAt ? 'WORKER' : 'EMPLOYEE', tokenVersion })),
    }),
  );
  await inParts(customers, async (part) => {
    await tx.customer.createMany({
      data: part.map(({ phone, ...customer }) => ({
        ...customer,
        ...phoneColumns(phone, country),
        loginEmail: customer.email,
        tokenVersion,
      })),
    });
    await indexNewCustomers(tx, part);
  });
}

async function writeOrders(tx: Tx, { orders, customers }: ImportPlan, by: Context): Promise<void> {
  const owners = new Map(customers.map((customer) => [customer.id, customer]));
  await inParts(orders, async (part) => {
    await tx.order.createMany({ data: part.map((order) => rowOf(order, by)) });
    await tx.orderLine.createMany({ data: part.flatMap(linesOf) });
    await tx.piece.createMany({ data: part.flatMap(piecesOf) });
    await tx.timelineEntry.createMany({ data: part.flatMap((order) => timelineOf(order, by.now)) });
    for (const order of part) {
      const owner = owners.get(order.customerId);
      if (owner) await insertRows(tx, termsOfNewOrder({ ...order, lines: [] }, owner));
    }
  });
}

// Nobody holds the tracking tokens of these orders, and none of them proves whose account it is.
function rowOf(
  { lines, notes: _told, openBatchId: _batch, openDeliveryId: _delivery, ...order }: PlannedOrder,
  by: Context,
) {
  return {
    ...order,
    currency: by.currency,
    pieceCount: lines.length,
    trackingTokenHash: fingerprint(by.ids.trackingToken()),
    provesAccount: false,
    updatedAt: by.now,
  };
}

function linesOf({ id, lines }: PlannedOrder) {
  return lines.map(({ priceMinor, ...line }, position) => ({
    ...line,
    orderId: id,
    position,
    quantity: 1,
    unitPriceMinor: priceMinor,
    lineTotalMinor: priceMinor,
  }));
}

function piecesOf({ id, lines }: PlannedOrder) {
  return lines.map((_, index) => ({ orderId: id, linePosition: index, number: index + 1, tag: `${id}-${index + 1}` }));
}

function timelineOf({ id, status, createdAt, notes }: PlannedOrder, now: Date) {
  const entry = { orderId: id, actor: ACTOR };
  return [
    { ...entry, at: createdAt, type: 'created', status: 'AT_STORE' as const, note: null },
    { ...entry, at: now, type: 'imported', status, note: notes.length > 0 ? notes.join('; ') : null },
  ];
}

async function writeBatches(tx: Tx, { batches }: ImportPlan): Promise<void> {
  for (const { orders, ...batch } of batches) {
    const data = { ...batch, createdByActor: ACTOR, orderCount: orders.length };
    await tx.transitBatch.create({ data, select: { id: true } });
    await inParts(orders, (part) => {
      const entries = part.map(({ id }) => ({
        batchId: batch.id,
        orderId: id,
        position: orders.findIndex((o) => o.id === id),
      }));
      return tx.transitBatchOrder.createMany({ data: entries });
    });
    const claimed = orders.filter(({ openBatchId }) => openBatchId === batch.id).map(({ id }) => id);
    await inParts(claimed, (part) =>
      tx.order.updateMany({ where: { id: { in: part } }, data: { openBatchId: batch.id } }),
    );
  }
}

async function writeJourneys(tx: Tx, { deliveries, tracks, orders }: ImportPlan): Promise<void> {
  await inParts(deliveries, (part) => tx.delivery.createMany({ data: part }));
  for (const { id, openDeliveryId } of orders) {
    if (openDeliveryId !== null)
      await tx.order.update({ where: { id }, data: { openDeliveryId }, select: { id: true } });
  }
  await inParts(tracks, (part) => tx.track.createMany({ data: part }));
}

async function inParts<T>(all: T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_A_TIME) await write(all.slice(start, start + AT_A_TIME));
}
