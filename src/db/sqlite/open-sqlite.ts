import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from '../../generated/sqlite/client.js';
import type { DbOptions } from '../db-options.js';
import { attachEngine } from '../engine.js';
import { providerOf } from '../provider.js';
import { transactionOptions } from '../transaction-options.js';
import { statementLog, watchStatements } from '../watch-statements.js';
import { LockedSqliteFactory } from './locked-adapter.js';
import { createSqliteReader } from './reader.js';
import { SQLITE_TIMEOUT_MS } from './retry-busy.js';

/** A Prisma client on the SQLite file that `file:<path>` names, made with its folder when missing. One process at a time may serve it. */
export function openSqlite(url: string, options: DbOptions): PrismaClient {
  const { timeoutMs, onStatement } = options;
  makeFolderFor(url);
  const adapter = new LockedSqliteFactory(new PrismaBetterSqlite3({ url, timeout: SQLITE_TIMEOUT_MS }), options);
  const ofTransactions = transactionOptions(timeoutMs);
  const client = new PrismaClient({
    adapter,
    transactionOptions: ofTransactions,
    errorFormat: 'minimal',
    ...statementLog(onStatement),
  });
  watchStatements(client, onStatement);
  const connect = () => client.$connect();
  attachEngine(client, {
    reader: createSqliteReader(sqlitePath(url), onStatement),
    writeOne: (text, values) => adapter.writeOne(text, values, connect),
    begin: (mayShareCommit) => adapter.beginPlain(mayShareCommit, connect),
    withinMs: ofTransactions.timeout,
    meter: options.meter,
  });
  return client as PrismaClient;
}

/** Makes the folder of the database, for its owner's eyes only, where there is none. */
export function makeFolderFor(url: string): void {
  mkdirSync(dirname(sqlitePath(url)), { recursive: true, mode: 0o700 });
}

/** The file of a SQLite database; null where the URL names another. */
export function sqliteFileOf(url: string): string | null {
  return providerOf(url) === 'sqlite' ? sqlitePath(url) : null;
}

function sqlitePath(url: string): string {
  return url.replace(/^file:/, '');
}
