import type { BatchType, OrderStatus } from '../../generated/sqlite/client.js';

/**
 * What the wire calls each status. A returned order reads "At Store" again: `RETURNED_TO_STORE` tells it from one never sent. One that is
 * cleaned on the spot reads as one at the factory does: `…_AT_STORE` tells it from those, which come back by batch.
 */
export const statusLabels = {
  AT_STORE: 'At Store',
  IN_TRANSIT_TO_FACTORY: 'In Transit to Factory',
  AT_FACTORY: 'At Factory',
  PROCESSING: 'Processing',
  QUALITY_CHECK: 'Quality Check',
  PROCESSING_AT_STORE: 'Processing',
  QUALITY_CHECK_AT_STORE: 'Quality Check',
  IN_TRANSIT_TO_STORE: 'In Transit to Store',
  RETURNED_TO_STORE: 'At Store',
  READY_FOR_DELIVERY: 'Ready for Delivery',
  OUT_FOR_DELIVERY: 'Out for Delivery',
  DELIVERED: 'Delivered',
  CANCELLED: 'Cancelled',
} as const satisfies Record<OrderStatus, string>;

export type StatusLabel = (typeof statusLabels)[OrderStatus];

export const allStatusLabels = [...new Set(Object.values(statusLabels))];

/** Where an order is in the hands of the counter. */
export const AT_STORE_STATUSES = [
  'AT_STORE',
  'PROCESSING_AT_STORE',
  'QUALITY_CHECK_AT_STORE',
  'RETURNED_TO_STORE',
  'READY_FOR_DELIVERY',
] as const satisfies readonly OrderStatus[];

type Move = { from: readonly OrderStatus[]; to: OrderStatus };

/** The life of an order: every move there is, and the statuses it may start from. The only place that knows. */
export const orderMoves = {
  sendToFactory: { from: ['AT_STORE', 'READY_FOR_DELIVERY'], to: 'IN_TRANSIT_TO_FACTORY' },
  receiveAtFactory: { from: ['IN_TRANSIT_TO_FACTORY'], to: 'AT_FACTORY' },
  startProcessing: { from: ['AT_FACTORY'], to: 'PROCESSING' },
  checkQuality: { from: ['PROCESSING'], to: 'QUALITY_CHECK' },
  redo: { from: ['QUALITY_CHECK'], to: 'PROCESSING' },
  sendToStore: { from: ['PROCESSING', 'QUALITY_CHECK', 'READY_FOR_DELIVERY'], to: 'IN_TRANSIT_TO_STORE' },
  receiveAtStore: { from: ['IN_TRANSIT_TO_STORE'], to: 'RETURNED_TO_STORE' },
  cleanOnTheSpot: { from: ['AT_STORE', 'RETURNED_TO_STORE'], to: 'PROCESSING_AT_STORE' },
  checkOnTheSpot: { from: ['PROCESSING_AT_STORE'], to: 'QUALITY_CHECK_AT_STORE' },
  redoOnTheSpot: { from: ['QUALITY_CHECK_AT_STORE', 'READY_FOR_DELIVERY'], to: 'PROCESSING_AT_STORE' },
  makeReady: {
    from: ['AT_STORE', 'RETURNED_TO_STORE', 'PROCESSING_AT_STORE', 'QUALITY_CHECK_AT_STORE'],
    to: 'READY_FOR_DELIVERY',
  },
  sendOut: { from: ['READY_FOR_DELIVERY'], to: 'OUT_FOR_DELIVERY' },
  bringBack: { from: ['OUT_FOR_DELIVERY'], to: 'READY_FOR_DELIVERY' },
  deliver: { from: ['OUT_FOR_DELIVERY'], to: 'DELIVERED' },
  handOver: { from: ['READY_FOR_DELIVERY'], to: 'DELIVERED' },
  withdraw: { from: ['AT_STORE'], to: 'CANCELLED' },
  cancelAtStore: { from: AT_STORE_STATUSES, to: 'CANCELLED' },
  cancel: {
    from: [
      'AT_STORE',
      'IN_TRANSIT_TO_FACTORY',
      'AT_FACTORY',
      'PROCESSING',
      'QUALITY_CHECK',
      'PROCESSING_AT_STORE',
      'QUALITY_CHECK_AT_STORE',
      'IN_TRANSIT_TO_STORE',
      'RETURNED_TO_STORE',
      'READY_FOR_DELIVERY',
    ],
    to: 'CANCELLED',
  },
} as const satisfies Record<string, Move>;

export type OrderMove = keyof typeof orderMoves;

/** Moves that are made for a reason which the next person has to read. */
export const movesWithReason: readonly OrderMove[] = ['redo', 'redoOnTheSpot', 'cancelAtStore'];

/**
 * Where an order may turn up that a batch of this direction lost, by what staff say. It had the batch's status, whichever it was. At the
 * factory it is taken up at once: no batch will do that any more.
 */
export const foundMoves = {
  STORE_TO_FACTORY: { 'At Store': 'AT_STORE', 'At Factory': 'PROCESSING', Processing: 'PROCESSING' },
  FACTORY_TO_STORE: { 'At Store': 'RETURNED_TO_STORE', 'At Factory': 'PROCESSING', Processing: 'PROCESSING' },
} as const satisfies Record<BatchType, Record<string, OrderStatus>>;

export type FoundAt = keyof (typeof foundMoves)[BatchType];

export const foundPlaces = ['At Store', 'At Factory', 'Processing'] as const satisfies readonly FoundAt[];

/** Statuses after which nothing about an order changes any more. */
export const finalStatuses = ['DELIVERED', 'CANCELLED'] as const satisfies readonly OrderStatus[];

export function isFinal(status: OrderStatus): boolean {
  return (finalStatuses as readonly OrderStatus[]).includes(status);
}
