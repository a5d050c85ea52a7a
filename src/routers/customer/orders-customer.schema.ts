import { customerExample, customerWire } from '../../modules/customers/index.js';
import { instant } from '../../shared/wire.js';

/** The customer in the answer to a new order; without `createdAt` for a stranger who ordered with a known e-mail. */
export const ordersCustomerWire = customerWire
  .extend({ createdAt: instant.optional() })
  .meta({ id: 'OrdersCustomer', examples: [customerExample] });
