import type { Track } from '../../generated/sqlite/client.js';

export const trackSelect = {
  id: true,
  orderId: true,
  workerId: true,
  orderStatus: true,
  location: true,
  note: true,
  scannedAt: true,
  // Asked of the order, not copied: an e-mail that is erased there is gone here too.
  order: { select: { customerEmail: true } },
} as const;

type TrackRow = Omit<Track, 'orderEmail'> & { order: { customerEmail: string } };

export function trackView(row: TrackRow) {
  return {
    id: row.id,
    orderId: row.orderId,
    workerId: row.workerId,
    orderEmail: row.order.customerEmail,
    orderStatus: row.orderStatus,
    location: row.location,
    note: row.note,
    scannedAt: row.scannedAt.toISOString(),
  };
}
