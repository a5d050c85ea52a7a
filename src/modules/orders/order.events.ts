import { z } from 'zod';
import { defineEvent, type Happened, happened } from '../outbox/index.js';
import { allStatusLabels, type StatusLabel, statusLabels } from './order-status.js';

const orderId = z.string();
const status = z.enum(allStatusLabels);
const money = { total: z.number(), currency: z.string() };

/** The subject of everything that happens to an order. */
export function aboutOrder(data: { orderId: string }): string {
  return `order:${data.orderId}`;
}

export const orderCreated = defineEvent({
  type: 'order.created',
  summary: 'An order was placed and priced',
  data: z.strictObject({ orderId, customerId: z.int(), status, ...money }),
  example: { orderId: 'a1b2c3d4', customerId: 9, status: 'At Store', total: 500, currency: 'INR' },
  subject: aboutOrder,
});

export const orderRepriced = defineEvent({
  type: 'order.repriced',
  summary: 'Pieces were added to an order, at the prices of today, or taken out',
  data: z.strictObject({ orderId, status, ...money }),
  example: { orderId: 'a1b2c3d4', status: 'At Store', total: 700, currency: 'INR' },
  subject: aboutOrder,
});

export const orderUpdated = defineEvent({
  type: 'order.updated',
  summary: 'Fields of an order were changed; `changed` names them',
  data: z.strictObject({ orderId, status, changed: z.array(z.string()) }),
  example: { orderId: 'a1b2c3d4', status: 'At Store', changed: ['pickupDate'] },
  subject: aboutOrder,
});

export const orderStatusChanged = defineEvent({
  type: 'order.status_changed',
  summary: 'An order moved on to another status, by itself or with its transit batch, or a step was taken back',
  data: z.strictObject({ orderId, status, transitId: z.string().nullable() }),
  example: { orderId: 'a1b2c3d4', status: 'At Factory', transitId: 'S2F-20260131094500-3f9a1c' },
  subject: aboutOrder,
});

export const orderCancelled = defineEvent({
  type: 'order.cancelled',
  summary: 'An order was cancelled, by its customer or by an admin',
  data: z.strictObject({ orderId, status: z.literal(statusLabels.CANCELLED) }),
  example: { orderId: 'a1b2c3d4', status: 'Cancelled' },
  subject: aboutOrder,
});

export const orderMissing = defineEvent({
  type: 'order.missing',
  summary:
    'An order was not among those of a moving transit batch, which goes on without it, or a step that ended the search was taken back; for staff alone',
  data: z.strictObject({ orderId, status, transitId: z.string() }),
  example: { orderId: 'a1b2c3d4', status: 'In Transit to Factory', transitId: 'S2F-20260131094500-3f9a1c' },
  subject: aboutOrder,
});

export const orderFound = defineEvent({
  type: 'order.found',
  summary: 'A missing order was found, for staff alone; `order.status_changed` beside it says where it stands now',
  data: z.strictObject({ orderId, status }),
  example: { orderId: 'a1b2c3d4', status: 'At Store' },
  subject: aboutOrder,
});

export const orderEvents = [
  orderCreated,
  orderRepriced,
  orderUpdated,
  orderStatusChanged,
  orderCancelled,
  orderMissing,
  orderFound,
];

/** What an edit that is done tells: which fields changed, and the price where pieces were added or taken out. */
export function editEvents(
  { id: orderId, status, total, currency }: { id: string; status: StatusLabel; total: number; currency: string },
  changed: string[],
  isRepriced: boolean,
): Happened[] {
  const updated = happened(orderUpdated, { orderId, status, changed });
  return isRepriced ? [updated, happened(orderRepriced, { orderId, status, total, currency })] : [updated];
}
