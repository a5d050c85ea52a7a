import { figure, markdownTable } from './cells.js';
import type { DatabaseResults } from './results.js';

/** A 50-shop chain: writes a second when it bursts, and polls of a board. */
const CHAIN = { shops: 50, writes: 33, polls: 15 };
const WRITE = 'POST /api/orders, returning customer';
const POLL = 'GET /employee/api/orders (200 waiting)';

/**
 * For how many shops one core of the server is enough at their worst, by the CPU a request takes, which a busy machine changes less
 * than it does the time. Null where the two requests were not measured.
 */
export function capacityTable(databases: DatabaseResults[]): string | null {
  const rows = databases.flatMap(({ database, comparisons }) => {
    const cpuOf = (name: string) =>
      comparisons.find(({ scenario }) => scenario === name)?.medians.product?.cpuMs ?? Number.NaN;
    const [write, poll] = [cpuOf(WRITE), cpuOf(POLL)];
    const share = (CHAIN.writes * write + CHAIN.polls * poll) / 1_000;
    if (!Number.isFinite(share)) return [];
    const percent = `${Math.round(share * 100)} %`;
    return [[database, figure(write), figure(poll), percent, String(Math.floor(CHAIN.shops / share))]];
  });
  const headings = ['database', 'CPU ms, an order', 'CPU ms, a poll', 'of a core, 50 shops', 'shops a core'];
  return rows.length === 0 ? null : markdownTable(headings, rows);
}
