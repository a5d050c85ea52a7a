import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { carryOut, openDelivery, requireOwnDelivery } from '../deliveries/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { cannotMove, cannotMoveAlone } from '../orders/index.js';
import type { ScannedOrder } from './find-scanned-order.js';
import type { ScanStatus } from './scan.schema.js';

type Scanner = { actor: Actor; workerId: number; at: Date };
type Act = (tx: Tx, order: ScannedOrder, by: Scanner) => Promise<void>;

/** What each scan does besides being recorded. */
const acts = {
  'Picked Up': startDelivery,
  'Out for Delivery': startDelivery,
  Delivered: endDelivery,
  Checkpoint: async () => {},
} as const satisfies Record<ScanStatus, Act>;

/**
 * Moves the order and its delivery as the scan says. Throws `delivery.not_yours`, `order.illegal_move`, `order.in_open_batch`, and `scan.outrun` when
 * somebody else moved the order since it was read: the transaction may run again.
 */
export async function actOnScan(tx: Tx, order: ScannedOrder, status: ScanStatus, by: Scanner): Promise<void> {
  await acts[status](tx, order, by);
}

/** Whether a scan was outrun by another and will be answered properly when run again. */
export function wasOutrun(error: unknown): boolean {
  return error instanceof AppError && error.code === 'scan.outrun';
}

// Picking up and leaving are two scans of one start: whichever comes second is recorded and moves nothing.
async function startDelivery(tx: Tx, order: ScannedOrder, by: Scanner): Promise<void> {
  const step = { at: by.at, actor: actorLabel(by.actor) };
  const open = order.openDelivery;
  if (open) {
    requireOwnDelivery(by.actor, open);
    if (open.status === 'IN_TRANSIT') return;
  } else if (order.status !== 'READY_FOR_DELIVERY') {
    throw cannotMove(order.status, 'OUT_FOR_DELIVERY');
  } else if (order.openBatchId !== null) {
    throw cannotMoveAlone(order.status, 'OUT_FOR_DELIVERY');
  }
  const delivery = open ?? (await openDelivery(tx, { orderId: order.id, workerId: by.workerId }, step));
  if (!delivery || !(await carryOut(tx, delivery, 'start', step))) throw outrun();
}

async function endDelivery(tx: Tx, order: ScannedOrder, by: Scanner): Promise<void> {
  const open = order.openDelivery;
  if (!open) throw cannotMove(order.status, 'DELIVERED');
  requireOwnDelivery(by.actor, open);
  if (open.status === 'PENDING') throw cannotMove(order.status, 'DELIVERED');
  if (!(await carryOut(tx, open, 'deliver', { at: by.at, actor: actorLabel(by.actor) }))) throw outrun();
}

function outrun(): AppError {
  return new AppError('conflict', 'scan.outrun', 'Order was moved at the same moment: scan it again');
}
