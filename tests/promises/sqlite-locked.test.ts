import { existsSync, linkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { readLedger } from '../support/order-ledger.js';
import { type PromiseContext, promise, promiseByHand } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { seededDatabase } from '../support/raw-database.js';
import { productionEnvironment, runProgram, startServer } from '../support/server-process.js';
import { slowest, statuses, type TimedAnswer, timed, timedOrder } from '../support/timed-call.js';

const on = ['sqlite'] as const;

async function outlivesLock(server: PromiseServer, lockedMs: number, figure: PromiseContext['figure']): Promise<void> {
  const acknowledged: string[] = [];
  await timedOrder(server.url);
  const holder = new Database(server.databaseUrl.replace('file:', ''));
  holder.exec('BEGIN IMMEDIATE');
  const until = performance.now() + lockedMs;

  const writers = Array.from({ length: 10 }, async () => {
    const answers: TimedAnswer[] = [];
    do {
      const answer = await timedOrder(server.url);
      if (answer.status === 201) acknowledged.push((answer.body as { order: { id: string } }).order.id);
      answers.push(answer);
    } while (performance.now() < until);
    return answers;
  });
  const pings: number[] = [];
  const reads: TimedAnswer[] = [];
  while (performance.now() < until) {
    pings.push((await timed(`${server.url}/healthz`)).milliseconds);
    reads.push(await timed(`${server.url}/api/services`));
    await sleep(20);
  }
  const acknowledgedUnderLock = acknowledged.length;
  holder.exec('ROLLBACK');
  holder.close();
  const writes = (await Promise.all(writers)).flat();
  const after = await timedOrder(server.url);

  pings.sort((a, b) => a - b);
  const p99 = pings[Math.floor(pings.length * 0.99)] ?? Number.NaN;
  const median = pings[Math.floor(pings.length / 2)] ?? Number.NaN;
  const { stored, wrong } = await readLedger(server.databaseUrl);
  figure('locked ms', lockedMs);
  figure('healthz median ms', Math.round(median));
  figure('healthz p99 ms', Math.round(p99));
  const refused = writes.filter(({ status }) => status === 503);
  figure('slowest 503 ms', slowest(refused));
  expect(acknowledgedUnderLock).toBe(0);
  for (const { status } of writes) expect([201, 503]).toContain(status);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ retryAfter }) => retryAfter !== null)).toBe(true);
  expect(slowest(refused)).toBeLessThan(5_000);
  expect(Object.keys(statuses(reads))).toEqual(['200']);
  // SQLite's own waiting would freeze every request for its whole timeout; a busy machine only slows some.
  expect(median).toBeLessThan(150);
  expect(after.status).toBe(201);
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(wrong).toEqual({});
}

const TITLE = 'while another process holds the file reads go on, writes are answered 503 in time, and it heals';
// As a shop has it: the tests' longer line lets nobody be refused in it, and those in it wait for the file's lock besides.
const env = { QUEUE_WAIT_MS: '2000' };
promise(65, { title: TITLE, on, own: true, env }, (server, { figure }) => outlivesLock(server, 5_000, figure));
promise(65, { title: `${TITLE}, ten seconds and more`, on, own: true, env, long: true }, (server, { figure, scaled }) =>
  outlivesLock(server, 10_000 + scaled(10_000), figure),
);

promiseByHand(
  65,
  { title: 'a second server on the same file is refused with a sentence, commands are not', on },
  async () => {
    const { url, folder } = await seededDatabase('sqlite');
    const env = { ...productionEnvironment, DATABASE_URL: url };
    const first = await startServer('main', folder, env);

    for (const program of ['main', 'commands/start']) {
      const { code, stderr, stdout } = await runProgram(program, folder, { ...env, PORT: '0' });
      expect({ code, stdout, stderr: stderr.trim() }).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'another server already serves this SQLite database: stop it first, or use PostgreSQL for more than one server',
      });
    }
    expect((await runProgram('commands/migrate', folder, env)).code).toBe(0);
    expect((await timedOrder(first.url)).status).toBe(201);

    await first.kill();
    const next = await startServer('main', folder, env);
    expect((await timedOrder(next.url)).status).toBe(201);
  },
);

const REFUSED =
  'another server already serves this SQLite database: stop it first, or use PostgreSQL for more than one server';

promiseByHand(
  65,
  { title: 'a second server by another name of the file is refused, and so is a file with several names', on },
  async () => {
    const { url, folder } = await seededDatabase('sqlite');
    const file = url.replace('file:', '');
    const env = { ...productionEnvironment, PORT: '0' };
    const [link, chain, hard] = ['link.db', 'chain.db', 'hard.db'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    symlinkSync(file, link);
    symlinkSync('link.db', chain);
    const first = await startServer('main', folder, { ...env, DATABASE_URL: `file:${chain}` });

    for (const name of [file, link, chain]) {
      const { code, stderr } = await runProgram('main', folder, { ...env, DATABASE_URL: `file:${name}` });
      expect([code, stderr.trim()]).toEqual([1, REFUSED]);
    }
    linkSync(file, hard);
    for (const name of [file, hard, link]) {
      const { code, stderr } = await runProgram('main', folder, { ...env, DATABASE_URL: `file:${name}` });
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^the SQLite database has several names/)]);
    }
    expect((await timedOrder(first.url)).status).toBe(201);
  },
);

promiseByHand(65, { title: 'of two servers, after the lock file was removed, one stops by itself', on }, async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const env = { ...productionEnvironment, DATABASE_URL: url, STOP_DELAY_MS: '0' };
  const first = await startServer('main', folder, env);
  rmSync(`${url.replace('file:', '')}-serving`);
  const second = await startServer('main', folder, env);

  const { code, stdout } = await first.finished;

  expect([code, stdout]).toEqual([1, expect.stringContaining(REFUSED)]);
  expect((await timedOrder(second.url)).status).toBe(201);
});

promiseByHand(65, { title: 'a server whose lock file was removed takes it again and goes on', on }, async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const env = { ...productionEnvironment, DATABASE_URL: url };
  const lock = `${url.replace('file:', '')}-serving`;
  const first = await startServer('main', folder, env);
  rmSync(lock);

  await expect.poll(() => existsSync(lock), { timeout: 20_000, interval: 100 }).toBe(true);

  const { code, stderr } = await runProgram('main', folder, { ...env, PORT: '0' });
  expect([code, stderr.trim()]).toEqual([1, REFUSED]);
  expect((await timedOrder(first.url)).status).toBe(201);
});
