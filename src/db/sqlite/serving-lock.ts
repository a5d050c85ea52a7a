import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { OperatorError } from '../../shared/operator-error.js';
import { makeFolderFor, sqliteFileOf } from './open-sqlite.js';

const OTHER_SERVER =
  'another server already serves this SQLite database: stop it first, or use PostgreSQL for more than one server';

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** The lock that this process holds on a database that it serves. */
export type ServingLock = {
  /** Whether this process is still the only server: takes the lock again when its file was removed. Throws when somebody else has it. */
  keep(): void;
};

// Kept for the life of the process: a handle that is collected lets go of its lock.
const held: Database.Database[] = [];

/**
 * Makes this process the only one that serves the SQLite database at `url`, until it ends, however it ends: the lock is the operating
 * system's, on a file beside the database, whatever name the database is called by. Commands do not take it. Throws when another
 * process serves it, and for a file with hard links, whose other names would have logs of their own. Null on PostgreSQL.
 */
export function becomeItsOnlyServer(url: string): ServingLock | null {
  const path = sqliteFileOf(url);
  if (path === null) return null;
  makeFolderFor(url);
  const file = realFile(path);
  refuseUnfit(file);
  const lockFile = `${file}-serving`;
  let mine = take(lockFile);
  return {
    keep: () => {
      if (identityOf(lockFile) === mine) return;
      mine = take(lockFile);
    },
  };
}

/** Takes the lock; which file it is, so that another of the same name is told from it. */
function take(lockFile: string): string {
  const lock = new Database(lockFile, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new OperatorError(OTHER_SERVER);
  }
  held.push(lock);
  return identityOf(lockFile) ?? '';
}

function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.dev}:${found.ino}` : null;
}

/** The one name of a file that may be reached by links; it need not be there yet. */
function realFile(path: string, links = 0): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (isLink && links === MOST_LINKS) throw new OperatorError('DATABASE_URL names links that lead in a circle');
  if (isLink) return realFile(resolve(realFolder(dirname(path)), readlinkSync(path)), links + 1);
  return join(realFolder(dirname(path)), basename(path));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    throw new OperatorError('DATABASE_URL names a link into a folder that is not there');
  }
}

function refuseUnfit(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isFile()) throw new OperatorError('DATABASE_URL names something that is no file');
  if (found.nlink < 2) return;
  throw new OperatorError(
    'the SQLite database has several names (hard links), each with a log of its own: copy it, or remove all names but one',
  );
}
