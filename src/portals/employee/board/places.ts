import type { OrderFilters } from '../orders/use-orders.js';

/** The lists of the board, in the order that clothes go through them; the name is what stands in the address. */
export const places = {
  waiting: {},
  'to-factory': { status: 'In Transit to Factory' },
  'at-factory': { status: 'At Factory' },
  cleaning: { status: 'Processing' },
  check: { status: 'Quality Check' },
  'to-store': { status: 'In Transit to Store' },
  store: { status: 'At Store' },
  ready: { status: 'Ready for Delivery' },
  out: { status: 'Out for Delivery' },
  missing: { missing: '1' },
} as const satisfies Record<string, OrderFilters>;

export type Place = keyof typeof places;

export const isPlace = (name: unknown): name is Place => typeof name === 'string' && name in places;
