import { z } from 'zod';
import { email, line } from '../../shared/fields.js';
import { newPassword } from '../identity/index.js';

export const customerName = line(100);
export const customerPhone = line(40);

export const signUpBody = z.object({
  name: customerName,
  email,
  phone: customerPhone,
  password: newPassword(8),
  /** The tracking token of an order made with this e-mail: proof that may claim the account the order made. */
  orderToken: z.string().max(100).nullish(),
});

export const profileBody = z.object({
  name: customerName.optional(),
  email: email.optional(),
  phone: customerPhone.optional(),
});

/** The customer as every caller may see them who may see them at all. */
export const customerWire = z.strictObject({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  createdAt: z.iso.datetime(),
});
