import { contradiction, isSaid } from '../../shared/contradiction.js';
import { readScan } from '../orders/index.js';
import { type DeliveryMove, deliveryMoves, wireStatuses } from './delivery-status.js';

/** The body of a move: nothing, or the delivery as a client has it. */
export type MoveBody = Readonly<Record<string, unknown>>;

/** Throws `request.contradiction` where the body means another delivery, another order or another step than this one. */
export function refuseContradiction(
  body: MoveBody,
  name: DeliveryMove,
  delivery: { id: number; orderId: string },
): void {
  const { from, to } = deliveryMoves[name];
  const { id, status, orderId, barcode } = body;
  if (isSaid(id) && String(id) !== String(delivery.id)) throw contradiction('id', `This is delivery ${delivery.id}`);
  const asked = wireStatuses[to];
  if (isSaid(status) && status !== asked && status !== wireStatuses[from]) {
    throw contradiction('status', `The delivery becomes ${asked} by this`);
  }
  for (const [path, text] of Object.entries({ orderId, barcode })) {
    if (isSaid(text) && readScan(String(text))?.orderId !== delivery.orderId) {
      throw contradiction(path, `This delivery is of order ${delivery.orderId}`);
    }
  }
}
