import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import type { Db } from '../../db/client.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';

const FULL = 2;

/** SQLite as this product opens it: whether what is acknowledged is on the disk, and whether somebody else has the file open too. */
export async function lookAtSqlite(db: Db, path: string): Promise<Finding[]> {
  const ask = async (what: TemplateStringsArray) =>
    Object.values((await db.$queryRaw<Record<string, unknown>[]>(what))[0] ?? {})[0];
  const version = await ask`SELECT sqlite_version()`;
  const journal = await ask`PRAGMA journal_mode`;
  const synchronous = Number(await ask`PRAGMA synchronous`);
  const foreignKeys = Number(await ask`PRAGMA foreign_keys`);
  const others = whoHasOpen(path);
  return [
    ok('database', `SQLite ${version}, ${path}`),
    unless(
      journal !== 'wal' || synchronous < FULL,
      problem('durability', `journal_mode is ${journal} and synchronous ${synchronous}: a power cut may lose orders`),
      ok('durability', 'write-ahead log, synced before every answer'),
    ),
    unless(foreignKeys !== 1, problem('references', 'foreign keys are off'), ok('references', 'foreign keys are on')),
    unless(
      others.length > 1,
      warning('processes', `${others.join(' and ')} have the file open: SQLite serves one server process`),
      ok('processes', others.length === 1 ? `process ${others[0]} has the file open` : 'nobody has the file open'),
    ),
  ];
}

/** Other processes of this user that have the file open; none where the system does not tell. */
function whoHasOpen(path: string): number[] {
  const real = realpathSync(path);
  return listed('/proc')
    .map(Number)
    .filter((id) => id > 0 && id !== process.pid)
    .filter((id) => listed(`/proc/${id}/fd`).some((file) => target(`/proc/${id}/fd/${file}`) === real));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It ended meanwhile, belongs to somebody else, or this is no Linux.
    return [];
  }
}

function target(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}
