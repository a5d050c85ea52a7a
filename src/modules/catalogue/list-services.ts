import { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isCleanLine } from '../../shared/fields.js';
import { decodeCursor, MAX_PAGE, type Page, type PageRequest, toPage } from '../../shared/page.js';
import { type Actor, isStaff } from '../identity/index.js';
import { serviceView } from './service.view.js';

/** The catalogue, newest first: active services for everybody, all of them for staff. */
export async function listServices(
  db: Db,
  actor: Actor,
  page: PageRequest,
): Promise<Page<ReturnType<typeof serviceView>>> {
  const limit = page.limit ?? MAX_PAGE;
  const where = isStaff(actor) ? { deletedAt: null } : { deletedAt: null, status: 'ACTIVE' as const };
  const after = page.cursor ? decodeCursor(page.cursor, z.string().min(1).max(20).refine(isCleanLine)) : undefined;
  const left = after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { gt: after.id } }] } : {};
  const [rows, total] = await Promise.all([
    db.service.findMany({
      where: { AND: [where, left] },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: limit + 1,
    }),
    db.service.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(serviceView) };
}
