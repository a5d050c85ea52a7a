import { expect, test } from 'vitest';
import { type AcknowledgedOrder, writeUntilGone } from '../support/load.js';
import { type Ledger, readLedger } from '../support/order-ledger.js';
import { providers, seededDatabase, select } from '../support/raw-database.js';
import { type ServerProcess, startServer } from '../support/server-process.js';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20);
const WRITERS = 12;

test.for(providers)(
  'kill -9 under load loses no acknowledged order and leaves no half one on %s',
  { timeout: 60_000 + ROUNDS * 15_000 },
  async (provider) => {
    const { url, folder } = await seededDatabase(provider);
    const environment = { DATABASE_URL: url, RATE_LIMITS: 'off' };
    const acknowledged = new Map<string, AcknowledgedOrder>();
    const lost = new Set<string>();

    let server = await startServer('main', folder, environment);
    for (let round = 1; round <= ROUNDS; round += 1) {
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

    process.stdout.write(
      `kill rounds on ${provider}: ${ROUNDS} rounds, ${acknowledged.size} acknowledged, ${lost.size} lost\n`,
    );
    expect([...lost]).toEqual([]);
  },
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
