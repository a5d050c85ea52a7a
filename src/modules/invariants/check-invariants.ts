import type { Db, Tx } from '../../db/client.js';
import { findWrongTotals } from '../totals/index.js';
import { batchViolations } from './batch-checks.js';
import { findDanglingReferences } from './dangling-references.sql.js';
import { deliveryViolations } from './delivery-checks.js';
import { eventViolations } from './event-checks.js';
import { eachBatch, eachOrder, type OrderFacts, oldestEventAt } from './facts.js';
import { orderViolations } from './order-checks.js';
import { findHauntedCustomers, findUnnormalisedEmails } from './person-checks.js';
import { timelineViolations } from './timeline-checks.js';
import { travelViolations } from './travel-checks.js';
import { findMiscountedServices } from './usage-checks.js';

/**
 * What must be true of the data whatever happened, checked row by row: a sentence for everything that is not. The database is
 * read piece by piece while others may write, so a finding counts only when a second look finds it again.
 */
export async function checkInvariants(db: Db | Tx): Promise<string[]> {
  const found = await look(db);
  if (found.length === 0) return [];
  const again = new Set(await look(db));
  return found.filter((violation) => again.has(violation));
}

async function look(db: Db | Tx): Promise<string[]> {
  const dangling = await findDanglingReferences(db);
  // Rows that lead nowhere cannot be read with what they refer to.
  if (dangling.length > 0) return dangling;
  const found: string[] = [];
  const keptSince = (await oldestEventAt(db)) ?? new Date();
  const eventChecks = (order: OrderFacts) => eventViolations(order, keptSince);
  for await (const order of eachOrder(db)) {
    const checks = [orderViolations, travelViolations, timelineViolations, deliveryViolations, eventChecks];
    for (const check of checks) found.push(...check(order).map((problem) => `order ${order.id}: ${problem}`));
  }
  for await (const batch of eachBatch(db)) {
    found.push(...batchViolations(batch).map((problem) => `batch ${batch.transitId}: ${problem}`));
  }
  return [
    ...found,
    ...(await findMiscountedServices(db)),
    ...(await findWrongTotals(db)),
    ...(await findUnnormalisedEmails(db)),
    ...(await findHauntedCustomers(db)),
  ];
}
