import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyDatabase } from '../../db/sqlite/copy-database.js';
import { sealFile } from '../../db/sqlite/inspect-file.js';
import { OperatorError } from '../../shared/operator-error.js';
import { placeFile, removeDraft } from './place-file.js';
import { type Verdict, verify } from './verify.js';

/** Where a backup of the database at `path` goes unless told otherwise: beside it, named by the second. */
export function backupPath(path: string, now: Date): string {
  const second = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return join(dirname(path), 'backups', `fabclean-${second}.db`);
}

/**
 * Copies the SQLite file `from` to the new file `to` while a server writes to it, and looks at the copy. One with problems is kept
 * all the same, under a name that says so: it may be all there is. Nothing is overwritten, and no half copy gets the name.
 */
export async function backUp(from: string, to: string): Promise<Verdict & { path: string }> {
  if (!existsSync(from)) throw new OperatorError(`there is no database at ${from}`);
  if (existsSync(to)) throw new OperatorError(`${to} exists: it is not overwritten`);
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const draft = `${to}.${process.pid}.part`;
  try {
    await copyDatabase(from, draft);
    const verdict = await verify(draft);
    const path = verdict.problems.length === 0 ? to : `${to}.unsound`;
    if (verdict.problems.length === 0) sealFile(draft);
    placeFile(draft, path);
    return { ...verdict, path };
  } finally {
    removeDraft(draft);
  }
}
