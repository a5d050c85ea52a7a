import type { Db } from './client.js';
import type { Provider } from './provider.js';
import type { StorageWatch } from './storage-watch.js';

type Settings = { name: string; setting: string }[];

/**
 * Why acknowledged work would not be safe in this database now, as one sentence for the operator; null when it is. Throws when the
 * database cannot be asked.
 */
export async function databaseProblem(db: Db, provider: Provider, storage: StorageWatch): Promise<string | null> {
  const problem = provider === 'sqlite' ? await sqliteProblem(db) : await postgresqlProblem(db);
  return problem ?? (storage.failing ? await storageProblem(db, provider, storage) : null);
}

async function sqliteProblem(db: Db): Promise<string | null> {
  const [row] = await db.$queryRaw<{ synchronous: bigint | number; journal_mode: string }[]>`
    SELECT synchronous, journal_mode FROM pragma_synchronous, pragma_journal_mode`;
  if (Number(row?.synchronous) < 2) return unsafe('SQLite', 'synchronous', row?.synchronous, 'FULL');
  // A file system that cannot share memory, such as most network ones, silently keeps another mode.
  if (row?.journal_mode !== 'wal') return unsafe('SQLite', 'journal_mode', row?.journal_mode, 'wal');
  return null;
}

async function postgresqlProblem(db: Db): Promise<string | null> {
  const settings = await db.$queryRaw<Settings>`
    SELECT name, setting FROM pg_settings
    WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'transaction_read_only')`;
  const off = (name: string) => settings.find((row) => row.name === name)?.setting === 'off';
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if (off(name)) return unsafe('PostgreSQL', name, 'off', 'on');
  }
  return off('transaction_read_only') ? null : 'The database takes no writes: it is a standby or set to read only';
}

function unsafe(database: string, name: string, value: unknown, needed: string): string {
  return `${database} runs with ${name} = ${String(value)}: acknowledged work could be lost, set it to ${needed}`;
}

// Both write to the log of the database and wait for its disk, and change nothing.
async function storageProblem(db: Db, provider: Provider, storage: StorageWatch): Promise<string | null> {
  try {
    if (provider === 'sqlite') await db.$executeRaw`PRAGMA user_version = 0`;
    else await db.$queryRaw`SELECT pg_logical_emit_message(true, 'fabclean', 'may I write?')::text`;
    storage.wrote();
    return null;
  } catch {
    return 'The database cannot write to its disk';
  }
}
