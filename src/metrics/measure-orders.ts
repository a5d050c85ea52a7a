import { Gauge, type Registry } from 'prom-client';
import type { OpenOrders } from '../modules/orders/index.js';

/** However often and by however many it is scraped, the orders are counted no more often. */
const COUNT_EVERY_MS = 30_000;

/**
 * How many orders are in hand, by status. Those that have come to their end are left out: their number only grows, and with it the
 * work of counting them. While the database is away the figures are missing, and the other metrics are not.
 */
export function measureOrders(registry: Registry, count: () => Promise<OpenOrders>): void {
  let last: { at: number; counted: Promise<OpenOrders | null> } | undefined;
  new Gauge({
    name: 'fabclean_orders_open',
    help: 'Orders neither delivered nor cancelled, by status; counted every 30 seconds at most',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      const now = performance.now();
      if (!last || now - last.at > COUNT_EVERY_MS) last = { at: now, counted: count().catch(() => null) };
      const counted = await last.counted;
      this.reset();
      for (const [status, orders] of Object.entries(counted ?? {})) this.set({ status }, orders);
    },
  });
}
