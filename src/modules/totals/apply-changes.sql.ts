import type { Db, Tx } from '../../db/client.js';
import { isSqlite } from '../../db/is-sqlite.js';
import { whole } from '../../db/statements/values.js';
import { writerOf } from '../../db/statements/writer.js';
import { inTransaction } from '../../db/transaction.js';
import { lockNumbers } from '../../shared/lock-numbers.js';
import { LEVEL_WIDTHS } from './periods.js';

/** Small enough that the transaction is over in milliseconds. */
const AT_A_TIME = 1_000;

/**
 * Adds the changes of tallies to the tallies themselves, so that whoever counts has few rows to add up; they counted before and they
 * count after. Of many processes on one database one does it at a time, the others have nothing to do. Answers how many changes.
 */
export async function applyChanges(db: Db): Promise<number> {
  for (let folded = 0; ; ) {
    const some = await inTransaction(db, applySome);
    folded += some;
    if (some < AT_A_TIME) return folded;
  }
}

async function applySome(tx: Tx): Promise<number> {
  if (isSqlite(tx)) return applyOnSqlite(tx);
  const [lock] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${lockNumbers.totals}) AS taken`;
  return lock?.taken ? applyOnPostgresql(tx) : 0;
}

// Ids come in the order of commits, one transaction at a time: what is up to the last one seen is what was seen.
async function applyOnSqlite(tx: Tx): Promise<number> {
  const writer = writerOf(tx);
  const [last] = await writer.all(
    `SELECT MAX(id) AS id FROM (SELECT id FROM tally_changes ORDER BY id LIMIT ${AT_A_TIME}) AS first`,
    [],
  );
  const upTo = [last?.['id']];
  if (upTo[0] === null) return 0;
  const changes = '(SELECT * FROM tally_changes WHERE id <= $1)';
  await writer.change(addition(changes), upTo);
  await writer.change(
    `DELETE FROM tallies WHERE counted = 0 AND total_minor = 0 AND (kind, level, period, part) IN
       (SELECT c.kind, w.level, c.period / w.width, c.part FROM ${changes} c CROSS JOIN (${levels}) w)`,
    upTo,
  );
  return writer.change('DELETE FROM tally_changes WHERE id <= $1', upTo);
}

// Ids become visible out of order: what is added is exactly what this statement took away.
async function applyOnPostgresql(tx: Tx): Promise<number> {
  const writer = writerOf(tx);
  const rows = await writer.all(
    `WITH taken AS (
       DELETE FROM tally_changes WHERE id IN (SELECT id FROM tally_changes ORDER BY id LIMIT ${AT_A_TIME}) RETURNING *
     ), added AS (${addition('taken')} RETURNING *)
     SELECT CAST(COUNT(*) AS integer) AS changes, NULL AS kind, NULL AS level, NULL AS period, NULL AS part FROM taken
     UNION ALL SELECT 0, kind, level, period, part FROM added WHERE counted = 0 AND total_minor = 0`,
    [],
  );
  const empty = rows.filter((row) => row['kind'] !== null);
  if (empty.length > 0) {
    await writer.change(
      `DELETE FROM tallies t USING unnest($1::text[], $2::int[], $3::int[], $4::text[]) AS e (kind, level, period, part)
       WHERE t.kind = e.kind AND t.level = e.level AND t.period = e.period AND t.part = e.part`,
      ['kind', 'level', 'period', 'part'].map((column) => empty.map((row) => row[column])),
    );
  }
  return whole(rows.find((row) => row['kind'] === null)?.['changes']);
}

const levels = LEVEL_WIDTHS.map((width, level) => `SELECT ${level} AS level, ${width} AS width`).join(' UNION ALL ');

function addition(changes: string): string {
  return `INSERT INTO tallies (kind, level, period, part, counted, total_minor)
    SELECT c.kind, w.level, c.period / w.width, c.part, SUM(c.counted), SUM(c.total_minor)
    FROM ${changes} c CROSS JOIN (${levels}) w WHERE TRUE GROUP BY 1, 2, 3, 4
    ON CONFLICT (kind, level, period, part) DO UPDATE
    SET counted = tallies.counted + excluded.counted, total_minor = tallies.total_minor + excluded.total_minor`;
}
