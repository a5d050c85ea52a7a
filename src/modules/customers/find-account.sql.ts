import type { Db, PlainTx } from '../../db/client.js';
import { columnsOf, listed } from '../../db/statements/columns.js';
import { readerOf } from '../../db/statements/reader.js';
import { whole } from '../../db/statements/values.js';
import { writerOf } from '../../db/statements/writer.js';
import type { Customer } from '../../generated/sqlite/client.js';
import { ACCOUNT_COLUMNS, accountFrom, customerColumns, NEW_PERSON } from './customer.row.js';

/** The account whose login this e-mail is; null when it is nobody's. */
export async function findAccountRow(db: Db | PlainTx, email: string) {
  const [row] = await readerOf(db).all(`SELECT ${ACCOUNT_COLUMNS} FROM customers WHERE login_email = $1`, [email]);
  return row ? accountFrom(row) : null;
}

/** The ids of the customers with this e-mail, and of those that such a record was merged into; `most` at most. */
export async function findIdsByEmail(db: Db | PlainTx, email: string, most: number): Promise<number[]> {
  const rows = await readerOf(db).all(
    `SELECT DISTINCT c.id AS id FROM customers m JOIN customers c ON c.id = COALESCE(m.merged_into_id, m.id)
     WHERE m.email = $1 AND c.deleted_at IS NULL LIMIT $2`,
    [email, most],
  );
  return rows.map((row) => whole(row['id']));
}

/** A customer's account by its id; null when there is none, or none any more. */
export async function findLivingAccountRow(db: Db | PlainTx, id: number) {
  const [row] = await readerOf(db).all(
    `SELECT ${ACCOUNT_COLUMNS} FROM customers WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  );
  return row ? accountFrom(row) : null;
}

/**
 * The same account, which stays what it is until the transaction ends: an erasure waits, and takes with it what was stored beside
 * the account meanwhile.
 */
export async function holdAccountRow(tx: PlainTx, email: string) {
  const writer = writerOf(tx);
  const [row] = await writer.all(
    `SELECT ${ACCOUNT_COLUMNS} FROM customers WHERE login_email = $1 ${writer.holding('FOR KEY SHARE')}`,
    [email],
  );
  return row ? accountFrom(row) : null;
}

/** The same by its id, of an account that was not erased. */
export async function holdLivingAccountRow(tx: PlainTx, id: number) {
  const writer = writerOf(tx);
  const [row] = await writer.all(
    `SELECT ${ACCOUNT_COLUMNS} FROM customers WHERE id = $1 AND deleted_at IS NULL ${writer.holding('FOR KEY SHARE')}`,
    [id],
  );
  return row ? accountFrom(row) : null;
}

/** The living record that this one was merged into; null when it was not, or when that one was erased. */
export async function findMergedInto(db: Db | PlainTx, id: number): Promise<number | null> {
  const [row] = await readerOf(db).all(
    `SELECT c.id FROM customers m JOIN customers c ON c.id = m.merged_into_id AND c.deleted_at IS NULL WHERE m.id = $1`,
    [id],
  );
  return row ? whole(row['id']) : null;
}

export type NewPerson = Omit<Pick<Customer, (typeof NEW_PERSON)[number]>, 'updatedAt'>;

const newColumns = columnsOf(customerColumns, NEW_PERSON);

/** Stores a customer without a password. Throws a unique violation when the e-mail is somebody's login already, or the id is taken. */
export async function insertCustomer(tx: PlainTx, person: NewPerson) {
  const row = { ...person, updatedAt: person.createdAt };
  await writerOf(tx).all(
    `INSERT INTO customers (${listed(newColumns)}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    NEW_PERSON.map((field) => row[field]),
  );
  const { id, name, email, phone, createdAt } = person;
  return { id, name, email, phone, createdAt };
}
