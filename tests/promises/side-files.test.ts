import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const png = (server: PromiseServer, id: string) => server.http.get(`/api/orders/${id}/barcode.png`);

async function expectLabel(server: PromiseServer, id: string): Promise<void> {
  const { status, headers, body } = await png(server, id);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('image/png');
  expect((body as Buffer).subarray(1, 4).toString()).toBe('PNG');
}

promise(
  69,
  { title: 'labels come back after their folder was deleted, also while it is', own: true },
  async (server) => {
    const folder = join(server.folder, 'barcodes');
    const { order } = await anOrder(server);
    await expect.poll(() => existsSync(join(folder, `${order.id}.png`)), { timeout: 20_000 }).toBe(true);

    rmSync(folder, { recursive: true });
    await expectLabel(server, order.id);
    rmSync(folder, { recursive: true, force: true });
    const { order: second } = await anOrder(server);
    await expectLabel(server, second.id);
  },
);

promise(
  69,
  { title: 'where nothing can be written orders are made once, and labels on demand', own: true },
  async (server, { figure }) => {
    const folder = join(server.folder, 'barcodes');
    // A file where the folder should be stops root too.
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'not a folder');
    const orders = [];
    for (let count = 0; count < 5; count += 1) orders.push((await anOrder(server)).order.id as string);

    for (const id of orders) await expectLabel(server, id);
    const stored = await server.select('SELECT id FROM orders');
    expect(stored.map(({ id }) => id).sort()).toEqual([...orders].sort());
    expect(server.log().filter(({ level }) => level >= 50)).toEqual([]);
    figure('orders', orders.length);
  },
);
