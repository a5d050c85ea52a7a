import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';

const OUTSIDE = [
  '../fabclean.db',
  '..%2ffabclean.db',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5cetc%5cpasswd',
  '....//....//etc/passwd',
  '%252e%252e%252fetc%252fpasswd',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'aaaaaaaa%00',
  '%00',
  '..',
  '.',
  '~',
  'con',
  'file:%2f%2f%2fetc%2fpasswd',
  '..%c0%af..%c0%afetc%c0%afpasswd',
  'aaaaaaaa/../../fabclean',
];
const routes = OUTSIDE.flatMap((name) => [
  `/qr/${name}.png`,
  `/api/orders/${name}/barcode.png`,
  `/api/orders/${name}/barcode.svg`,
]);

async function tryAll(server: PromiseServer): Promise<void> {
  for (const path of routes) {
    const answer = await sendRaw(server, rawRequest('GET', path));
    expect([400, 401, 404], path).toContain(answer.status);
    expect(JSON.stringify(answer.body), path).not.toMatch(/root:|SQLite format/);
  }
}

promise(41, { title: 'no name leads to a file, and pictures run nothing' }, async (server, { figure }) => {
  const { order } = await anOrder(server);
  const files = () => readdirSync(server.folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const [path, type] of [
    [`/api/orders/${order.id}/barcode.png`, 'image/png'],
    [`/api/orders/${order.id}/barcode.svg`, 'image/svg+xml'],
    [`/qr/${order.id}.png`, 'image/png'],
  ] as const) {
    const { headers } = await server.http.get(path);
    expect(headers['content-type']).toMatch(type);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  const before = files();

  await tryAll(server);

  figure('paths', routes.length);
  expect(files()).toEqual(before);
});

promise(
  41,
  { title: 'strace sees no file opened outside', own: true, long: true },
  async (server, { skip, figure }) => {
    if (!existsSync('/usr/bin/strace')) skip('strace is not installed');
    // Threads and modules are loaded before, so that what is opened from here on is opened for a request.
    const { order } = await anOrder(server);
    for (const kind of ['png', 'svg']) await server.http.get(`/api/orders/${order.id}/barcode.${kind}`);
    const log = join(dirname(server.folder), `strace-${server.pid}.txt`);
    const strace = spawn('strace', [
      '-f',
      '-e',
      'trace=open,openat,creat,unlink,rename',
      '-o',
      log,
      '-p',
      String(server.pid),
    ]);
    const ended = new Promise((resolve) => strace.once('close', resolve));
    await sleep(1_500);

    const { order: another } = await anOrder(server);
    expect((await server.http.get(`/api/orders/${another.id}/barcode.png`)).status).toBe(200);
    await tryAll(server);

    strace.kill('SIGINT');
    await ended;
    const opened = readFileSync(log, 'utf8')
      .split('\n')
      .map((line) => /"([^"]+)"/.exec(line)?.[1])
      .filter((path) => path !== undefined);
    const product = fileURLToPath(new URL('../..', import.meta.url));
    const ours = (path: string) =>
      [server.folder, product, '/proc', '/sys', '/dev'].some((start) => path.startsWith(start));
    const modules = (path: string) => path.includes('/node_modules/') || path.includes('/dist/');
    figure('files seen', opened.length);
    // A picture is drawn in memory: no file has the name of an order.
    expect(opened.filter((path) => path.includes(another.id))).toEqual([]);
    expect(opened.filter((path) => /\.(png|svg)$/.test(path))).toEqual([]);
    expect(opened.filter((path) => !ours(path) && !modules(path))).toEqual([]);
  },
);
