import { Socket } from 'node:net';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import Database from 'better-sqlite3';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { isSqlite } from '../../../src/db/is-sqlite.js';
import { closeDb, createDb } from '../../../src/db/open.js';
import { isSilence } from '../../../src/db/postgresql/timed-client.js';
import { inTransaction } from '../../../src/db/transaction.js';
import { lostPart } from '../../support/lost-part.js';
import { type Provider, providers, seededDatabase } from '../../support/raw-database.js';

/*
 * Parts that libraries keep to themselves and that the product leans on. One that an upgrade took away or changed is told here, with
 * the file that needs another way.
 */

test('@prisma/adapter-better-sqlite3 has its connection in `client`', async () => {
  const { url } = await seededDatabase('sqlite');
  const adapter = await new PrismaBetterSqlite3({ url }).connect();
  onTestFinished(() => adapter.dispose());

  const { client } = adapter as unknown as { client: Database.Database };

  const lost = lostPart('src/db/sqlite/locked-adapter.ts', 'finds no connection there for statements written by hand');
  expect(client, lost).toBeInstanceOf(Database);
  await adapter.executeScript('BEGIN IMMEDIATE');
  expect(client.inTransaction, 'it is another connection than the one Prisma speaks on').toBe(true);
  await adapter.executeScript('ROLLBACK');
});

test('@prisma/adapter-pg has the connection of a transaction in `client`', async () => {
  const { url } = await seededDatabase('postgresql');
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(() => pool.end());
  const adapter = await new PrismaPg(pool).connect();
  const transaction = await adapter.startTransaction();

  const { client } = transaction as unknown as { client: pg.ClientBase };

  const lost = lostPart(
    'src/db/postgresql/writing-adapter.ts',
    'finds no connection there for statements written by hand',
  );
  expect(client, lost).toBeInstanceOf(pg.Client);
  const session = 'SELECT pg_backend_pid() AS id';
  const ofPrisma = await transaction.queryRaw({ sql: session, args: [], argTypes: [] });
  const { rows } = await client.query<{ id: number }>(session);
  expect(rows[0]?.id, 'it is another connection than the one Prisma speaks on').toBe(ofPrisma.rows[0]?.[0]);
  // Prisma says these by itself, unless told that they are sent for it.
  await client.query('ROLLBACK');
  await transaction.rollback();
});

test('pg has the socket of a client in `connection.stream`', async () => {
  const { url } = await seededDatabase('postgresql');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();

  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;

  expect(
    stream,
    lostPart('src/db/postgresql/timed-client.ts', 'cannot cut a connection that fell silent'),
  ).toBeInstanceOf(Socket);
  const waiting = client.query('SELECT pg_sleep(60)');
  stream.destroy();
  await expect(waiting, 'whoever waited on the connection is not told that it was cut').rejects.toThrow();
});

test('pg calls a statement that is not answered in time what the product takes for silence', async () => {
  const { url } = await seededDatabase('postgresql');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());

  const error = await client.query({ text: 'SELECT pg_sleep(1)', query_timeout: 50 } as pg.QueryConfig).catch((e) => e);

  expect(isSilence(error), lostPart('src/db/postgresql/timed-client.ts', `does not know "${error.message}"`)).toBe(
    true,
  );
});

test.for(providers)('Prisma has the provider in `_activeProvider` of clients and transactions on %s', async (on) => {
  const db = await opened(on);

  const inside = await inTransaction(db, async (tx) => isSqlite(tx));

  const lost = lostPart('src/db/is-sqlite.ts', 'takes one database for the other');
  expect(isSqlite(db), lost).toBe(on === 'sqlite');
  expect(inside, lost).toBe(on === 'sqlite');
});

test.for(providers)(
  'Prisma has what the driver said of a refused statement in `meta` of its error on %s',
  async (on) => {
    const db = await opened(on);

    const error = await db.$queryRaw`SELECT * FROM nowhere`.catch((refusal: unknown) => refusal);

    const lost = lostPart('src/db/prisma-errors.ts', 'cannot tell trouble of the database from a bug');
    const { meta } = error as { meta?: { driverAdapterError?: unknown } };
    expect(isDriverAdapterError(meta?.driverAdapterError), lost).toBe(true);
    expect(meta?.driverAdapterError, lost).toMatchObject({
      cause: { kind: expect.stringMatching(/^(sqlite|postgres|TableDoesNotExist)$/) },
    });
  },
);

test('the schema engine takes its WebAssembly from whoever loads it', async () => {
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as Record<string, unknown>;

  const lost = lostPart('src/db/migrations/schema-engine.ts', 'cannot load it, and nothing migrates');
  expect(glue['__wbg_set_wasm'], lost).toBeInstanceOf(Function);
  expect(glue['SchemaEngine'], lost).toBeInstanceOf(Function);
});

async function opened(on: Provider) {
  const { url } = await seededDatabase(on);
  const db = createDb(url, { poolSize: 2, timeoutMs: 10_000 });
  onTestFinished(() => closeDb(db));
  return db;
}
