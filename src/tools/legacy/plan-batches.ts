import type { BatchStatus, BatchType, OrderStatus } from '../../generated/sqlite/client.js';
import { finalStatuses, orderMoves, statusLabels } from '../../modules/orders/index.js';
import { batchMoves, directions } from '../../modules/transit/index.js';
import type { Findings } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import type { PlannedOrder } from './plan-orders.js';
import { createdAtOf, withIds } from './plan-people.js';
import { idOf, type LegacyRow, lineOf, pick, timeOf } from './read-values.js';

export type PlannedBatch = {
  id: number;
  transitId: string;
  type: BatchType;
  status: BatchStatus;
  createdBy: string;
  createdAt: Date;
  initiatedAt: Date | null;
  arrivedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  orders: PlannedOrder[];
};

type Orders = Map<string, PlannedOrder>;

const STATUSES: readonly string[] = ['PENDING', 'IN_TRANSIT', 'ARRIVED', 'COMPLETED', 'CANCELLED'];

/**
 * Batches with their ids. An open one claims its orders, the newest first where an order is in several, and says where they are:
 * the older server kept no order from being in two places.
 */
export function planBatches(data: LegacyData, orders: Orders, findings: Findings, now: Date): PlannedBatch[] {
  const members = membersOf(data, orders, findings);
  const transitIds = new Set<string>();
  const planned = withIds('transit batch', data.transit_batch, findings).flatMap(({ row, id }) => {
    const batch = readBatch(row, id, findings, now);
    if (!batch) return [];
    if (transitIds.has(batch.transitId)) batch.transitId = madeUpTransitId(batch.type, batch.createdAt, id);
    transitIds.add(batch.transitId);
    return [{ ...batch, orders: members.get(id) ?? [] }];
  });
  markReturned(planned);
  markNeverSent(orders, planned);
  for (const batch of planned.toReversed()) if (isOpen(batch)) claim(batch, findings);
  return planned.filter((batch) => {
    if (batch.orders.length === 0) findings.add('transit batch', batch.id, 'left out: none of its orders can be in it');
    return batch.orders.length > 0;
  });
}

function membersOf({ transit_order }: LegacyData, orders: Orders, findings: Findings): Map<number, PlannedOrder[]> {
  const members = new Map<number, PlannedOrder[]>();
  for (const row of transit_order) {
    const batchId = idOf(row['transit_batch_id']);
    const order = orders.get(lineOf(row['order_id']).trim());
    if (batchId === null) continue;
    const list = members.get(batchId) ?? [];
    if (!order) findings.add('transit batch', batchId, 'it lists an order that is not there: without it now');
    else if (!list.includes(order)) list.push(order);
    members.set(batchId, list);
  }
  return members;
}

function readBatch(row: LegacyRow, id: number, findings: Findings, now: Date): Omit<PlannedBatch, 'orders'> | null {
  const type = wordOf(row['type']) as BatchType;
  const status = wordOf(row['status']) as BatchStatus;
  if (!(type in directions) || !STATUSES.includes(status)) {
    findings.add('transit batch', id, 'left out: its type or its status is unknown');
    return null;
  }
  const createdAt = createdAtOf('transit batch', id, row, findings, now);
  return {
    id,
    transitId: lineOf(pick(row, 'transit_id')).trim() || madeUpTransitId(type, createdAt, id),
    type,
    status,
    createdBy: lineOf(pick(row, 'created_by')) || 'older server',
    createdAt,
    ...stampsOf(row, id, status, { createdAt, now }, findings),
  };
}

/** The times that its status calls for, and no other; one that the older record does not have is that of the step before. */
function stampsOf(
  row: LegacyRow,
  id: number,
  status: BatchStatus,
  { createdAt, now }: { createdAt: Date; now: Date },
  findings: Findings,
) {
  const steps = [
    { name: 'initiatedAt', columns: ['initiated_at'], in: ['IN_TRANSIT', 'ARRIVED', 'COMPLETED'] },
    { name: 'arrivedAt', columns: ['arrived_at', 'received_at'], in: ['ARRIVED', 'COMPLETED'] },
    { name: 'completedAt', columns: ['completed_at'], in: ['COMPLETED'] },
    { name: 'cancelledAt', columns: ['cancelled_at'], in: ['CANCELLED'] },
  ] as const;
  const stamps = { initiatedAt: null, arrivedAt: null, completedAt: null, cancelledAt: null } as Record<
    (typeof steps)[number]['name'],
    Date | null
  >;
  let before = createdAt <= now ? createdAt : now;
  for (const step of steps) {
    if (!(step.in as readonly string[]).includes(status)) continue;
    const time = timeOf(pick(row, ...step.columns));
    // A clock that was wrong says nothing.
    const told = time && time <= now ? time : null;
    if (!told)
      findings.add(
        'transit batch',
        id,
        `it has no ${step.name} that has passed: the time of the step before stands instead`,
      );
    before = told ?? before;
    stamps[step.name] = before;
  }
  return stamps;
}

/** "At Store" is one word for two places: an order whose last journey was back from the factory has returned. */
function markReturned(batches: PlannedBatch[]): void {
  const last = new Map<PlannedOrder, PlannedBatch>();
  for (const batch of batches)
    if (batch.status !== 'CANCELLED') for (const order of batch.orders) last.set(order, batch);
  for (const [order, { type, status }] of last) {
    const isBack = type === 'FACTORY_TO_STORE' && (status === 'ARRIVED' || status === 'COMPLETED');
    if (order.status === 'AT_STORE' && isBack) order.status = 'RETURNED_TO_STORE';
  }
}

/** What is being cleaned and was in no batch is cleaned at the store. */
function markNeverSent(orders: Orders, batches: PlannedBatch[]): void {
  const sent = new Set(batches.filter(({ status }) => status !== 'CANCELLED').flatMap((batch) => batch.orders));
  for (const order of orders.values()) {
    if (sent.has(order)) continue;
    if (order.status === 'PROCESSING') order.status = 'PROCESSING_AT_STORE';
    if (order.status === 'QUALITY_CHECK') order.status = 'QUALITY_CHECK_AT_STORE';
  }
}

function claim(batch: PlannedBatch, findings: Findings): void {
  batch.orders = batch.orders.filter((order) => {
    const status = order.openBatchId === null ? statusInside(batch, order.status) : null;
    if (status === null) {
      findings.add('transit batch', batch.id, `order ${order.id} cannot be in it where it is: without it now`);
      return false;
    }
    if (status !== order.status) {
      findings.add('order', order.id, `it is ${statusLabels[status]} now, as its open batch ${batch.id} has it`);
    }
    order.status = status;
    order.openBatchId = batch.id;
    return true;
  });
}

/** Where an order of this open batch is; null for one that cannot be in it. */
function statusInside({ status, type }: PlannedBatch, now: OrderStatus): OrderStatus | null {
  const { from, to } = orderMoves[batchMoves.initiate.orders[type]];
  if (status === 'PENDING') return (from as readonly OrderStatus[]).includes(now) ? now : null;
  if ((finalStatuses as readonly OrderStatus[]).includes(now)) return null;
  return status === 'IN_TRANSIT' ? to : orderMoves[batchMoves.receive.orders[type]].to;
}

function isOpen({ status }: PlannedBatch): boolean {
  return status !== 'COMPLETED' && status !== 'CANCELLED';
}

function wordOf(value: unknown): string {
  return lineOf(value).trim().toUpperCase().replaceAll(' ', '_');
}

function madeUpTransitId(type: BatchType, at: Date, id: number): string {
  return `${directions[type].prefix}-${at.toISOString().replace(/\D/g, '').slice(0, 14)}-older${id}`;
}
