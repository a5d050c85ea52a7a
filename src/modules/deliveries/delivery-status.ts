import type { DeliveryStatus } from '../../generated/sqlite/client.js';
import type { OrderMove } from '../orders/index.js';

/** What the wire calls each status. A cancelled delivery has no name: nobody is shown one. */
export const wireStatuses = {
  PENDING: 'pending',
  IN_TRANSIT: 'in_transit',
  DELIVERED: 'delivered',
  FAILED: 'failed',
} as const satisfies Partial<Record<DeliveryStatus, string>>;

export type ShownStatus = keyof typeof wireStatuses;
export type WireStatus = (typeof wireStatuses)[ShownStatus];

/** How the database spells what the wire calls a status. */
export const storedStatuses = {
  pending: 'PENDING',
  in_transit: 'IN_TRANSIT',
  delivered: 'DELIVERED',
  failed: 'FAILED',
} as const satisfies Record<WireStatus, ShownStatus>;

type Move = {
  from: DeliveryStatus;
  to: DeliveryStatus;
  /** What becomes of the order. */
  order: OrderMove;
  /** When it happened, where that is kept. */
  stamp: 'startedAt' | 'actualDelivery' | null;
  /** Whether the delivery lets go of its order. */
  releases: boolean;
  /** What the caller is told when the delivery is in another state. */
  refusal: string;
};

/** The life of a delivery on its way: the only place that knows its order, and what each move does to the order delivered. */
export const deliveryMoves = {
  start: {
    from: 'PENDING',
    to: 'IN_TRANSIT',
    order: 'sendOut',
    stamp: 'startedAt',
    releases: false,
    refusal: 'Can only start a delivery that is pending',
  },
  deliver: {
    from: 'IN_TRANSIT',
    to: 'DELIVERED',
    order: 'deliver',
    stamp: 'actualDelivery',
    releases: true,
    refusal: 'Can only deliver a delivery that is in transit',
  },
  fail: {
    from: 'IN_TRANSIT',
    to: 'FAILED',
    order: 'bringBack',
    stamp: null,
    releases: true,
    refusal: 'Can only fail a delivery that is in transit',
  },
} as const satisfies Record<string, Move>;

export type DeliveryMove = keyof typeof deliveryMoves;
