import { existsSync } from 'node:fs';
import type { Config } from '../config.js';
import { createDb } from '../db/client.js';
import { sqliteFileOf } from '../db/sqlite/open-sqlite.js';
import { systemClock } from '../shared/clock.js';
import { scrub } from '../shared/scrub.js';
import { type Finding, problem } from './finding.js';
import { lookAtData } from './look-at-data.js';
import { lookAtMachine } from './look-at-machine.js';
import { lookAtPostgresql } from './look-at-postgresql.js';
import { lookAtSettings } from './look-at-settings.js';
import { lookAtSqlite } from './look-at-sqlite.js';

/** Looks at the settings, the machine, the database and the data, beside a running server too. Changes nothing. */
export async function examine(config: Config): Promise<Finding[]> {
  return [...lookAtSettings(config), ...lookAtMachine(config), ...(await lookAtDatabase(config))];
}

async function lookAtDatabase(config: Config): Promise<Finding[]> {
  const file = sqliteFileOf(config.databaseUrl);
  if (file !== null && !existsSync(file)) return [problem('database', `there is none at ${file}: npm start makes it`)];
  const db = createDb(config.databaseUrl, {
    sharesConnections: config.databaseSharesConnections,
    poolSize: 1,
    timeoutMs: Math.max(30_000, config.databaseTimeoutMs),
  });
  try {
    const settings =
      file === null ? lookAtPostgresql(db, config.databasePoolSize, systemClock.now) : lookAtSqlite(db, file);
    return [...(await settings), ...(await lookAtData(db, config, systemClock.now()))];
  } catch (error) {
    return [problem('database', reason(error))];
  } finally {
    await db.$disconnect();
  }
}

// Prisma tells the call first and the reason last.
function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return scrub(lines.at(-1) ?? '');
}
