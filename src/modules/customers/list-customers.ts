import type { Db, Tx } from '../../db/client.js';
import {
  decodeCursor,
  MAX_PAGE,
  olderThan,
  type Page,
  type PageRequest,
  rowId,
  weighedPage,
} from '../../shared/page.js';
import { findCustomerIds, findOrderIds } from '../search/index.js';
import { countFromTotals } from '../totals/index.js';
import type { customerStatuses } from './customer.schema.js';
import { getRecord, recordSelect } from './customer.store.js';
import { customerRecordView, rowStatuses, weightOf } from './customer-record.view.js';
import { countLiving, newestLiving } from './customers-of-search.sql.js';
import { totalsOf } from './order-totals.js';

export type CustomerFilter = { q?: string | undefined; status?: (typeof customerStatuses)[number] | undefined };
const PHONE = /^[+\p{Nd}\s().\-/]+$/u;

type CustomerRecord = ReturnType<typeof customerRecordView>;

/** The customers that are not erased, newest first. Throws `search.too_broad`. */
export async function listCustomers(
  db: Db,
  { country, currency }: { country: string; currency: string },
  query: PageRequest & CustomerFilter,
): Promise<Page<CustomerRecord>> {
  const limit = query.limit ?? MAX_PAGE;
  const after = query.cursor ? decodeCursor(query.cursor, rowId) : undefined;
  const found = query.q ? await findPeople(db, country, query.q) : undefined;
  const status = query.status && rowStatuses[query.status];
  const newest = found && (await newestLiving(db, { ids: found, status }, after, limit + 1));
  const where = { deletedAt: null, ...(status ? { status } : {}), ...(newest ? { id: { in: newest } } : {}) };
  const page = weighedPage({
    limit,
    after,
    read: (behind, take) =>
      db.customer.findMany({
        where: { AND: [where, behind ? olderThan('createdAt', behind) : {}] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: recordSelect,
      }),
    position: (row) => ({ at: row.createdAt, id: row.id }),
    weigh: weightOf,
  });
  const [{ rows, next }, total] = await Promise.all([
    page,
    found ? countLiving(db, { ids: found, status }) : countCustomers(db, query),
  ]);
  const totals = await totalsOf(
    db,
    rows.map((row) => row.id),
  );
  return { rows: rows.map((row) => customerRecordView(row, totals(row.id), currency)), total, next };
}

function countCustomers(db: Db, { status }: CustomerFilter): Promise<number> {
  return countFromTotals(db, 'customers', { parts: status ? [rowStatuses[status]] : Object.values(rowStatuses) });
}

/** One customer as staff see them. Throws `customer.not_found`. */
export async function readCustomer(db: Db | Tx, currency: string, id: number): Promise<CustomerRecord> {
  const row = await getRecord(db, id);
  const totals = await totalsOf(db, [id]);
  return customerRecordView(row, totals(id), currency);
}

/** The filter as the database takes it. Throws `search.too_broad`. */
export async function whereOf(db: Db, country: string, filter: CustomerFilter) {
  return {
    deletedAt: null,
    ...(filter.status ? { status: rowStatuses[filter.status] } : {}),
    ...(filter.q ? { id: { in: await findPeople(db, country, filter.q) } } : {}),
  };
}

// A new phone stands on an order before somebody writes it into the record.
async function findPeople(db: Db, country: string, q: string): Promise<number[]> {
  const ids = await findCustomerIds(db, country, q);
  if (!PHONE.test(q)) return ids;
  const orders = await db.order.findMany({
    where: { id: { in: await findOrderIds(db, country, q) } },
    select: { customerId: true },
  });
  return [...new Set([...ids, ...orders.map(({ customerId }) => customerId)])];
}
