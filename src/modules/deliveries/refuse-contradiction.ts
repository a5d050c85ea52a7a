import type { Tx } from '../../db/client.js';
import { contradiction, isSaid } from '../../shared/contradiction.js';
import { namesOtherOrder } from '../orders/index.js';
import { type DeliveryMove, deliveryMoves, wireStatuses } from './delivery-status.js';

/** The body of a move: nothing, or the delivery as a client has it. */
export type MoveBody = Readonly<Record<string, unknown>>;

/** Throws `request.contradiction` where the body means another delivery, another order or another step than this one. */
export async function refuseContradiction(
  tx: Tx,
  body: MoveBody,
  name: DeliveryMove,
  delivery: { id: number; orderId: string },
): Promise<void> {
  const { from, to } = deliveryMoves[name];
  const { id, status, orderId, barcode } = body;
  if (isSaid(id) && String(id) !== String(delivery.id)) throw contradiction('id', `This is delivery ${delivery.id}`);
  const asked = wireStatuses[to];
  if (isSaid(status) && status !== asked && status !== wireStatuses[from]) {
    throw contradiction('status', `The delivery becomes ${asked} by this`);
  }
  const path = await namesOtherOrder(tx, delivery.orderId, { orderId, barcode });
  if (path !== null) throw contradiction(path, `This delivery is of order ${delivery.orderId}`);
}
