import type { Db } from '../../db/client.js';
import { timesBetween } from '../../shared/day-or-time.js';
import {
  bytesInAnswer,
  decodeCursor,
  MAX_PAGE,
  olderThan,
  type Page,
  type PageRequest,
  rowId,
  weighedPage,
} from '../../shared/page.js';
import { namesOfActors } from '../identity/index.js';
import { countWithin, type ListRange, type TotalKind } from '../totals/index.js';
import { auditView } from './audit.view.js';

type Filter = PageRequest & {
  entity?: string | null | undefined;
  actor?: string | null | undefined;
  /** Days `YYYY-MM-DD` of the shop's time zone, or ISO times. Both ends are included. */
  from?: string | undefined;
  to?: string | undefined;
};

/** What an entry adds to an answer beside its detail, about. */
const ENTRY_BYTES = 300;

/** Who did what to which record, newest first; days are cut in the business's time zone. */
export async function listAudit(
  { db, config }: { db: Db; config: { timeZone: string } },
  query: Filter,
): Promise<Page<ReturnType<typeof auditView>>> {
  const limit = query.limit ?? MAX_PAGE;
  const where = {
    ...(query.entity ? { entity: query.entity } : {}),
    ...(query.actor ? { actor: query.actor } : {}),
    at: timesBetween(config.timeZone, query),
  };
  const after = query.cursor ? decodeCursor(query.cursor, rowId) : undefined;
  const page = weighedPage({
    limit,
    after,
    read: (behind, take) =>
      db.auditEntry.findMany({
        where: { AND: [where, behind ? olderThan('at', behind) : {}] },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
      }),
    position: (row) => ({ at: row.at, id: row.id }),
    weigh: ({ detail }) => ENTRY_BYTES + bytesInAnswer(detail),
  });
  const [{ rows, next }, total] = await Promise.all([page, countEntries(db, where)]);
  const names = await namesOfActors(
    db,
    rows.map((row) => row.actor),
  );
  return { rows: rows.map((row) => auditView(row, names)), total, next };
}

type Conditions = { entity?: string; actor?: string; at: ListRange };

function countEntries(db: Db, { at, ...where }: Conditions): Promise<number> {
  const [kind, part] = tallyOf(where);
  return countWithin(db, kind, { parts: part === undefined ? undefined : [part], range: at }, (end) =>
    db.auditEntry.count({ where: { ...where, at: end } }),
  );
}

function tallyOf({ entity, actor }: Omit<Conditions, 'at'>): [TotalKind, string | undefined] {
  if (entity && actor) return ['audit-acts', `${actor} ${entity}`];
  return actor ? ['audit-actors', actor] : ['audit', entity];
}
