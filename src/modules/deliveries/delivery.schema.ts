import { z } from 'zod';
import { line, optionalLine, optionalText } from '../../shared/fields.js';
import { orderExample, orderInBody, orderWire, scannedOrderText } from '../orders/index.js';

export const deliveryStatuses = ['pending', 'in_transit', 'delivered', 'failed'] as const;

const TIME = 'must be a time as ISO 8601, such as 2026-12-01T09:30:00.000Z';
const EARLIEST = new Date('1900-01-01T00:00:00Z');
const LATEST = new Date('2200-01-01T00:00:00Z');

const time = z.iso
  .datetime({ offset: true, error: TIME })
  .transform((text) => new Date(text))
  .refine((moment) => moment >= EARLIEST && moment < LATEST, TIME);

const workerId = z.int('must be a worker id').min(1, 'must be a worker id').max(2_147_483_647, 'must be a worker id');

const details = {
  vehicleId: optionalLine(50),
  driverName: optionalLine(100),
  address: optionalText(500),
  // A form without a date sends an empty one.
  estimatedDelivery: z.union([z.literal('').transform(() => null), time], TIME).nullish(),
};

export const newDeliveryBody = z
  .object({ workerId, ...details })
  .and(orderInBody)
  .meta({
    id: 'NewDelivery',
    description: 'The order is named by `orderId` or by `barcode`.',
    examples: [
      {
        orderId: 'k3f9a2xz',
        workerId: 3,
        vehicleId: 'KA-01-1234',
        address: '12 MG Road, Bengaluru',
        estimatedDelivery: '2026-12-01T12:00:00.000Z',
      },
    ],
  });

export const changedDeliveryBody = z
  .object({
    orderId: scannedOrderText.optional(),
    barcode: scannedOrderText.optional(),
    workerId: workerId.optional(),
    ...details,
  })
  .meta({ id: 'ChangedDelivery', examples: [{ vehicleId: 'KA-01-9999' }] });

const said = z.unknown().optional();
/** What older clients send of the delivery they move; it must be so. */
const asItIs = { id: said, status: said, orderId: said, barcode: said };

export const movedDeliveryBody = z.object(asItIs).meta({
  id: 'DeliveryMove',
  description: 'Nothing, or the delivery as it is: what contradicts it is refused.',
  examples: [{}],
});

export const failedDeliveryBody = z
  .object({ reason: line(500), ...asItIs })
  .meta({ id: 'FailedDelivery', examples: [{ reason: 'Nobody at home' }] });

const deliveryExample = {
  id: 9,
  orderId: 'k3f9a2xz',
  workerId: 3,
  vehicleId: 'KA-01-1234',
  driverName: 'Ravi Das',
  address: '12 MG Road, Bengaluru',
  customerPhone: '+919800000001',
  status: 'pending',
  estimatedDelivery: '2026-12-01T12:00:00.000Z',
  actualDelivery: null,
  failureReason: null,
  createdAt: '2026-11-30T09:30:00.000Z',
};

export const deliveryWire = z
  .strictObject({
    id: z.int(),
    orderId: z.string(),
    workerId: z.int(),
    vehicleId: z.string().nullable(),
    driverName: z
      .string()
      .nullable()
      .meta({ description: 'The worker’s name, unless another was given; never null any more.' }),
    address: z
      .string()
      .nullable()
      .meta({ description: 'As given for this delivery; while it is open, else the one on file of the customer.' }),
    customerPhone: z
      .string()
      .meta({ description: 'While it is open, the number the customer has today; `order` has that of its day.' }),
    status: z.enum(deliveryStatuses),
    estimatedDelivery: z.iso.datetime().nullable(),
    actualDelivery: z.iso.datetime().nullable(),
    failureReason: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Delivery',
    examples: [deliveryExample],
  });

export const deliveryWithOrderWire = deliveryWire
  .extend({ order: orderWire })
  .meta({ id: 'DeliveryWithOrder', examples: [{ ...deliveryExample, order: orderExample }] });
