import { existsSync } from 'node:fs';
import type { Config } from '../../config.js';
import { createDb } from '../../db/open.js';
import { sqliteFileOf } from '../../db/sqlite/open-sqlite.js';
import { systemClock } from '../../shared/clock.js';
import { type Finding, problem } from './finding.js';
import { lookAtData } from './look-at-data.js';
import { lookAtMachine } from './look-at-machine.js';
import { lookAtPostgresql } from './look-at-postgresql.js';
import { lookAtRedis } from './look-at-redis.js';
import { lookAtReplica } from './look-at-replica.js';
import { lookAtSettings } from './look-at-settings.js';
import { lookAtSqlite } from './look-at-sqlite.js';
import { reason } from './reason.js';

/** Looks at the settings, the machine, the database with its replica, Redis and the data, beside a running server too. Changes nothing. */
export async function examine(config: Config): Promise<Finding[]> {
  const redis = config.redisUrl === undefined ? [] : lookAtRedis(config.redisUrl);
  return [...lookAtSettings(config), ...lookAtMachine(config), ...(await redis), ...(await lookAtDatabase(config))];
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
    const found = [...(await settings), ...(await lookAtReplica(config, db))];
    return [...found, ...(await lookAtData(db, config, systemClock.now()))];
  } catch (error) {
    return [problem('database', reason(error))];
  } finally {
    await db.$disconnect();
  }
}
