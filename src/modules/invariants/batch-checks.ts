import type { BatchFacts } from './facts.js';

/** What is wrong with a batch's own record: it lists orders, as many that have not left it as it says, and its times are those of its state. */
export function batchViolations(batch: BatchFacts): string[] {
  const { status, initiatedAt, arrivedAt, completedAt, cancelledAt } = batch;
  const problems: string[] = [];
  const inside = batch.entries.filter(({ leftAs }) => leftAs === null).length;
  // A moving batch may have lost all its orders; what they were it still lists.
  if (batch.entries.length === 0) problems.push('lists no orders');
  if (inside === 0 && (status === 'PENDING' || status === 'CANCELLED')) problems.push('is left by all its orders');
  if (inside !== batch.orderCount) problems.push('its order count is not that of its list');
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
