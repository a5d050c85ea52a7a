import { z } from 'zod';
import { line, optionalText, REQUIRED } from '../../shared/fields.js';
import { listOf } from '../../shared/list.js';
import { orderExample, orderWire, scannedOrderText } from '../orders/index.js';

export const MAX_BATCH_ORDERS = 200;

export const batchTypes = ['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const;
export const batchStatuses = ['PENDING', 'IN_TRANSIT', 'ARRIVED', 'COMPLETED', 'CANCELLED'] as const;

// An empty list is as good as none.
const orderIds = listOf(scannedOrderText, MAX_BATCH_ORDERS, { message: REQUIRED });

export const newBatchBody = z
  .object({
    order_ids: orderIds,
    type: line(50).pipe(z.enum(batchTypes)),
    created_by: line(100),
  })
  .meta({
    id: 'NewTransitBatch',
    description: '`order_ids` and `created_by` may also be spelt `orderIds` and `createdBy`.',
    examples: [{ type: 'STORE_TO_FACTORY', order_ids: ['k3f9a2xz'], created_by: 'Morning shift' }],
  });

export const addedOrdersBody = z
  .strictObject({ order_ids: orderIds })
  .meta({ id: 'AddedOrders', examples: [{ order_ids: ['k3f9a2xz-1'] }] });

/** A move needs no body; what older clients send of the batch must be so. */
export const batchMoveBody = z.looseObject({}).meta({
  id: 'BatchMove',
  description: 'Nothing, or the batch as it is: what contradicts it, or names some of its orders, is refused.',
  examples: [{}],
});

export const missingOrderBody = z
  .strictObject({ note: optionalText(500) })
  .meta({ id: 'MissingOrder', examples: [{ note: 'Not in the van' }] });

export const batchWire = z.strictObject({
  id: z.int(),
  transitId: z.string(),
  type: z.enum(batchTypes),
  status: z.enum(batchStatuses),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  initiatedAt: z.iso.datetime().nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  orderCount: z.int(),
  version: z.int().meta({ description: 'Another one after every move, and after every order that came in or left.' }),
});

const missingOrderIds = z
  .array(z.string())
  .meta({ description: 'Orders that were not among the others when it moved; it goes on without them.' });

export const batchWithOrdersWire = batchWire.extend({ orders: z.array(orderWire), missingOrderIds }).meta({
  id: 'TransitBatch',
  description: 'Orders on their way to the factory or back.',
  examples: [
    {
      id: 5,
      transitId: 'S2F-20261130093000-3fa9c1',
      type: 'STORE_TO_FACTORY',
      status: 'PENDING',
      createdBy: 'Morning shift',
      createdAt: '2026-11-30T09:30:00.000Z',
      initiatedAt: null,
      arrivedAt: null,
      completedAt: null,
      orderCount: 1,
      version: 1,
      orders: [orderExample],
      missingOrderIds: [],
    },
  ],
});
