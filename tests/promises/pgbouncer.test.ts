import { expect } from 'vitest';
import { readLedger } from '../support/order-ledger.js';
import { findPgBouncer, startPgBouncer } from '../support/pgbouncer.js';
import { promiseByHand } from '../support/promises/promise.js';
import { emptyDatabase } from '../support/raw-database.js';
import { productionEnvironment, startServer } from '../support/server-process.js';
import { statuses, timed, timedOrder } from '../support/timed-call.js';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

promiseByHand(
  80,
  { title: 'two servers share three connections through PgBouncer in transaction mode', on: ['postgresql'] },
  async (_on, { figure, skip }) => {
    const program = findPgBouncer();
    if (!program) return skip('no pgbouncer on this machine');
    const { url, folder } = await emptyDatabase('postgresql');
    const pooled = await startPgBouncer(program, url, 3);
    const env = {
      ...productionEnvironment,
      TRUST_PROXY: '1',
      DATABASE_URL: pooled,
      DATABASE_DIRECT_URL: url,
      DATABASE_POOLER: 'transaction',
      DATABASE_TIMEOUT_MS: '20000',
    };
    // Both migrate and seed the empty database, at once.
    const servers = await Promise.all([1, 2].map(() => startServer('commands/start', folder, env)));
    const urlOf = (n: number) => servers[n % 2]?.url ?? '';

    const orders = await Promise.all(times(60).map((n) => timedOrder(urlOf(n))));
    const reads = await Promise.all(times(60).map((n) => timed(`${urlOf(n)}/api/services`)));
    const wrongLogIns = await Promise.all(
      times(4).map((n) =>
        timed(`${urlOf(n)}/admin/login`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ username: 'admin', password: n < 2 ? productionEnvironment.ADMIN_PASSWORD : 'wrong' }),
        }),
      ),
    );

    figure('orders', orders.length);
    const errors = servers.flatMap((server) =>
      server
        .stdout()
        .split('\n')
        .filter((line) => line.includes('"level":50')),
    );
    expect(statuses(orders), errors[0]).toEqual({ 201: 60 });
    expect(statuses(reads)).toEqual({ 200: 60 });
    expect(wrongLogIns.map(({ status }) => status)).toEqual([200, 200, 401, 401]);
    const { stored, wrong } = await readLedger(url);
    expect(stored.size).toBe(60);
    expect(wrong).toEqual({});
    for (const server of servers) expect((await server.stop()).code).toBe(0);
  },
);
