import { z } from 'zod';
import { email, line, optionalText } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

export const customerName = line(100);
export const customerPhone = line(40);

export const signUpBody = z.object({
  name: customerName,
  email,
  phone: customerPhone,
  password: newPassword(8),
  /** The tracking token of the order that made the account, or of one that staff took: proof that may claim it. */
  orderToken: z.string().max(100).nullish(),
});

export const profileBody = z.object({
  name: customerName.optional(),
  email: email.optional(),
  phone: customerPhone.optional(),
});

const address = optionalText(500);
const notes = optionalText(2_000);

export const customerStatuses = ['active', 'blocked'] as const;

/** A customer as staff enter one at the counter. */
export const newCustomerBody = z.object({
  name: customerName,
  email,
  phone: customerPhone,
  address,
  notes,
  status: z
    .enum(customerStatuses)
    .nullish()
    .transform((status) => status ?? ('active' as const)),
});

export const changedCustomerBody = z.object({
  name: customerName.optional(),
  email: email.optional(),
  phone: customerPhone.optional(),
  address,
  notes,
  status: z.enum(customerStatuses).optional(),
});

/** The customer as every caller may see them who may see them at all. */
export const customerWire = z.strictObject({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  createdAt: z.iso.datetime(),
});

/** The customer as staff see them, with what their orders add up to. */
export const customerRecordWire = customerWire.extend({
  address: z.string().nullable(),
  notes: z.string().nullable(),
  status: z.enum(customerStatuses),
  totalOrders: z.int(),
  totalSpent: z.number(),
  lastOrderDate: z.iso.datetime().nullable(),
});
