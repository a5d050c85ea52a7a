import type { Customer } from '../../generated/sqlite/client.js';
import { isRandomCustomerId, randomLookingId } from './customer-id.js';

export type CustomerRow = Pick<Customer, 'id' | 'name' | 'email' | 'phone' | 'createdAt'>;

export function customerView(row: CustomerRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? '',
    phone: row.phone,
    createdAt: row.createdAt.toISOString(),
  };
}

/**
 * What somebody learns who is not that customer and orders with an e-mail: nothing that they did not send, and nothing by which a
 * known e-mail could be told from a new one: `createdAt` is the time of the order in both cases.
 */
export function strangersCustomerView(
  { id, email, createdAt }: CustomerRow,
  sent: { name: string; email: string; phone: string },
  orderedAt: Date,
) {
  const shown = isRandomCustomerId(id) ? id : randomLookingId(`${id} ${email} ${createdAt.getTime()}`);
  const { name, email: sentEmail, phone } = sent;
  return { id: shown, name, email: sentEmail, phone, createdAt: orderedAt.toISOString() };
}
