import { Counter, Gauge, type Registry } from 'prom-client';
import type { Removed } from '../retention/retention.js';

/** What was deleted for being expired, and when that was last looked after. */
export function measureRetention(registry: Registry): (removed: Removed) => void {
  const rows = new Counter({
    name: 'fabclean_expired_rows_removed_total',
    help: 'Rows deleted because their time was over, by table',
    labelNames: ['table'],
    registers: [registry],
  });
  const last = new Gauge({
    name: 'fabclean_retention_last_run_timestamp_seconds',
    help: 'When this process last removed expired rows; 0 when it has not yet, or others did',
    registers: [registry],
  });
  return (removed) => {
    for (const [table, count] of Object.entries(removed)) rows.inc({ table }, count);
    last.setToCurrentTime();
  };
}
