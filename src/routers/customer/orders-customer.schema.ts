import { z } from 'zod';
import { customerExample, customerStatuses, customerWire } from '../../modules/customers/index.js';
import { instant } from '../../shared/wire.js';

/**
 * The customer in the answer to a new order. Without `createdAt`, and with an id that opens nothing, for whoever may not know whether
 * the e-mail is a customer's.
 */
export const ordersCustomerWire = customerWire
  .extend({
    createdAt: instant.optional(),
    status: z
      .enum(customerStatuses)
      .optional()
      .meta({ description: 'For staff: a blocked customer’s order is taken all the same.' }),
  })
  .meta({ id: 'OrdersCustomer', examples: [customerExample] });
