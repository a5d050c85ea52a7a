import { expect } from 'vitest';
import { type AcknowledgedOrder, writeUntilGone } from '../support/load.js';
import { type Ledger, readLedger } from '../support/order-ledger.js';
import { type PromiseContext, promiseByHand } from '../support/promises/promise.js';
import { type Provider, seededDatabase, select } from '../support/raw-database.js';
import { productionEnvironment, type ServerProcess, startServer } from '../support/server-process.js';

const WRITERS = 12;

async function survivesKills(provider: Provider, rounds: number, figure: PromiseContext['figure']): Promise<void> {
  const { url, folder } = await seededDatabase(provider);
  const environment = { ...productionEnvironment, TRUST_PROXY: '1', DATABASE_URL: url };
  const acknowledged = new Map<string, AcknowledgedOrder>();
  const lost = new Set<string>();

  let server = await startServer('main', folder, environment);
  for (let round = 1; round <= rounds; round += 1) {
    const before = acknowledged.size;
    await killUnderLoad(server, (order) => acknowledged.set(order.id, order));
    server = await startServer('main', folder, environment);

    const { stored, wrong } = await readLedger(url);
    expect(acknowledged.size).toBeGreaterThan(before);
    expect(wrong).toEqual({});
    if (provider === 'sqlite') await expectSoundFile(url);
    for (const order of acknowledged.values()) if (!isStored(order, stored)) lost.add(order.id);
  }
  await server.stop();

  figure('rounds', rounds);
  figure('acknowledged', acknowledged.size);
  figure('lost', lost.size);
  expect([...lost]).toEqual([]);
}

const TITLE = 'kill -9 under load loses no acknowledged order and leaves no half one';
promiseByHand(62, { title: TITLE, timeout: 120_000 }, (on, { figure }) => survivesKills(on, 5, figure));
promiseByHand(62, { title: `${TITLE}, many times`, long: true, timeout: 1_200_000 }, (on, { figure, scaled }) =>
  survivesKills(on, scaled(50), figure),
);

/**
 * Kills after some acknowledged orders and some milliseconds more, both different each time: the writers keep in step with each
 * other, so that a kill right at an answer would only ever meet the moment between two orders.
 */
async function killUnderLoad(server: ServerProcess, acknowledge: (order: AcknowledgedOrder) => void): Promise<void> {
  let left = 1 + Math.floor(Math.random() * 40);
  await writeUntilGone(server.url, WRITERS, (order) => {
    acknowledge(order);
    left -= 1;
    if (left === 0) setTimeout(() => server.signal('SIGKILL'), Math.random() * 60);
  });
  expect((await server.finished).signal).toBe('SIGKILL');
}

function isStored(order: AcknowledgedOrder, stored: Ledger['stored']): boolean {
  const row = stored.get(order.id);
  const pieces = order.items.reduce((sum, item) => sum + item.quantity, 0);
  return (
    row?.['total'] === Math.round(order.total * 100) && row['pieces'] === pieces && row['email'] === order.customerEmail
  );
}

async function expectSoundFile(url: string): Promise<void> {
  expect(await select(url, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await select(url, 'PRAGMA foreign_key_check')).toEqual([]);
}
