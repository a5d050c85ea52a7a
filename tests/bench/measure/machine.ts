import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import Database from 'better-sqlite3';
import pg from 'pg';

/** What the figures were measured on, without saying whose machine it is. */
export type Machine = {
  cores: number;
  cpu: string;
  memoryGiB: number;
  node: string;
  sqlite: string;
  /** Processes that wanted a core in the last minute, before anything was measured: above 0.5 somebody else was at work. */
  loadBefore: number;
};

export function machineFacts(): Machine {
  const db = new Database(':memory:');
  const sqlite = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    sqlite,
    loadBefore: loadavg()[0] ?? Number.NaN,
  };
}

export async function postgresqlVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
}
