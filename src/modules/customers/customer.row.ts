import { type Columns, columnsOf, listed, selected } from '../../db/statements/columns.js';
import type { Row } from '../../db/statements/reader.js';
import { text, textOrNull, time, timeOrNull, whole } from '../../db/statements/values.js';
import type { Customer, CustomerStatus } from '../../generated/sqlite/client.js';

// A customer as their table holds them: each column once. What is read of them, by hand and through Prisma, and what is written of a
// new one are lists of these fields.

export const customerColumns = {
  id: 'id',
  name: 'name',
  email: 'email',
  loginEmail: 'login_email',
  phone: 'phone',
  phoneKey: 'phone_key',
  phoneCountry: 'phone_country',
  status: 'status',
  passwordHash: 'password_hash',
  tokenVersion: 'token_version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  deletedAt: 'deleted_at',
} as const satisfies Partial<Columns<keyof Customer>>;

/** What the customers themselves are shown. */
const SHOWN = ['id', 'name', 'email', 'phone', 'createdAt'] as const satisfies (keyof Customer)[];

/** What an account is, besides. */
const ACCOUNT = [
  ...SHOWN,
  'loginEmail',
  'phoneKey',
  'status',
  'passwordHash',
  'tokenVersion',
  'deletedAt',
] as const satisfies (keyof Customer)[];

/** What a customer without a password is stored with; the database knows the rest. */
export const NEW_PERSON = [
  'id',
  'name',
  'email',
  'loginEmail',
  'phone',
  'phoneKey',
  'phoneCountry',
  'createdAt',
  'updatedAt',
] as const satisfies (keyof Customer)[];

export type AccountRow = Pick<Customer, (typeof ACCOUNT)[number]>;

export const accountColumns = columnsOf(customerColumns, ACCOUNT);

/** The columns that `accountFrom` reads. */
export const ACCOUNT_COLUMNS = listed(accountColumns);

/** What customers are shown of themselves, as Prisma selects it. */
export const customerSelect = selected(SHOWN);

export function accountFrom(row: Row) {
  return {
    id: whole(row['id']),
    name: text(row['name']),
    email: textOrNull(row['email']),
    phone: text(row['phone']),
    createdAt: time(row['created_at']),
    loginEmail: textOrNull(row['login_email']),
    phoneKey: text(row['phone_key']),
    status: row['status'] as CustomerStatus,
    passwordHash: textOrNull(row['password_hash']),
    tokenVersion: whole(row['token_version']),
    deletedAt: timeOrNull(row['deleted_at']),
  } satisfies AccountRow;
}
