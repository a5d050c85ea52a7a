import type { Db, PlainTx, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { AppError } from '../../shared/app-error.js';
import { customerSelect } from './customer.row.js';
import {
  findAccountRow,
  findIdsByEmail,
  findLivingAccountRow,
  findMergedInto,
  holdLivingAccountRow,
} from './find-account.sql.js';

const MOST_WITH_EMAIL = 2_000;

export const recordSelect = {
  ...customerSelect,
  loginEmail: true,
  address: true,
  notes: true,
  status: true,
  merged: {
    select: { id: true, name: true, email: true, phone: true, address: true, notes: true },
    orderBy: { id: 'asc' },
  },
} as const;

export function findAccountByEmail(db: Db | PlainTx, email: string) {
  return findAccountRow(db, email);
}

/** The customer's own account. Throws `notFound` when it was erased meanwhile. */
export async function getAccount(db: Db | PlainTx, id: number) {
  const row = await findLivingAccountRow(db, id);
  if (!row) throw customerNotFound();
  return row;
}

/** The same, held until the transaction ends: an erasure waits, and then takes what was stored beside it as well. */
export async function holdAccount(tx: PlainTx, id: number) {
  const row = await holdLivingAccountRow(tx, id);
  if (!row) throw customerNotFound();
  return row;
}

/** What staff see of a customer. Throws `customer.not_found`, also once the customer was erased, and `customer.merged`. */
export async function getRecord(db: Db | Tx, id: number) {
  const row = await db.customer.findFirst({ where: { id, deletedAt: null }, select: recordSelect });
  if (!row) throw await whyGone(db, id);
  return row;
}

/** Why staff find no living record under this id: `customer.merged` names where it went, else `customer.not_found`. */
export async function whyGone(db: Db | PlainTx, id: number): Promise<AppError> {
  const into = await findMergedInto(db, id);
  if (into === null) return customerNotFound();
  const details = [{ path: 'id', message: `was merged into customer ${into}` }];
  return new AppError('notFound', 'customer.merged', `Customer was merged into customer ${into}`, { details });
}

/**
 * Called after something personal was stored beside a customer, in its transaction: throws `customer.not_found` if the customer was
 * erased meanwhile. What refers to the row holds it, so from here to the commit an erasure waits, and then erases that as well.
 */
export async function requireNotErased(tx: Tx, id: number): Promise<void> {
  await getAccount(tx, id);
}

/** The same for what staff write down about somebody: throws `customer.erased`. */
export async function refuseErased(tx: Tx, id: number): Promise<void> {
  const gone = await tx.customer.count({ where: { id, deletedAt: { not: null } } });
  if (gone === 0) return;
  throw new AppError('conflict', 'customer.erased', 'Customer was deleted: nothing about them can be written down');
}

/** The ids of everybody with this e-mail, whosever login it is. Throws `search.too_broad` past 2,000. */
export async function findCustomersByEmail(db: Db | Tx, email: string): Promise<number[]> {
  const ids = await findIdsByEmail(db, email, MOST_WITH_EMAIL + 1);
  if (ids.length <= MOST_WITH_EMAIL) return ids;
  throw new AppError('invalid', 'search.too_broad', 'Search text matches too much: type more of it');
}

export function customerNotFound(): AppError {
  return new AppError('notFound', 'customer.not_found', 'Customer not found');
}

/** Whether a customer that was there a moment ago has been erased: the same work finds or makes another one when done again. */
export function isErasedMeanwhile(error: unknown): boolean {
  return error instanceof AppError && error.code === 'customer.not_found';
}

/** Passes on what `write` does, with a taken e-mail as the contract's error. Throws `customer.email_taken`. */
export async function refuseTakenEmail<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw emailTaken();
    throw error;
  }
}

export function emailTaken(): AppError {
  return new AppError('invalid', 'customer.email_taken', 'Email exists', {
    details: [{ path: 'email', message: 'belongs to another account' }],
  });
}
