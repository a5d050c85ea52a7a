import type { Db, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import { type ImportReport, type Planned, refusedImport, reportOf } from './import-report.js';

/**
 * What the rows of a file would do, and with `commit` does it, in one transaction that is planned anew inside. Throws
 * `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importRows<Row, P extends Planned>(
  db: Db,
  { rows, commit }: { rows: Row[]; commit: boolean },
  plan: (db: Db | Tx, rows: Row[]) => Promise<P>,
  write: (tx: Tx, planned: P) => Promise<void>,
): Promise<ImportReport> {
  if (!commit) return reportOf(await plan(db, rows), rows.length, false);
  return inTransaction(
    db,
    async (tx) => {
      const planned = await plan(tx, rows);
      if (planned.problems.length > 0) throw refusedImport(planned.problems);
      await write(tx, planned);
      return reportOf(planned, rows.length, true);
    },
    // Another file, or the counter, made one of these at the same moment: it is known when planned again.
    isUniqueViolation,
  );
}
