import { expect, test } from 'vitest';
import { type AcknowledgedOrder, writeUntilGone } from '../support/load.js';
import { readLedger } from '../support/order-ledger.js';
import { providers, seededDatabase, select } from '../support/raw-database.js';
import { type ServerProcess, startServer } from '../support/server-process.js';

const ROUNDS = Number(process.env['OUTBOX_ROUNDS'] ?? 3);
const WRITERS = 4;

test.for(providers)(
  'kill -9 of one instance after another leaves every order its event, and every event one place, on %s',
  { timeout: 60_000 + ROUNDS * 20_000 },
  async (provider) => {
    const { url, folder } = await seededDatabase(provider);
    // SQLite serves one process.
    const instances = provider === 'sqlite' ? 1 : 2;
    const start = () => startServer('main', folder, { DATABASE_URL: url, RATE_LIMITS: 'off' });
    const acknowledged = new Set<string>();

    for (let round = 1; round <= ROUNDS; round += 1) {
      const servers = await Promise.all(Array.from({ length: instances }, start));
      await Promise.all(servers.map((server) => killUnderLoad(server, ({ id }) => acknowledged.add(id))));
    }
    const last = await start();
    await expect.poll(() => waiting(url), { timeout: 10_000 }).toBe(0);
    await last.stop();

    expect((await readLedger(url)).wrong).toEqual({});
    const rows = await select(url, 'SELECT id, position, subject, type FROM events ORDER BY position');
    expect(rows.map((row) => row['position'])).toEqual(rows.map((_, index) => index + 1));
    const created = rows.filter((row) => row['type'] === 'order.created').map((row) => row['subject']);
    expect(created).toEqual(expect.arrayContaining([...acknowledged].map((id) => `order:${id}`)));
    process.stdout.write(
      `outbox on ${provider}: ${instances} at once, ${ROUNDS} rounds, ${acknowledged.size} acknowledged, ${rows.length} events\n`,
    );
  },
);

async function killUnderLoad(server: ServerProcess, acknowledge: (order: AcknowledgedOrder) => void): Promise<void> {
  let left = 20 + Math.floor(Math.random() * 40);
  await writeUntilGone(server.url, WRITERS, (order) => {
    acknowledge(order);
    left -= 1;
    if (left === 0) setTimeout(() => server.signal('SIGKILL'), Math.random() * 60);
  });
  expect((await server.finished).signal).toBe('SIGKILL');
}

async function waiting(url: string): Promise<number> {
  const rows = await select(url, 'SELECT id FROM events WHERE position IS NULL');
  return rows.length;
}
