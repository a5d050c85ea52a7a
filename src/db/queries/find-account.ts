import type { CustomerStatus } from '../../generated/sqlite/client.js';
import type { Db, PlainTx } from '../client.js';
import { type Row, readerOf } from '../reading/reader.js';
import { text, textOrNull, time, whole } from '../reading/values.js';
import { writerOf } from '../writing/writer.js';

const COLUMNS = 'id, name, email, phone, created_at, status, password_hash, token_version, deleted_at';

/** A customer's account by its e-mail; null when there is none. */
export async function findAccountRow(db: Db | PlainTx, email: string) {
  const [row] = await readerOf(db).all(`SELECT ${COLUMNS} FROM customers WHERE email = $1`, [email]);
  return row ? accountFrom(row) : null;
}

/** A customer by their e-mail; null when there is none. */
export async function findCustomerRow(db: Db | PlainTx, email: string) {
  const [row] = await readerOf(db).all('SELECT id, name, email, phone, created_at FROM customers WHERE email = $1', [
    email,
  ]);
  return row ? customerFrom(row) : null;
}

/** A customer's account by its id; null when there is none, or none any more. */
export async function findLivingAccountRow(db: Db | PlainTx, id: number) {
  const [row] = await readerOf(db).all(`SELECT ${COLUMNS} FROM customers WHERE id = $1 AND deleted_at IS NULL`, [id]);
  return row ? accountFrom(row) : null;
}

/**
 * The same account, which stays what it is until the transaction ends: an erasure waits, and takes with it what was stored beside
 * the account meanwhile.
 */
export async function holdAccountRow(tx: PlainTx, email: string) {
  const writer = writerOf(tx);
  const [row] = await writer.all(
    `SELECT ${COLUMNS} FROM customers WHERE email = $1 ${writer.holding('FOR KEY SHARE')}`,
    [email],
  );
  return row ? accountFrom(row) : null;
}

/** The same by its id, of an account that was not erased. */
export async function holdLivingAccountRow(tx: PlainTx, id: number) {
  const writer = writerOf(tx);
  const [row] = await writer.all(
    `SELECT ${COLUMNS} FROM customers WHERE id = $1 AND deleted_at IS NULL ${writer.holding('FOR KEY SHARE')}`,
    [id],
  );
  return row ? accountFrom(row) : null;
}

/** Stores a customer without a password. Throws a unique violation when the e-mail, or the id, is taken. */
export async function insertCustomer(
  tx: PlainTx,
  { id, name, email, phone, createdAt }: { id: number; name: string; email: string; phone: string; createdAt: Date },
) {
  await writerOf(tx).all(
    `INSERT INTO customers (id, name, email, phone, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id`,
    [id, name, email, phone, createdAt],
  );
  return { id, name, email, phone, createdAt };
}

function accountFrom(row: Row) {
  const deletedAt = row['deleted_at'];
  return {
    ...customerFrom(row),
    status: row['status'] as CustomerStatus,
    passwordHash: textOrNull(row['password_hash']),
    tokenVersion: whole(row['token_version']),
    deletedAt: deletedAt === null ? null : time(deletedAt),
  };
}

function customerFrom(row: Row) {
  return {
    id: whole(row['id']),
    name: text(row['name']),
    email: textOrNull(row['email']),
    phone: text(row['phone']),
    createdAt: time(row['created_at']),
  };
}
