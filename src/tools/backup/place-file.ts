import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../../shared/operator-error.js';

/** Gives the finished `draft` its name, safe from a power cut. Throws when something has that name already. */
export function placeFile(draft: string, path: string): void {
  sync(draft);
  try {
    // Unlike a rename, a link never replaces what is there.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new OperatorError(`${path} exists: it is not overwritten`);
    throw error;
  }
  rmSync(draft);
  sync(dirname(path));
}

/** Puts the finished `draft` in the place of `path`, which keeps the name `aside`. At no moment is there nothing. */
export function replaceFile(draft: string, path: string, aside: string): void {
  sync(draft);
  linkSync(path, aside);
  renameSync(draft, path);
  sync(dirname(path));
}

/** Removes a file that was not finished, and what SQLite keeps beside it. */
export function removeDraft(draft: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${ending}`, { force: true });
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
