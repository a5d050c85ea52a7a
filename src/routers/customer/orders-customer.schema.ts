import { z } from 'zod';
import { customerExample, customerStatuses, customerWire } from '../../modules/customers/index.js';

/**
 * The customer in the answer to a new order. Whoever may not know whether the e-mail is a customer's gets the time of the order as
 * `createdAt`, and an id that opens nothing.
 */
export const ordersCustomerWire = customerWire
  .extend({
    status: z
      .enum(customerStatuses)
      .optional()
      .meta({ description: 'For staff: a blocked customer’s order is taken all the same.' }),
  })
  .meta({ id: 'OrdersCustomer', examples: [customerExample] });
