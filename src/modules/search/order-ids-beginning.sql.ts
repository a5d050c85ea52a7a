import type { Db } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';

const ID_LENGTH = 8;

/** The ids of at most `most` orders that begin with these letters and digits; z is the last of them in every collation. */
export async function orderIdsBeginning(db: Db, beginning: string, most: number): Promise<string[]> {
  const rows = await readerOf(db).all('SELECT id FROM orders WHERE id >= $1 AND id <= $2 LIMIT $3', [
    beginning,
    beginning.padEnd(ID_LENGTH, 'z'),
    most,
  ]);
  return rows.map((row) => String(row['id']));
}
