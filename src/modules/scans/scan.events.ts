import { z } from 'zod';
import { aboutOrder } from '../orders/index.js';
import { defineEvent } from '../outbox/index.js';
import { scanStatuses } from './scan.schema.js';

export const scanRecorded = defineEvent({
  type: 'scan.recorded',
  summary: 'A delivery worker scanned an order; what that moved is told by events of its own',
  data: z.strictObject({ scanId: z.int(), orderId: z.string(), workerId: z.int(), scan: z.enum(scanStatuses) }),
  example: { scanId: 11, orderId: 'a1b2c3d4', workerId: 5, scan: 'Picked Up' },
  subject: aboutOrder,
});

export const scanEvents = [scanRecorded];
