import { z } from 'zod';
import { customerName, knownEmail, knownPhone } from '../modules/customers/index.js';
import { pickupDate, specialInstructions } from '../modules/orders/index.js';
import { isSaid } from '../shared/contradiction.js';
import { optionalText, recordNumber } from '../shared/fields.js';

/** Whose an order is and what it says, as staff put it right. */
export const amendedTexts = {
  customerId: recordNumber.optional().meta({
    description:
      'Another customer takes the order over. Name, e-mail and phone then follow unless changed as well; what else was typed for the one before goes, see `keepDetails`.',
  }),
  customerName: customerName.optional(),
  customerEmail: knownEmail.optional(),
  customerPhone: knownPhone.optional(),
  pickupDate,
  specialInstructions,
  keepDetails: z.boolean().optional().meta({
    description:
      'With another customer: instructions, notes on lines and the address of an open delivery stay, and are theirs from then on. Otherwise they go unless they are given anew.',
  }),
  deliveryAddress: optionalText(500).meta({
    description: 'With another customer: where the open delivery goes; otherwise it goes where they live.',
  }),
};

/** Which of them did nothing in this body: two are about a change of hands alone. */
export function overruledTexts(body: Record<string, unknown>): string[] {
  return isSaid(body['customerId']) ? [] : ['keepDetails', 'deliveryAddress'].filter((name) => name in body);
}
