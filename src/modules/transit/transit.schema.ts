import { z } from 'zod';
import { line } from '../../shared/fields.js';
import { orderWire } from '../orders/index.js';

export const MAX_BATCH_ORDERS = 200;

export const batchTypes = ['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const;
export const batchStatuses = ['PENDING', 'IN_TRANSIT', 'ARRIVED', 'COMPLETED', 'CANCELLED'] as const;

const orderIds = z
  .array(z.unknown())
  .max(MAX_BATCH_ORDERS, `must hold at most ${MAX_BATCH_ORDERS}`)
  // An empty list is as good as none.
  .refine((ids) => ids.length > 0, 'is required')
  .pipe(z.array(line(100)))
  .refine((ids) => new Set(ids).size === ids.length, 'must not name an order twice');

export const newBatchBody = z.object({
  order_ids: orderIds,
  type: line(50).pipe(z.enum(batchTypes)),
  created_by: line(100),
});

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
});

export const batchWithOrdersWire = batchWire.extend({ orders: z.array(orderWire) });
