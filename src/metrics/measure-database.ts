import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DbMeter, PoolCounts } from '../db/db-meter.js';

/** The database's part of the metrics: the pool of PostgreSQL, the write lock of SQLite, and transactions that had to be run again. */
export function measureDatabase(registry: Registry): DbMeter {
  const retries = new Counter({
    name: 'fabclean_write_conflicts_retried_total',
    help: 'Transactions run again because they met another one',
    registers: [registry],
  });
  const gateWaits = new Histogram({
    name: 'fabclean_sqlite_gate_wait_seconds',
    help: 'Time a statement or transaction waited for its turn on the one connection of SQLite',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    lockWaited: (seconds) => gateWaits.observe(seconds),
    retried: () => retries.inc(),
    poolMade: (counts) => measurePool(registry, counts),
  };
}

function measurePool(registry: Registry, counts: () => PoolCounts): void {
  new Gauge({
    name: 'fabclean_postgresql_connections',
    help: 'Connections of this process to PostgreSQL: busy, idle, and requests waiting for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = counts();
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
}
