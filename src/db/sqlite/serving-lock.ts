import Database from 'better-sqlite3';
import { OperatorError } from '../../shared/operator-error.js';
import { providerOf } from '../provider.js';
import { makeFolderFor } from './open-sqlite.js';

// Kept for the life of the process: a handle that is collected lets go of its lock.
const held: Database.Database[] = [];

/**
 * Makes this process the only one that serves the SQLite database at `url`, until it ends, however it ends: the lock is the operating
 * system's, on a file beside the database. Commands do not take it. Throws when another process serves it; does nothing on PostgreSQL.
 */
export function becomeItsOnlyServer(url: string): void {
  if (providerOf(url) !== 'sqlite') return;
  makeFolderFor(url);
  const lock = new Database(`${url.replace(/^file:/, '')}-serving`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new OperatorError(
      'another server already serves this SQLite database: stop it first, or use PostgreSQL for more than one server',
    );
  }
  held.push(lock);
}
