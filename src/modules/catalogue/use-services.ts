import type { PlainTx, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { lockServices } from './lock-services.sql.js';
import type { PricedService } from './service.row.js';
import { addUses, findActiveServices } from './use-services.sql.js';

/** The services with these ids, as priced now. Throws `order.unknown_services` unless every one exists and is active. */
export async function getOrderableServices(tx: PlainTx, ids: string[]): Promise<Map<string, PricedService>> {
  const rows = await findActiveServices(tx, ids);
  const found = new Map(rows.map((row) => [row.id, row]));
  refuseUnless(ids.filter((id) => !found.has(id)));
  return found;
}

/**
 * Counts the lines of a new order; `lines` holds how many name each service. Throws `order.unknown_services` when one was withdrawn
 * since it was read.
 */
export async function countUses(tx: PlainTx, lines: Map<string, number>): Promise<void> {
  // One statement holds what it counts; several would not hold all of it in one order.
  const isSeveral = new Set(lines.values()).size > 1;
  if (isSeveral) await lockServices(tx, [...lines.keys()]);
  await count(tx, lines, isSeveral);
}

/**
 * Counts the lines that took the place of `before`. Services may be withdrawn by now, but for those in `offered`: throws
 * `order.unknown_services` when one of these is.
 */
export async function recountUses(
  tx: Tx,
  before: Map<string, number>,
  lines: Map<string, number>,
  offered: readonly string[],
): Promise<void> {
  // All at once: counting after taking back would lock in another order than orders that come in.
  const ids = [...new Set([...before.keys(), ...lines.keys(), ...offered])];
  await lockServices(tx, ids);
  const steps = new Map(ids.map((id) => [id, (lines.get(id) ?? 0) - (before.get(id) ?? 0)]));
  const isOffered = (id: string) => offered.includes(id);
  for (const [step, some] of groupBySteps(new Map([...steps].filter(([id]) => !isOffered(id))))) {
    if (step === 0) continue;
    await tx.service.updateMany({ where: { id: { in: some } }, data: { usageCount: { increment: step } } });
  }
  // Also where the count stays: the statement tells whether they are on offer still.
  await count(tx, new Map([...steps].filter(([id]) => isOffered(id))), true);
}

async function count(tx: PlainTx, lines: Map<string, number>, areHeld: boolean): Promise<void> {
  for (const [step, ids] of groupBySteps(lines)) {
    if ((await addUses(tx, ids, step, areHeld)) !== ids.length) refuseUnless(ids);
  }
}

// Most orders name a service on one line: services that count alike share one statement.
function groupBySteps(lines: Map<string, number>): [number, string[]][] {
  const groups = new Map<number, string[]>();
  for (const [id, step] of lines) groups.set(step, [...(groups.get(step) ?? []), id]);
  return [...groups];
}

function refuseUnless(missing: string[]): void {
  if (missing.length === 0) return;
  throw new AppError('invalid', 'order.unknown_services', 'One or more services are invalid', {
    details: missing.map((id) => ({ path: 'serviceIds', message: `${JSON.stringify(id)} is not an active service` })),
  });
}
