import type { OrderStatus } from '../../generated/sqlite/client.js';
import { AT_STORE_STATUSES, finalStatuses, statusLabels } from './order-status.js';

/** What an order must be like for a change; in an open transit batch only where that is said. */
export type EditRule = { statuses: readonly OrderStatus[]; inBatch: boolean };

const allStatuses = Object.keys(statusLabels) as OrderStatus[];
const without = (statuses: readonly OrderStatus[], others: readonly OrderStatus[]) =>
  statuses.filter((status) => !others.includes(status));

/**
 * Who may change an order when: its services, which means pieces and money, and its texts, which are names, dates, instructions and
 * notes on lines. The only place that knows.
 */
export const editRules = {
  owner: {
    services: { statuses: ['AT_STORE'], inBatch: false },
    texts: { statuses: without(allStatuses, finalStatuses), inBatch: true },
  },
  employee: {
    services: { statuses: ['AT_STORE', 'PROCESSING_AT_STORE', 'QUALITY_CHECK_AT_STORE'], inBatch: false },
    texts: { statuses: AT_STORE_STATUSES, inBatch: true },
  },
  admin: {
    services: { statuses: without(allStatuses, ['OUT_FOR_DELIVERY', ...finalStatuses]), inBatch: false },
    texts: { statuses: allStatuses, inBatch: true },
  },
} as const satisfies Record<string, { services: EditRule; texts: EditRule }>;

export type Editor = keyof typeof editRules;
