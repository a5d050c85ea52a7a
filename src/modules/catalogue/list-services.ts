import { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { isCleanLine } from '../../shared/fields.js';
import { decodeCursor, MAX_PAGE, type Page, type PageRequest, type Position, toPage } from '../../shared/page.js';
import { type Actor, worksForShop } from '../identity/index.js';
import { findServicePage } from './find-service-page.sql.js';
import type { serviceStatuses } from './service.schema.js';
import { getService } from './service.store.js';
import { serviceView, storedStatus } from './service.view.js';

export type ServiceFilter = { status?: (typeof serviceStatuses)[number] | undefined; q?: string | null | undefined };

type Filter = PageRequest & ServiceFilter;

/** The catalogue, newest first: active services for everybody, all of them for staff. `q` is a part of the name. */
export async function listServices(
  { db, currency }: { db: Db; currency: string },
  actor: Actor,
  query: Filter,
): Promise<Page<ReturnType<typeof serviceView>>> {
  const limit = query.limit ?? MAX_PAGE;
  const status = worksForShop(actor) ? query.status : 'Active';
  const after = query.cursor ? decodeCursor(query.cursor, z.string().min(1).max(20).refine(isCleanLine)) : undefined;
  const selection = { status: status && storedStatus[status], names: query.q ? spellings(query.q) : undefined };
  const { rows, total } = await findServicePage(db, selection, after, limit + 1);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map((row) => serviceView(row, currency)) };
}

/** The filter as the database takes it. */
export function whereOf({ status, q }: ServiceFilter) {
  return {
    deletedAt: null,
    ...(status ? { status: storedStatus[status] } : {}),
    ...(q ? { OR: spellings(q).map((name) => ({ name: { contains: name } })) } : {}),
  };
}

/** What is left of the catalogue behind a service: newest first, and of one time by id. */
export function behind({ at, id }: Position<string>) {
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { gt: id } }] };
}

/** One service, active or not. Throws `service.not_found`. */
export async function readService(db: Db | Tx, currency: string, id: string) {
  return serviceView(await getService(db, id), currency);
}

// PostgreSQL's LIKE minds case and SQLite's does not: the ways a name is usually written find it on both.
function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const titled = lower.replace(/(^|\s)\S/g, (start) => start.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), titled, lower.charAt(0).toUpperCase() + lower.slice(1)])];
}
