import { z } from 'zod';
import { optionalDay, optionalText } from '../../shared/fields.js';
import { allStatusLabels } from './order-status.js';

export const pickupDate = optionalDay;
export const specialInstructions = optionalText(2_000);

export const orderLineWire = z
  .strictObject({
    serviceId: z.string(),
    name: z.string().meta({ description: 'As it was called when the order was made.' }),
    quantity: z.number().meta({ description: 'Pieces or pairs, or what was weighed or measured.' }),
    unit: z.enum(['piece', 'pair', 'kg', 'm2']),
    unitPrice: z.number().meta({ description: 'As it was when the order was made.' }),
    lineTotal: z.number(),
    note: z.string().nullable(),
  })
  .meta({
    id: 'OrderItem',
    examples: [
      {
        serviceId: 's1',
        name: 'Laundry',
        quantity: 3,
        unit: 'piece',
        unitPrice: 200,
        lineTotal: 600,
        note: 'Two shirts, one saree',
      },
    ],
  });

/** The order of the document's examples. */
export const orderExample = {
  id: 'k3f9a2xz',
  customerId: 7,
  customerName: 'Asha Rao',
  customerEmail: 'asha@example.com',
  customerPhone: '+919800000001',
  serviceId: ['s1', 's3'],
  service: ['Laundry', 'Ironing'],
  items: [
    {
      serviceId: 's1',
      name: 'Laundry',
      quantity: 3,
      unit: 'piece',
      unitPrice: 200,
      lineTotal: 600,
      note: 'Two shirts, one saree',
    },
    { serviceId: 's3', name: 'Ironing', quantity: 1, unit: 'piece', unitPrice: 100, lineTotal: 100, note: null },
  ],
  pickupDate: '2026-12-01',
  specialInstructions: 'No starch',
  total: 700,
  currency: 'INR',
  status: 'At Store',
  missingSince: null,
  barcodeUrl: '/api/orders/k3f9a2xz/barcode.png',
  createdAt: '2026-11-30T09:30:00.000Z',
  updatedAt: '2026-11-30T09:30:00.000Z',
};

export const orderWire = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]{8}$/),
    customerId: z.int(),
    customerName: z.string(),
    customerEmail: z.string(),
    customerPhone: z.string(),
    serviceId: z.array(z.string()).meta({ description: 'The service of each line.' }),
    service: z.array(z.string()).meta({ description: 'The name of each line’s service, in the same order.' }),
    items: z.array(orderLineWire),
    pickupDate: z.string().meta({ description: '`YYYY-MM-DD`, or empty.' }),
    specialInstructions: z.string(),
    total: z.number().meta({ description: 'The sum of the lines, in major units of `currency`.' }),
    currency: z.string().meta({ description: 'ISO 4217.' }),
    status: z.enum(allStatusLabels),
    missingSince: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Since when staff look for it; its owner is not shown that.' }),
    barcodeUrl: z.string(),
    barcodes: z
      .strictObject({
        items: z.array(
          z.strictObject({
            item_number: z.int().meta({ description: 'The number on the tag of the piece.' }),
            total_items: z.int().meta({ description: 'How many pieces the order has.' }),
            service_name: z.string(),
            barcode_url: z.string(),
          }),
        ),
      })
      .optional()
      .meta({ description: 'A barcode for every piece, where the order stands alone: lists are without.' }),
    allowedMoves: z
      .array(
        z.strictObject({
          status: z.enum(allStatusLabels),
          needsReason: z.boolean().meta({ description: 'Whether a `note` has to say why.' }),
        }),
      )
      .optional()
      .meta({
        description:
          'For staff, where the order stands alone: where the caller may move it now, by its route of moves.',
      }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: 'Order',
    description: 'An order as every portal shows it.',
    examples: [orderExample],
  });

export const timelineEntryWire = z
  .strictObject({
    at: z.iso.datetime(),
    type: z
      .string()
      .meta({ description: 'What happened: `created`, `status`, `edited`, `cancelled`, `undone` or another word.' }),
    status: z.enum(allStatusLabels).nullable(),
    actor: z.string().meta({
      description:
        'Who did it: `customer:7`, `employee:3`, `admin:1`, `guest`, `system`. Without a login only the kind is shown.',
    }),
    actorName: z.string().nullable().meta({
      description: 'For staff: the colleague or program who did it, also when deleted since. Null for everybody else.',
    }),
    note: z.string().nullable(),
  })
  .meta({
    id: 'TimelineEntry',
    description: 'Something that happened to an order.',
    examples: [
      {
        at: '2026-11-30T09:30:00.000Z',
        type: 'created',
        status: 'At Store',
        actor: 'customer:7',
        actorName: null,
        note: null,
      },
    ],
  });
