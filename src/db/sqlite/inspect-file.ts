import Database from 'better-sqlite3';
import { OperatorError } from '../../shared/operator-error.js';

/** What SQLite itself finds wrong with a file: damage, and references that lead nowhere. */
export function fileProblems(path: string): string[] {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const damage = db.pragma('integrity_check') as { integrity_check: string }[];
    const dangling = db.pragma('foreign_key_check') as { table: string; parent: string }[];
    return [
      ...damage.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...dangling.map(({ table, parent }) => `a row of ${table} names a row of ${parent} that does not exist`),
    ];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    db.close();
  }
}

/** Makes the database one plain file, without a log beside it. */
export function sealFile(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/**
 * Runs `work` while nobody else has the SQLite file open, and nobody can open it. What its log holds is in the file by then. Throws
 * when somebody has it open.
 */
export function whileAlone(path: string, work: () => void): void {
  const db = new Database(path, { fileMustExist: true, timeout: 1_000 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    db.pragma('journal_mode = DELETE');
    work();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new OperatorError(`${path} is in use: stop the server first`, { cause: error });
  } finally {
    db.close();
  }
}
