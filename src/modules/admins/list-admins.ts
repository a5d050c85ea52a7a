import type { Db, Tx } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { adminSelect, getAdmin } from './admin.store.js';
import { userView } from './admin.view.js';

/** The accounts of the admin console, newest first. */
export async function listAdmins(db: Db, page: PageRequest): Promise<Page<ReturnType<typeof userView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = { deletedAt: null };
  const after = page.cursor ? decodeCursor(page.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const [rows, total] = await Promise.all([
    db.adminUser.findMany({
      where: { AND: [where, left] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: adminSelect,
    }),
    db.adminUser.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(userView) };
}

/** One account. Throws `user.not_found`. */
export async function readAdmin(db: Db | Tx, id: number) {
  return userView(await getAdmin(db, id));
}
