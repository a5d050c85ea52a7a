import type { BatchFacts } from './facts.js';

/** What is wrong with a batch's own record: it lists orders, as many as it says, and its times are those of its state. */
export function batchViolations(batch: BatchFacts): string[] {
  const { status, initiatedAt, arrivedAt, completedAt, cancelledAt } = batch;
  const problems: string[] = [];
  if (batch._count.entries === 0) problems.push('lists no orders');
  if (batch._count.entries !== batch.orderCount) problems.push('its order count is not that of its list');
  const times = [
    ['initiatedAt', initiatedAt, ['IN_TRANSIT', 'ARRIVED', 'COMPLETED']],
    ['arrivedAt', arrivedAt, ['ARRIVED', 'COMPLETED']],
    ['completedAt', completedAt, ['COMPLETED']],
    ['cancelledAt', cancelledAt, ['CANCELLED']],
  ] as const;
  for (const [name, time, states] of times) {
    const isDue = (states as readonly string[]).includes(status);
    if ((time !== null) !== isDue) problems.push(`is ${status} and ${name} is ${isDue ? 'not set' : 'set'}`);
  }
  return problems;
}
