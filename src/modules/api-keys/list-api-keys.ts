import type { Db, Tx } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { apiKeySelect, getApiKey } from './api-key.store.js';
import { apiKeyView } from './api-key.view.js';

/** The keys that were not revoked, expired ones too, newest first. None of them shows the key itself. */
export async function listApiKeys(db: Db, page: PageRequest): Promise<Page<ReturnType<typeof apiKeyView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = { revokedAt: null };
  const after = page.cursor ? decodeCursor(page.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const [rows, total] = await Promise.all([
    db.apiKey.findMany({
      where: { AND: [where, left] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: apiKeySelect,
    }),
    db.apiKey.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(apiKeyView) };
}

/** One key's record. Throws `api_key.not_found`. */
export async function readApiKey(db: Db | Tx, id: number) {
  return apiKeyView(await getApiKey(db, id));
}
