import type { Db } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { readTotals } from '../totals/index.js';
import { isFinal, statusLabels } from './order-status.js';

export type OpenOrders = Partial<Record<OrderStatus, number>>;

const openStatuses = (Object.keys(statusLabels) as OrderStatus[]).filter((status) => !isFinal(status));

/** How many orders stand at each status but the last ones, also where there are none; from sums that are kept. */
export async function countOpenOrders(db: Db): Promise<OpenOrders> {
  const totals = await readTotals(db, 'orders', { parts: openStatuses });
  const counted = new Map(totals.map(({ part, counted }) => [part, counted]));
  return Object.fromEntries(openStatuses.map((status) => [status, counted.get(status) ?? 0]));
}
