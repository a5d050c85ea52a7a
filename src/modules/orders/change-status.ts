import type { Tx } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { AppError } from '../../shared/app-error.js';
import { REQUIRED } from '../../shared/fields.js';
import { cannotMove, outrun } from './cannot-move.js';
import { moveOrder } from './move-order.js';
import { getOrder } from './order.store.js';
import { movesWithReason, type OrderMove, orderMoves, type StatusLabel, statusLabels } from './order-status.js';

/**
 * The moves of people at the counter and in the factory; the others belong to transit batches and deliveries. The last two end a
 * delivery whose driver cannot: a phone is lost, somebody left.
 */
const counterMoves = [
  'checkQuality',
  'redo',
  'cleanOnTheSpot',
  'checkOnTheSpot',
  'redoOnTheSpot',
  'makeReady',
  'handOver',
  'deliver',
  'bringBack',
] as const satisfies readonly OrderMove[];
export const employeeMoves = [...counterMoves, 'cancelAtStore'] as const satisfies readonly OrderMove[];
export const adminMoves = [...counterMoves, 'cancel'] as const satisfies readonly OrderMove[];

type Change = { at: Date; actor: string; note?: string | null };

/**
 * Ends the started delivery of an order together with it; false, with nothing changed, when somebody else ended it. Deliveries know
 * orders and not the other way round, so whoever knows both hands it in.
 */
export type EndDelivery = (tx: Tx, deliveryId: number, by: 'deliver' | 'bringBack', change: Change) => Promise<boolean>;

type Clerk = { moves: readonly OrderMove[]; endDelivery?: EndDelivery | undefined };

/**
 * Moves an order to the status with this label, by whichever move of the clerk leads there. Throws `order.illegal_move` when none
 * does, `request.missing_fields` for one that needs a reason, `order.in_open_batch`, `order.in_open_delivery`, and `order.outrun` when
 * its driver ended the delivery at the same moment.
 */
export async function changeStatus(
  tx: Tx,
  order: { id: string; status: OrderStatus; openDeliveryId: number | null },
  label: StatusLabel,
  clerk: Clerk,
  change: Change,
): Promise<void> {
  const name = clerk.moves.find((move) => leads(move, order.status, label));
  if (name !== 'deliver' && name !== 'bringBack') {
    if (!name) throw cannotMove(order.status, labelled(label));
    if (movesWithReason.includes(name) && !change.note?.trim()) throw reasonMissing();
    return moveOrder(tx, order.id, name, { ...change, unlessInDelivery: true });
  }
  if (order.openDeliveryId === null || !clerk.endDelivery) throw cannotMove(order.status, labelled(label));
  if (await clerk.endDelivery(tx, order.openDeliveryId, name, change)) return;
  const { status } = await getOrder(tx, order.id);
  // Moving on from where it is now would be another step than the clerk meant.
  throw clerk.moves.some((move) => leads(move, status, label)) ? outrun() : cannotMove(status, labelled(label));
}

function reasonMissing(): AppError {
  const details = [{ path: 'note', message: REQUIRED }];
  return new AppError('invalid', 'request.missing_fields', 'Missing fields', { details });
}

function leads(move: OrderMove, from: OrderStatus, label: StatusLabel): boolean {
  const { from: starts, to } = orderMoves[move];
  return statusLabels[to] === label && (starts as readonly OrderStatus[]).includes(from);
}

/** The statuses that the wire calls by this label. */
export function statusesLabelled(label: StatusLabel): OrderStatus[] {
  return (Object.keys(statusLabels) as OrderStatus[]).filter((status) => statusLabels[status] === label);
}

function labelled(label: StatusLabel): OrderStatus {
  const [status] = statusesLabelled(label);
  if (!status) throw new Error(`no status reads ${label}`);
  return status;
}
