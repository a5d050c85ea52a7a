import { z } from 'zod';
import { line, optionalLine, optionalText } from '../../shared/fields.js';
import { orderWire } from '../orders/index.js';

export const deliveryStatuses = ['pending', 'in_transit', 'delivered', 'failed'] as const;

const TIME = 'must be a time as ISO 8601, such as 2026-12-01T09:30:00.000Z';
const EARLIEST = new Date('1900-01-01T00:00:00Z');
const LATEST = new Date('2200-01-01T00:00:00Z');

const time = z.iso
  .datetime({ offset: true, error: TIME })
  .transform((text) => new Date(text))
  .refine((moment) => moment >= EARLIEST && moment < LATEST, TIME);

const orderId = line(100);
const workerId = z.int('must be a worker id').min(1, 'must be a worker id').max(2_147_483_647, 'must be a worker id');

const details = {
  vehicleId: optionalLine(50),
  driverName: optionalLine(100),
  address: optionalText(500),
  // A form without a date sends an empty one.
  estimatedDelivery: z.union([z.literal('').transform(() => null), time], TIME).nullish(),
};

export const newDeliveryBody = z.object({ orderId, workerId, ...details });

export const changedDeliveryBody = z.object({
  orderId: orderId.optional(),
  workerId: workerId.optional(),
  ...details,
});

export const failedDeliveryBody = z.object({ reason: line(500) });

export const deliveryWire = z.strictObject({
  id: z.int(),
  orderId: z.string(),
  workerId: z.int(),
  vehicleId: z.string().nullable(),
  driverName: z.string().nullable(),
  address: z.string().nullable(),
  status: z.enum(deliveryStatuses),
  estimatedDelivery: z.iso.datetime().nullable(),
  actualDelivery: z.iso.datetime().nullable(),
  failureReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const deliveryWithOrderWire = deliveryWire.extend({ order: orderWire });
