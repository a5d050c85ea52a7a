import { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isCleanLine } from '../../shared/fields.js';
import { decodeCursor, MAX_PAGE, type Page, type PageRequest, toPage } from '../../shared/page.js';
import { type Actor, isStaff } from '../identity/index.js';
import type { serviceStatuses } from './service.schema.js';
import { serviceView, storedStatus } from './service.view.js';

type Filter = PageRequest & { status?: (typeof serviceStatuses)[number] | undefined; q?: string | null | undefined };

/** The catalogue, newest first: active services for everybody, all of them for staff. `q` is a part of the name. */
export async function listServices(db: Db, actor: Actor, query: Filter): Promise<Page<ReturnType<typeof serviceView>>> {
  const limit = query.limit ?? MAX_PAGE;
  const status = isStaff(actor) ? query.status && storedStatus[query.status] : storedStatus.Active;
  const where = {
    deletedAt: null,
    ...(status ? { status } : {}),
    ...(query.q ? { OR: spellings(query.q).map((name) => ({ name: { contains: name } })) } : {}),
  };
  const after = query.cursor ? decodeCursor(query.cursor, z.string().min(1).max(20).refine(isCleanLine)) : undefined;
  const left = after
    ? { createdAt: { lte: after.at }, OR: [{ createdAt: { lt: after.at } }, { id: { gt: after.id } }] }
    : {};
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

// PostgreSQL's LIKE minds case and SQLite's does not: the ways a name is usually written find it on both.
function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const titled = lower.replace(/(^|\s)\S/g, (start) => start.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), titled, lower.charAt(0).toUpperCase() + lower.slice(1)])];
}
