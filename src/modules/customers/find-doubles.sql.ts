import type { Db, PlainTx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, textOrNull, time, whole } from '../../db/statements/values.js';
import type { CustomerStatus } from '../../generated/sqlite/client.js';

type Sought = { email: string; phoneKey: string; country: string };

/** What a record says, or one that was merged into it; `id` and the rest are those of the living record. */
export type Double = {
  id: number;
  name: string;
  email: string | null;
  loginEmail: string | null;
  phone: string;
  createdAt: Date;
  status: CustomerStatus;
  isClaimed: boolean;
  says: { name: string; email: string | null; phoneKey: string };
};

const COLUMNS = `c.id, c.name, c.email, c.login_email, c.phone, c.created_at, c.status, c.password_hash,
  m.name AS said_name, m.email AS said_email, m.phone_key AS said_phone_key`;
const LIVING = 'FROM customers m JOIN customers c ON c.id = COALESCE(m.merged_into_id, m.id) AND c.deleted_at IS NULL';

/** The customers with this e-mail or this phone, at most `most` of each, and any with both; blank is nobody's. */
export async function findDoubles(db: Db | PlainTx, sought: Sought, most: number): Promise<Double[]> {
  const { email, phoneKey, country } = sought;
  const byEmail = email ? await find(db, 'm.email = $1', [email], most) : [];
  const byPhone = phoneKey
    ? await find(db, 'm.phone_country = $1 AND m.phone_key = $2', [country, phoneKey], most)
    : [];
  // Of an e-mail or phone that very many share, those that have both are beyond the first.
  const isFull = byEmail.length === most && byPhone.length === most;
  const both = 'm.email = $1 AND m.phone_country = $2 AND m.phone_key = $3';
  return [...byEmail, ...byPhone, ...(isFull ? await find(db, both, [email, country, phoneKey], most) : [])];
}

/** The customers with these ids that are not erased. */
export function findPeople(db: Db | PlainTx, ids: number[]): Promise<Double[]> {
  const { text: among, value } = readerOf(db).among('m.id', 'int', 1, ids);
  return find(db, among, [value], ids.length);
}

async function find(db: Db | PlainTx, where: string, values: unknown[], most: number): Promise<Double[]> {
  const limit = `ORDER BY m.id LIMIT $${values.length + 1}`;
  const rows = await readerOf(db).all(`SELECT ${COLUMNS} ${LIVING} WHERE ${where} ${limit}`, [...values, most]);
  return rows.map((row) => ({
    id: whole(row['id']),
    name: text(row['name']),
    email: textOrNull(row['email']),
    loginEmail: textOrNull(row['login_email']),
    phone: text(row['phone']),
    createdAt: time(row['created_at']),
    status: row['status'] as CustomerStatus,
    isClaimed: textOrNull(row['password_hash']) !== null,
    says: {
      name: text(row['said_name']),
      email: textOrNull(row['said_email']),
      phoneKey: text(row['said_phone_key']),
    },
  }));
}
