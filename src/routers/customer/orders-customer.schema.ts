import { customerExample, customerWire } from '../../modules/customers/index.js';
import { instant } from '../../shared/wire.js';

/**
 * The customer in the answer to a new order. Without `createdAt`, and with an id that opens nothing, for whoever may not know whether
 * the e-mail is a customer's.
 */
export const ordersCustomerWire = customerWire
  .extend({ createdAt: instant.optional() })
  .meta({ id: 'OrdersCustomer', examples: [customerExample] });
