import { join } from 'node:path';
import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { dumpAndRestore, whyNoDump } from '../support/pg-tools.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { emptyDatabase, select } from '../support/raw-database.js';
import { productionEnvironment, runProgram, startServer } from '../support/server-process.js';

type Figure = PromiseContext['figure'];

const WRITERS = 3;

/** Places orders from several loops at once while `work` runs, which gets the ids acknowledged so far. */
async function underWriteLoad<T>(server: PromiseServer, work: (acknowledged: Set<string>) => Promise<T>): Promise<T> {
  const acknowledged = new Set<string>();
  let done = false;
  const write = async () => {
    while (!done) {
      const response = await server.http.post('/api/orders').send(anOrderBody());
      expect(response.status).toBe(201);
      acknowledged.add(response.body.order.id);
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  try {
    await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(20);
    return await work(acknowledged);
  } finally {
    done = true;
    await Promise.all(writers);
  }
}

async function idsIn(url: string): Promise<Set<unknown>> {
  return new Set((await select(url, 'SELECT id FROM orders')).map(({ id }) => id));
}

/** What the restored copy lacks of what was acknowledged before it was begun; the copy itself must be sound and be served. */
async function lostIn(url: string, before: Set<string>, folder: string): Promise<string[]> {
  const env = { ...productionEnvironment, DATABASE_URL: url };
  const checked = await runProgram('commands/invariants', folder, env);
  expect(checked).toMatchObject({ code: 0, stdout: 'the data agree\n', stderr: '' });
  const stored = await idsIn(url);
  const served = await startServer('main', folder, env);
  expect((await served.stop()).code).toBe(0);
  return [...before].filter((id) => !stored.has(id));
}

async function backUpAndRestore(server: PromiseServer, rounds: number, figure: Figure): Promise<void> {
  const env = { ...productionEnvironment, DATABASE_URL: server.databaseUrl };
  let found = 0;
  await underWriteLoad(server, async (acknowledged) => {
    for (let round = 1; round <= rounds; round += 1) {
      const before = new Set(acknowledged);
      const file = join(server.folder, `copy-${round}.db`);
      const backup = await runProgram('commands/backup', server.folder, env, [file]);
      expect(backup).toMatchObject({ code: 0, stdout: `${file}\nwhole, and its data agree\n`, stderr: '' });
      const { url, folder } = await emptyDatabase('sqlite');
      const restore = await runProgram('commands/restore', folder, { ...env, DATABASE_URL: url }, [file]);
      expect(restore).toMatchObject({ code: 0, stderr: '' });

      expect(await lostIn(url, before, folder)).toEqual([]);
      found += before.size;
    }
  });
  figure('backups', rounds);
  figure('acknowledged orders found again', found);
}

const onSqlite = { on: ['sqlite'] as const, own: true, timeout: 300_000 };

promise(
  70,
  { title: 'a backup taken while orders are written is whole when restored', ...onSqlite },
  (server, { figure }) => backUpAndRestore(server, 1, figure),
);

promise(70, { title: 'and so is one after the other', ...onSqlite, long: true }, (server, { figure, scaled }) =>
  backUpAndRestore(server, scaled(10), figure),
);

promise(
  70,
  { title: 'a dump taken while orders are written is whole when restored', on: ['postgresql'], own: true },
  async (server, { figure, skip }) => {
    const reason = await whyNoDump(server.databaseUrl);
    if (reason) skip(reason);
    await underWriteLoad(server, async (acknowledged) => {
      const before = new Set(acknowledged);
      const { url, folder } = await emptyDatabase('postgresql');
      await dumpAndRestore(server.databaseUrl, url, join(server.folder, 'copy.dump'));

      expect(await lostIn(url, before, folder)).toEqual([]);
      figure('acknowledged orders found again', before.size);
    });
  },
);
