import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { readLedger } from '../support/order-ledger.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { slowest, statuses, type TimedAnswer, timed, timedOrder } from '../support/timed-call.js';

const on = ['sqlite'] as const;
const hasTool = (name: string) =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const idOf = ({ body }: TimedAnswer) => (body as { order: { id: string } }).order.id;
const readiness = async (server: PromiseServer) => (await timed(`${server.url}/readyz`)).status;

/** Orders while the disk fails: none is acknowledged, reads go on, and the server says that it is not ready. */
async function expectRefusals(server: PromiseServer): Promise<TimedAnswer[]> {
  const refused = await Promise.all(times(10).map(() => timedOrder(server.url)));
  expect(statuses(refused)).toEqual({ 503: 10 });
  for (const { retryAfter } of refused) expect(retryAfter).toMatch(/^[1-9]\d*$/);
  await expect.poll(() => readiness(server), { timeout: 10_000 }).toBe(503);
  expect((await timed(`${server.url}/readyz`)).body).toMatchObject({ error: 'The database cannot write to its disk' });
  expect((await timed(`${server.url}/api/services`)).status).toBe(200);
  expect((await timed(`${server.url}/healthz`)).status).toBe(200);
  return refused;
}

async function expectHealed(
  server: PromiseServer,
  acknowledged: string[],
  figure: PromiseContext['figure'],
): Promise<void> {
  const before = performance.now();
  await expect.poll(() => readiness(server), { timeout: 20_000, interval: 50 }).toBe(200);
  figure('healing ms', Math.round(performance.now() - before));
  const after = await Promise.all(times(5).map(() => timedOrder(server.url)));
  expect(statuses(after)).toEqual({ 201: 5 });
  const { stored, wrong } = await readLedger(server.databaseUrl);
  const all = [...acknowledged, ...after.map(idOf)];
  figure('acknowledged', all.length);
  expect(all.filter((id) => !stored.has(id))).toEqual([]);
  expect(wrong).toEqual({});
  expect(await server.select('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}

promise(
  66,
  { title: 'a file that may not grow is 503 for writes and nothing for reads, and heals with the room', on, own: true },
  async (server, { figure, skip }) => {
    if (!hasTool('prlimit')) skip('no prlimit (util-linux) on this machine');
    const acknowledged = (await Promise.all(times(10).map(() => timedOrder(server.url)))).map(idOf);
    const limit = (bytes: number | string) => execFileSync('prlimit', [`--pid=${server.pid}`, `--fsize=${bytes}:`]);

    limit(statSync(`${server.databaseUrl.replace('file:', '')}-wal`).size);
    const refused = await expectRefusals(server);
    limit('unlimited');

    figure('refused', refused.length);
    figure('slowest 503 ms', slowest(refused));
    await expectHealed(server, acknowledged, figure);
  },
);

/** strace on the running server; null where it may not look at other processes. */
async function trace(server: PromiseServer, args: readonly string[]): Promise<{ stop: () => Promise<string> } | null> {
  const path = join(server.folder, `trace-${Date.now()}`);
  const child = spawn('strace', ['-f', '-p', String(server.pid), '-o', path, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  while (!said.join('').includes('attached')) {
    if (child.exitCode !== null) return null;
    await sleep(20);
  }
  return {
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      return readFileSync(path, 'utf8');
    },
  };
}

promise(
  66,
  { title: 'a disk that fails to sync has nothing acknowledged on it, and heals', on, own: true },
  async (server, { figure, skip }) => {
    if (!hasTool('strace')) skip('no strace on this machine');
    const acknowledged = (await Promise.all(times(10).map(() => timedOrder(server.url)))).map(idOf);

    const failing = await trace(server, ['-e', 'inject=fsync,fdatasync:error=EIO', '-e', 'trace=fsync,fdatasync']);
    if (!failing) return skip('strace may not look at other processes here');
    await expectRefusals(server);
    const log = await failing.stop();

    figure('failed syncs', log.split('INJECTED').length - 1);
    expect(log).toContain('INJECTED');
    await expectHealed(server, acknowledged, figure);
  },
);

promise(
  63,
  { title: 'the log is synced to the disk between a request and its 201', on, own: true },
  async (server, { skip }) => {
    if (!hasTool('strace')) skip('no strace on this machine');
    await timedOrder(server.url);
    const watching = await trace(server, [
      '-y',
      '-s',
      '40',
      '-e',
      'trace=read,fsync,fdatasync,write,writev,sendmsg,sendto',
    ]);
    if (!watching) return skip('strace may not look at other processes here');
    const answers = [await timedOrder(server.url), await timedOrder(server.url)];
    const lines = (await watching.stop()).split('\n');

    expect(statuses(answers)).toEqual({ 201: 2 });
    const at = (text: string, from = 0) => lines.findIndex((line, index) => index >= from && line.includes(text));
    let position = 0;
    for (const _answer of answers) {
      const request = at('POST /api/orders', position);
      const sync = lines.findIndex((line, index) => index > request && /\bf(data)?sync\(.*-wal>/.test(line));
      const answer = at('HTTP/1.1 201', request);
      expect(request).toBeGreaterThanOrEqual(position);
      expect(sync).toBeGreaterThan(request);
      expect(answer).toBeGreaterThan(sync);
      position = answer + 1;
    }
  },
);
