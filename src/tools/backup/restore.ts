import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { applyMigrations } from '../../db/migrations/apply-migrations.js';
import { copyDatabase } from '../../db/sqlite/copy-database.js';
import { sealFile, whileAlone } from '../../db/sqlite/inspect-file.js';
import { OperatorError } from '../../shared/operator-error.js';
import { placeFile, removeDraft, replaceFile } from './place-file.js';
import { verify } from './verify.js';

export type Restored = { migrations: string[]; aside: string | null; problems: string[] };

type Options = { replace: boolean; unsound: boolean; now: Date };

/**
 * Makes the backup `from` the database at `to`, brought to this build's migrations. It is looked at before and after. Throws, and
 * changes nothing, when it has problems (unless `unsound`), when there is a database at `to` (unless `replace`), and always when
 * that one is in use. What was at `to` is kept beside it.
 */
export async function restore(from: string, to: string, { replace, unsound, now }: Options): Promise<Restored> {
  if (!existsSync(from)) throw new OperatorError(`there is no backup at ${from}`);
  if (existsSync(to) && !replace)
    throw new OperatorError(`there is a database at ${to}: --replace puts the backup in its place`);
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const draft = `${to}.${process.pid}.restoring`;
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    await copyDatabase(from, draft);
    const migrations = await bringUpToDate(draft, unsound);
    sealFile(draft);
    const aside = place(draft, to, `${to}.before-${stamp}`);
    return { migrations, aside, problems: (await verify(to)).problems };
  } finally {
    removeDraft(draft);
  }
}

async function bringUpToDate(draft: string, unsound: boolean): Promise<string[]> {
  const before = await verify(draft);
  refuse(before.problems, unsound);
  if (before.unchecked === null) return [];
  const migrations = await applyMigrations(`file:${draft}`);
  const { problems, unchecked } = await verify(draft);
  if (unchecked !== null) throw new OperatorError(`the backup does not suit this build: ${unchecked}`);
  refuse(problems, unsound);
  return migrations;
}

function refuse(problems: string[], unsound: boolean): void {
  if (problems.length > 0 && !unsound) {
    throw new OperatorError(['the backup is not sound, and nothing was changed:', ...problems].join('\n  '));
  }
}

function place(draft: string, to: string, aside: string): string | null {
  if (existsSync(to)) {
    whileAlone(to, () => replaceFile(draft, to, aside));
    return aside;
  }
  // The log of a database that is gone would be taken for this one's.
  for (const ending of ['-wal', '-shm', '-journal']) {
    if (existsSync(`${to}${ending}`)) renameSync(`${to}${ending}`, `${aside}${ending}`);
  }
  placeFile(draft, to);
  return null;
}
