import type { Status } from '../../shared/api/records.js';

export type Move = 'makeReady' | 'handOver' | 'clean' | 'check' | 'redo' | 'bringBack' | 'cancel';

/** Where each move leads. */
export const leadsTo = {
  makeReady: 'Ready for Delivery',
  handOver: 'Delivered',
  clean: 'Processing',
  check: 'Quality Check',
  redo: 'Processing',
  bringBack: 'Ready for Delivery',
  cancel: 'Cancelled',
} as const satisfies Record<Move, Status>;

/** Which buttons stand beside an order, the likeliest first. Whether a move is allowed only the server knows: it answers in a sentence. */
export const offers: Partial<Record<Status, readonly Move[]>> = {
  'At Store': ['makeReady', 'clean', 'cancel'],
  Processing: ['check', 'makeReady', 'cancel'],
  'Quality Check': ['makeReady', 'redo', 'cancel'],
  'Ready for Delivery': ['handOver', 'redo', 'cancel'],
  'Out for Delivery': ['handOver', 'bringBack'],
};

/** Moves that the server wants a reason for. */
export const needsReason: readonly Move[] = ['redo', 'cancel'];
