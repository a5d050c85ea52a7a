import type { Order, Status } from '../../shared/api/records.js';

export type MoveName = 'makeReady' | 'handOver' | 'clean' | 'check' | 'redo' | 'bringBack' | 'cancel';
export type Allowed = NonNullable<Order['allowedMoves']>[number];

/** How a step is called at the counter, by where it leads; null for one that is called as the place is. */
export function nameOfMove(from: Status, to: Status): MoveName | null {
  if (to === 'Delivered') return 'handOver';
  if (to === 'Ready for Delivery') return from === 'Out for Delivery' ? 'bringBack' : 'makeReady';
  if (to === 'Quality Check') return 'check';
  if (to === 'Processing') return from === 'At Store' ? 'clean' : 'redo';
  return to === 'Cancelled' ? 'cancel' : null;
}

const likeliest: readonly Status[] = ['Delivered', 'Ready for Delivery', 'Quality Check', 'Processing'];

/** Where the server says an order may be moved, the likeliest step first and cancelling last. */
export function movesOf(order: Order): Allowed[] {
  const rank = ({ status }: Allowed) => {
    if (status === 'Cancelled') return likeliest.length + 1;
    const place = likeliest.indexOf(status);
    return place === -1 ? likeliest.length : place;
  };
  return (order.allowedMoves ?? []).toSorted((one, other) => rank(one) - rank(other));
}
