import type { Batch, Order } from '../../shared/api/records.js';
import type { OrderFilters } from '../orders/use-orders.js';

export type Direction = Batch['type'];

/** Where the orders stand that may be sent this way: lists of the API, none of them made here. */
export const sources = {
  STORE_TO_FACTORY: [{}],
  FACTORY_TO_STORE: [{ status: 'Quality Check' }, { status: 'Processing' }],
} as const satisfies Record<Direction, readonly OrderFilters[]>;

export type Waiting = Pick<Order, 'id' | 'customerName' | 'items' | 'status'>;
