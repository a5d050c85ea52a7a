import type { Db, Tx } from '../../db/client.js';
import { isSqlite } from '../../db/is-sqlite.js';
import { Prisma } from '../../generated/sqlite/client.js';
import { LEVEL_WIDTHS } from './periods.js';

/** Counts one by one what the tallies say: `kind`, `period` of a quarter of an hour, `part`, `counted`, `total_minor`. */
export function recountStatement(on: 'sqlite' | 'postgresql'): string {
  const period = (column: string) =>
    on === 'sqlite' ? `(unixepoch(${column}) + 62135596800) / 900` : `tally_period(${column})`;
  const text = (column: string) => `CAST(${column} AS TEXT)`;
  const count = (
    kind: string,
    at: string,
    part: string,
    from: string,
    more = 'COUNT(*) AS counted, 0 AS total_minor',
  ) => `SELECT '${kind}' AS kind, ${at} AS period, ${part} AS part, ${more} FROM ${from} GROUP BY 2, 3`;
  return [
    count(
      'orders',
      period('created_at'),
      text('status'),
      'orders',
      'COUNT(*) AS counted, SUM(total_minor) AS total_minor',
    ),
    count(
      'cancelled',
      period('cancelled_at'),
      text('status'),
      'orders WHERE cancelled_at IS NOT NULL',
      'COUNT(*) AS counted, SUM(total_minor) AS total_minor',
    ),
    count('missing', period('created_at'), text('status'), 'orders WHERE missing_since IS NOT NULL'),
    count(
      'services',
      period('o.created_at'),
      'l.service_id',
      `orders o JOIN order_lines l ON l.order_id = o.id WHERE o.status <> 'CANCELLED'`,
      'COUNT(DISTINCT o.id) AS counted, 0 AS total_minor',
    ),
    count(
      'customers',
      period('created_at'),
      `CASE WHEN merged_into_id IS NOT NULL THEN 'MERGED' WHEN deleted_at IS NOT NULL THEN 'ERASED' ELSE ${text('status')} END`,
      'customers',
    ),
    count('deliveries', '0', text('status'), 'deliveries'),
    count('worker-deliveries', '0', `worker_id || ' ' || ${text('status')}`, 'deliveries'),
    count('tracks', '0', text('worker_id'), 'tracks'),
    count('batches', '0', `${text('status')} || ' ' || ${text('type')}`, 'transit_batches'),
    count('audit', period('at'), 'entity', 'audit_entries'),
    count('audit-actors', period('at'), 'actor', 'audit_entries'),
    count('audit-acts', period('at'), `actor || ' ' || entity`, 'audit_entries'),
  ].join('\nUNION ALL ');
}

type Difference = { kind: string; level: number; period: number; part: string; counted: unknown };

/** Where tallies are not what a recount of the same moment says, a sentence each, at most twenty. */
export async function findWrongTotals(db: Db | Tx): Promise<string[]> {
  const recounted = Prisma.raw(recountStatement(isSqlite(db) ? 'sqlite' : 'postgresql'));
  const rows = await db.$queryRaw<Difference[]>`
    SELECT kind, 0 AS level, period, part, SUM(counted) AS counted FROM (
      SELECT kind, period, part, counted, total_minor FROM tallies WHERE level = 0
      UNION ALL SELECT kind, period, part, counted, total_minor FROM tally_changes
      UNION ALL SELECT kind, period, part, -counted, -total_minor FROM (${recounted}) AS recounted
    ) AS compared GROUP BY kind, period, part HAVING SUM(counted) <> 0 OR SUM(total_minor) <> 0
    UNION ALL
    SELECT kind, level, period, part, SUM(counted) AS counted FROM (
      SELECT kind, level, period, part, counted, total_minor FROM tallies WHERE level > 0
      UNION ALL SELECT t.kind, w.level, t.period / w.width, t.part, -t.counted, -t.total_minor
      FROM tallies t CROSS JOIN (${Prisma.raw(widerLevels)}) w WHERE t.level = 0
    ) AS widened GROUP BY kind, level, period, part HAVING SUM(counted) <> 0 OR SUM(total_minor) <> 0
    ORDER BY 1, 2, 3, 4 LIMIT 20`;
  return rows.map(
    ({ kind, level, period, part, counted }) =>
      `tally of ${kind}, ${part}, level ${level}, period ${period}: off by ${counted} from a recount, or by an amount`,
  );
}

const widerLevels = LEVEL_WIDTHS.map((width, level) => `SELECT ${level} AS level, ${width} AS width`)
  .slice(1)
  .join(' UNION ALL ');

/** Makes all tallies anew from a recount, in one transaction that keeps writers out where one does not anyway. */
export async function rebuildTotals(tx: Tx): Promise<void> {
  if (!isSqlite(tx)) await tx.$executeRaw(Prisma.raw(`LOCK TABLE ${TALLIED.join(', ')} IN SHARE ROW EXCLUSIVE MODE`));
  for (const statement of rebuildStatements(isSqlite(tx) ? 'sqlite' : 'postgresql'))
    await tx.$executeRaw(Prisma.raw(statement));
}

const TALLIED = ['orders', 'order_lines', 'customers', 'deliveries', 'tracks', 'transit_batches', 'audit_entries'];

/** What makes all tallies anew while nobody writes. */
export function rebuildStatements(on: 'sqlite' | 'postgresql'): string[] {
  const into = 'INSERT INTO tallies (kind, level, period, part, counted, total_minor)';
  return [
    'DELETE FROM tally_changes',
    'DELETE FROM tallies',
    `${into} SELECT kind, 0, period, part, counted, total_minor FROM (${recountStatement(on)}) AS recounted`,
    `${into} SELECT t.kind, w.level, t.period / w.width, t.part, SUM(t.counted), SUM(t.total_minor)
     FROM tallies t CROSS JOIN (${widerLevels}) w WHERE t.level = 0 GROUP BY 1, 2, 3, 4`,
  ];
}
