import type { Customer } from '../../generated/sqlite/client.js';

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

/** What somebody who is not that customer learns after ordering with a known e-mail: nothing that they did not send. */
export function strangersCustomerView(id: number, sent: { name: string; email: string; phone: string }) {
  return { id, name: sent.name, email: sent.email, phone: sent.phone };
}
