import { z } from 'zod';
import { aboutOrder } from '../orders/index.js';
import { defineEvent, type EventDefinition } from '../outbox/index.js';
import { type DeliveryMove, wireStatuses } from './delivery-status.js';

const fields = { deliveryId: z.int(), orderId: z.string(), workerId: z.int() };
const status = z.enum([...Object.values(wireStatuses), 'cancelled']);
const data = z.strictObject({ ...fields, status });
const example = { deliveryId: 3, orderId: 'a1b2c3d4', workerId: 5 };

const deliveryEvent = (type: string, summary: string, named: z.output<typeof status>) =>
  defineEvent({
    type: `delivery.${type}`,
    summary,
    data,
    example: { ...example, status: named },
    subject: aboutOrder,
  });

export const deliveryCreated = deliveryEvent('created', 'The delivery of an order by a worker was planned', 'pending');
export const deliveryCancelled = deliveryEvent('cancelled', 'A planned delivery was called off', 'cancelled');

export const deliveryReopened = deliveryEvent('reopened', 'The last step of a delivery was taken back', 'in_transit');

/** What each move of a delivery is called. Its order tells of its own new status. */
export const deliveryMoved = {
  start: deliveryEvent('started', 'A worker left with an order', 'in_transit'),
  deliver: deliveryEvent('delivered', 'An order is in the customer’s hands', 'delivered'),
  fail: deliveryEvent('failed', 'An order was brought back', 'failed'),
} satisfies Record<DeliveryMove, EventDefinition<typeof data>>;

export const deliveryUpdated = defineEvent({
  type: 'delivery.updated',
  summary: 'An open delivery was changed; `changed` names what, `previousWorkerId` who had it before',
  data: z.strictObject({ ...fields, previousWorkerId: z.int(), status, changed: z.array(z.string()) }),
  example: { ...example, previousWorkerId: 6, status: 'pending', changed: ['workerId', 'driverName'] },
  subject: aboutOrder,
});

export const deliveryEvents = [
  deliveryCreated,
  deliveryUpdated,
  deliveryCancelled,
  ...Object.values(deliveryMoved),
  deliveryReopened,
];
