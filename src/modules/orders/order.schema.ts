import { z } from 'zod';
import { optionalDay, optionalText } from '../../shared/fields.js';
import { allStatusLabels } from './order-status.js';

export const pickupDate = optionalDay;
export const specialInstructions = optionalText(2_000);

export const orderLineWire = z.strictObject({
  serviceId: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: z.number(),
  lineTotal: z.number(),
  note: z.string().nullable(),
});

export const orderWire = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{8}$/),
  customerId: z.int(),
  customerName: z.string(),
  customerEmail: z.string(),
  customerPhone: z.string(),
  serviceId: z.array(z.string()),
  service: z.array(z.string()),
  items: z.array(orderLineWire),
  pickupDate: z.string(),
  specialInstructions: z.string(),
  total: z.number(),
  currency: z.string(),
  status: z.enum(allStatusLabels),
  barcodeUrl: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const timelineEntryWire = z.strictObject({
  at: z.iso.datetime(),
  type: z.string(),
  status: z.enum(allStatusLabels).nullable(),
  actor: z.string(),
  note: z.string().nullable(),
});
