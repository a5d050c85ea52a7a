import { z } from 'zod';
import { BatchStatus, BatchType } from '../../generated/sqlite/client.js';
import { defineEvent, type EventDefinition } from '../outbox/index.js';
import type { BatchMoveName } from './transit-status.js';

const data = z.strictObject({
  batchId: z.int(),
  transitId: z.string(),
  direction: z.enum(BatchType),
  status: z.enum(BatchStatus),
  orderCount: z.int(),
});

const batchEvent = (type: string, summary: string, status: z.output<typeof data>['status']) =>
  defineEvent({
    type: `transit_batch.${type}`,
    summary,
    data,
    example: {
      batchId: 4,
      transitId: 'S2F-20260131094500-3f9a1c',
      direction: 'STORE_TO_FACTORY',
      status,
      orderCount: 12,
    },
    subject: ({ batchId }) => `transit_batch:${batchId}`,
  });

export const batchCreated = batchEvent('created', 'Orders were put into a new transit batch', 'PENDING');

/** What each move of a batch is called. Its orders tell of their own new status. */
export const batchMoved = {
  initiate: batchEvent('initiated', 'A transit batch left, and its orders with it', 'IN_TRANSIT'),
  receive: batchEvent('received', 'A transit batch arrived, and its orders with it', 'ARRIVED'),
  complete: batchEvent('completed', 'A transit batch was unpacked: it let go of its orders', 'COMPLETED'),
  cancel: batchEvent('cancelled', 'A transit batch was called off before it left', 'CANCELLED'),
} satisfies Record<BatchMoveName, EventDefinition<typeof data>>;

export const batchChanged = defineEvent({
  type: 'transit_batch.changed',
  summary: 'Orders were put into a transit batch, taken out of it or missing in it; the count is what it goes on with',
  data: data.extend({ added: z.array(z.string()), takenOut: z.array(z.string()), missing: z.array(z.string()) }),
  example: {
    batchId: 4,
    transitId: 'S2F-20260131094500-3f9a1c',
    direction: 'STORE_TO_FACTORY',
    status: 'IN_TRANSIT',
    orderCount: 11,
    added: [],
    takenOut: [],
    missing: ['a1b2c3d4'],
  },
  subject: ({ batchId }) => `transit_batch:${batchId}`,
});

export const transitEvents = [batchCreated, batchChanged, ...Object.values(batchMoved)];

type Told = Omit<z.output<typeof data>, 'batchId' | 'direction'> & { id: number; type: BatchType };

export function batchEventData({ id, transitId, type, status, orderCount }: Told): z.output<typeof data> {
  return { batchId: id, transitId, direction: type, status, orderCount };
}
