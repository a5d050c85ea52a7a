import type { Db } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, whole } from '../../db/statements/values.js';

/** A customer who may log in, by id; `isRevoked` says whether the token `jti` was ended before its time. Null when there is none. */
export async function findCustomerOfToken(db: Db, id: number, jti: string) {
  const [row] = await readerOf(db).all(
    `SELECT c.token_version, ${revoked} FROM customers c
     WHERE c.id = $1 AND c.status = 'ACTIVE' AND c.deleted_at IS NULL AND c.password_hash IS NOT NULL`,
    [id, jti],
  );
  return row ? { tokenVersion: whole(row['token_version']), isRevoked: whole(row['revoked']) > 0 } : null;
}

/** The same for a worker who is employed, with their role. */
export async function findWorkerOfToken(db: Db, id: number, jti: string) {
  const [row] = await readerOf(db).all(
    `SELECT w.token_version, w.role, ${revoked} FROM workers w WHERE w.id = $1 AND w.active AND w.deleted_at IS NULL`,
    [id, jti],
  );
  if (!row) return null;
  const role = text(row['role']) as 'EMPLOYEE' | 'WORKER';
  return { tokenVersion: whole(row['token_version']), role, isRevoked: whole(row['revoked']) > 0 };
}

const revoked = '(SELECT COUNT(*) FROM revoked_tokens r WHERE r.jti = $2) AS revoked';
