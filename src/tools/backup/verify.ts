import { migrationMismatch } from '../../db/migrations/migration-status.js';
import { createDb } from '../../db/open.js';
import { fileProblems } from '../../db/sqlite/inspect-file.js';
import { checkInvariants } from '../../modules/invariants/index.js';

/** `problems` are what is wrong with a file; `unchecked` is why its contents could not be looked at, where that is no fault of theirs. */
export type Verdict = { problems: string[]; unchecked: string | null };

/** Looks at a SQLite file that nobody writes to: whether it is whole, and whether the shop's data agree with each other. */
export async function verify(path: string): Promise<Verdict> {
  const damage = fileProblems(path);
  if (damage.length > 0) return { problems: damage, unchecked: null };
  const db = createDb(`file:${path}`, { poolSize: 1, timeoutMs: 60_000 });
  try {
    const unchecked = await migrationMismatch(db, 'sqlite');
    return { problems: unchecked ? [] : await checkInvariants(db), unchecked };
  } finally {
    await db.$disconnect();
  }
}
