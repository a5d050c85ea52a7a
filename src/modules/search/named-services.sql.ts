import type { Db } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, textOrNull, whole } from '../../db/statements/values.js';

export type NamedService = { id: string; name: string; category: string | null; uses: number };

/** Every service that there is or was, with how many order lines name it. */
export async function namedServices(db: Db): Promise<NamedService[]> {
  const rows = await readerOf(db).all('SELECT id, name, category, usage_count FROM services ORDER BY id', []);
  return rows.map((row) => ({
    id: text(row['id']),
    name: text(row['name']),
    category: textOrNull(row['category']),
    uses: whole(row['usage_count']),
  }));
}
