import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const label = (server: PromiseServer, id: string, kind: 'png' | 'svg') =>
  server.http.get(`/api/orders/${id}/barcode.${kind}`);

async function expectLabels(server: PromiseServer, code: string): Promise<void> {
  const [png, svg] = [await label(server, code, 'png'), await label(server, code, 'svg')];
  expect([png.status, svg.status]).toEqual([200, 200]);
  expect([png.headers['content-type'], svg.headers['content-type']]).toEqual(['image/png', 'image/svg+xml']);
  expect((png.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
}

promise(69, { title: 'orders and their labels leave no file beside the database', own: true }, async (server) => {
  const files = () =>
    readdirSync(server.folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/\.db(-\w+)?$/.test(name));
  const before = files();

  for (let count = 0; count < 5; count += 1) {
    const { order } = await anOrder(server);
    await expectLabels(server, order.id);
    await expectLabels(server, `${order.id}-1`);
  }

  expect(files()).toEqual(before);
});

promise(
  69,
  {
    title: 'where nothing can be written beside the database orders are made once, with their labels',
    own: true,
    // A file where the folder of pictures once was stops root too.
    env: { BARCODE_DIR: '/dev/null/barcodes' },
  },
  async (server, { figure }) => {
    writeFileSync(join(server.folder, 'barcodes'), 'not a folder');
    const orders = [];
    for (let count = 0; count < 5; count += 1) orders.push((await anOrder(server)).order.id as string);

    for (const id of orders) await expectLabels(server, id);
    const stored = await server.select('SELECT id FROM orders');
    expect(stored.map(({ id }) => id).sort()).toEqual([...orders].sort());
    expect(server.log().filter(({ level }) => level >= 50)).toEqual([]);
    expect(server.log().filter(({ msg }) => /^BARCODE_DIR is not used/.test(String(msg)))).toHaveLength(1);
    figure('orders', orders.length);
  },
);
