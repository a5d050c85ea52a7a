import type { BatchStatus, OrderStatus } from '../../generated/sqlite/client.js';

/** Statuses as a statement spells them: they come from our own lists, never from a caller. */
export function listOf(statuses: readonly (OrderStatus | BatchStatus)[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}
