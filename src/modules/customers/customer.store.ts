import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { CustomerRow } from './customer.view.js';

export const customerSelect = { id: true, name: true, email: true, phone: true, createdAt: true } as const;

const accountSelect = {
  ...customerSelect,
  status: true,
  passwordHash: true,
  tokenVersion: true,
  deletedAt: true,
} as const;

export function findAccountByEmail(db: Db | Tx, email: string) {
  return db.customer.findUnique({ where: { email }, select: accountSelect });
}

/** The customer's own account. Throws `notFound` when it was erased meanwhile. */
export async function getAccount(db: Db | Tx, id: number) {
  const row = await db.customer.findFirst({ where: { id, deletedAt: null }, select: accountSelect });
  if (!row) throw new AppError('notFound', 'customer.not_found', 'Customer not found');
  return row;
}

export function findCustomerByEmail(db: Db | Tx, email: string): Promise<CustomerRow | null> {
  return db.customer.findUnique({ where: { email }, select: customerSelect });
}

export function emailTaken(): AppError {
  return new AppError('invalid', 'customer.email_taken', 'Email exists', {
    details: [{ path: 'email', message: 'belongs to another account' }],
  });
}
