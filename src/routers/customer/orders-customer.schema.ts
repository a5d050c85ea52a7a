import { z } from 'zod';
import { customerWire } from '../../modules/customers/index.js';

/** The customer in the answer to a new order; without `createdAt` for a stranger who ordered with a known e-mail. */
export const ordersCustomerWire = customerWire.extend({ createdAt: z.iso.datetime().optional() });
