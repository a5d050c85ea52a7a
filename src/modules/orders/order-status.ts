import type { OrderStatus } from '../../generated/sqlite/client.js';

/** What the wire calls each status. A returned order reads "At Store" again: `RETURNED_TO_STORE` tells it from one never sent. */
export const statusLabels = {
  AT_STORE: 'At Store',
  IN_TRANSIT_TO_FACTORY: 'In Transit to Factory',
  AT_FACTORY: 'At Factory',
  PROCESSING: 'Processing',
  QUALITY_CHECK: 'Quality Check',
  IN_TRANSIT_TO_STORE: 'In Transit to Store',
  RETURNED_TO_STORE: 'At Store',
  READY_FOR_DELIVERY: 'Ready for Delivery',
  OUT_FOR_DELIVERY: 'Out for Delivery',
  DELIVERED: 'Delivered',
  CANCELLED: 'Cancelled',
} as const satisfies Record<OrderStatus, string>;

export type StatusLabel = (typeof statusLabels)[OrderStatus];

export const allStatusLabels = [...new Set(Object.values(statusLabels))];

type Move = { from: readonly OrderStatus[]; to: OrderStatus };

/** The life of an order: every move there is, and the statuses it may start from. The only place that knows. */
export const orderMoves = {
  sendToFactory: { from: ['AT_STORE'], to: 'IN_TRANSIT_TO_FACTORY' },
  receiveAtFactory: { from: ['IN_TRANSIT_TO_FACTORY'], to: 'AT_FACTORY' },
  startProcessing: { from: ['AT_FACTORY'], to: 'PROCESSING' },
  checkQuality: { from: ['PROCESSING'], to: 'QUALITY_CHECK' },
  sendToStore: { from: ['PROCESSING', 'QUALITY_CHECK'], to: 'IN_TRANSIT_TO_STORE' },
  receiveAtStore: { from: ['IN_TRANSIT_TO_STORE'], to: 'RETURNED_TO_STORE' },
  makeReady: { from: ['AT_STORE', 'RETURNED_TO_STORE', 'PROCESSING', 'QUALITY_CHECK'], to: 'READY_FOR_DELIVERY' },
  sendOut: { from: ['READY_FOR_DELIVERY'], to: 'OUT_FOR_DELIVERY' },
  bringBack: { from: ['OUT_FOR_DELIVERY'], to: 'READY_FOR_DELIVERY' },
  deliver: { from: ['OUT_FOR_DELIVERY'], to: 'DELIVERED' },
  handOver: { from: ['READY_FOR_DELIVERY'], to: 'DELIVERED' },
  withdraw: { from: ['AT_STORE'], to: 'CANCELLED' },
  cancel: {
    from: [
      'AT_STORE',
      'IN_TRANSIT_TO_FACTORY',
      'AT_FACTORY',
      'PROCESSING',
      'QUALITY_CHECK',
      'IN_TRANSIT_TO_STORE',
      'RETURNED_TO_STORE',
      'READY_FOR_DELIVERY',
    ],
    to: 'CANCELLED',
  },
} as const satisfies Record<string, Move>;

export type OrderMove = keyof typeof orderMoves;

/** Statuses after which nothing about an order changes any more. */
export const finalStatuses = ['DELIVERED', 'CANCELLED'] as const satisfies readonly OrderStatus[];

export function isFinal(status: OrderStatus): boolean {
  return (finalStatuses as readonly OrderStatus[]).includes(status);
}
