import type { Db, Tx } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { getWorker, workerSelect } from './worker.store.js';
import { workerView } from './worker.view.js';

/** Workers of both roles, inactive ones too, newest first. */
export async function listWorkers(db: Db, page: PageRequest): Promise<Page<ReturnType<typeof workerView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = { deletedAt: null };
  const after = page.cursor ? decodeCursor(page.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const [rows, total] = await Promise.all([
    db.worker.findMany({
      where: { AND: [where, left] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: workerSelect,
    }),
    db.worker.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(workerView) };
}

/** One worker. Throws `worker.not_found`. */
export async function readWorker(db: Db | Tx, id: number) {
  return workerView(await getWorker(db, id));
}
