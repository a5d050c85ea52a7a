import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const PAGES_A_STEP = 500;

/**
 * Copies the SQLite file `from` into the new file `to` as it is at this moment, while others may write to it. Throws when `to`
 * exists. The copy is for its owner's eyes only.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  closeSync(openSync(to, 'wx', 0o600));
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // Holds the moment: SQLite begins a copy anew whenever somebody writes, and under load it would never come to its end.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await source.backup(to, { progress: () => PAGES_A_STEP });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
}
