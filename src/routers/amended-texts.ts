import { z } from 'zod';
import { customerName, knownEmail, knownPhone } from '../modules/customers/index.js';
import { pickupDate, specialInstructions } from '../modules/orders/index.js';

/** Whose an order is and what it says, as staff put it right. */
export const amendedTexts = {
  customerId: z.int().positive().optional().meta({
    description: 'Another customer takes the order over; name, e-mail and phone then follow unless changed as well.',
  }),
  customerName: customerName.optional(),
  customerEmail: knownEmail.optional(),
  customerPhone: knownPhone.optional(),
  pickupDate,
  specialInstructions,
};
