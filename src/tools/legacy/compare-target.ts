import type { Db, Tx } from '../../db/client.js';
import type { ImportPlan } from './plan-import.js';

/** How the audit log names an imported record; its entry is what tells one from a record that only has the same id. */
export const importedEntities = {
  services: 'service',
  customers: 'customer',
  workers: 'worker',
  orders: 'order',
  batches: 'transit-batch',
  deliveries: 'delivery',
  tracks: 'track',
} as const;

export type PlannedKind = keyof typeof importedEntities;

export const plannedKinds = Object.keys(importedEntities) as PlannedKind[];

export const importedAction = (entity: string) => `${entity}.imported`;

export type Comparison = { isThere: boolean; seeded: { services: string[]; workers: number[] } };

const AT_A_TIME = 1_000;
const MOST_NAMED = 10;

/**
 * Whether the target holds this very file's records already. Throws one sentence when it holds some of them and not the rest, or
 * other data under the same ids or e-mails. What a first start seeds, and nobody has used since, is in nobody's way: it is answered.
 */
export async function compareTarget(tx: Db | Tx, plan: ImportPlan): Promise<Comparison> {
  const counts = { there: 0, missing: [] as string[], others: [] as string[] };
  const seeded = await findSeeds(tx);
  for (const kind of plannedKinds) {
    const entity = importedEntities[kind];
    const ids = plan[kind].map(({ id }) => String(id));
    const stored = await storedIds(tx, kind, ids);
    const imported = await importedIds(tx, entity, ids);
    const isSeed = (id: string) =>
      (kind === 'services' && seeded.services.includes(id)) ||
      (kind === 'workers' && seeded.workers.includes(Number(id)));
    for (const id of ids) {
      if (imported.has(id)) counts.there += 1;
      else if (stored.has(id) && !isSeed(id)) counts.others.push(`${entity} ${id}`);
      else counts.missing.push(`${entity} ${id}`);
    }
  }
  if (counts.there === 0) counts.others.push(...(await sameAddresses(tx, plan, seeded.workers)));
  if (counts.others.length > 0) {
    throw new Error(
      `the database has other data under the same ids or e-mails: ${some(counts.others)}; import into an empty one`,
    );
  }
  if (counts.there > 0 && counts.missing.length > 0) {
    throw new Error(
      `the file was imported before and has more now: ${some(counts.missing)}; the older server went on working, import into an empty database`,
    );
  }
  return { isThere: counts.there > 0, seeded };
}

function some(names: string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

async function storedIds(tx: Db | Tx, kind: PlannedKind, ids: string[]): Promise<Set<string>> {
  const find = {
    services: (some: string[]) => tx.service.findMany({ where: { id: { in: some } }, select: { id: true } }),
    orders: (some: string[]) => tx.order.findMany({ where: { id: { in: some } }, select: { id: true } }),
    customers: (some: string[]) =>
      tx.customer.findMany({ where: { id: { in: some.map(Number) } }, select: { id: true } }),
    workers: (some: string[]) => tx.worker.findMany({ where: { id: { in: some.map(Number) } }, select: { id: true } }),
    batches: (some: string[]) =>
      tx.transitBatch.findMany({ where: { id: { in: some.map(Number) } }, select: { id: true } }),
    deliveries: (some: string[]) =>
      tx.delivery.findMany({ where: { id: { in: some.map(Number) } }, select: { id: true } }),
    tracks: (some: string[]) => tx.track.findMany({ where: { id: { in: some.map(Number) } }, select: { id: true } }),
  } satisfies Record<PlannedKind, (some: string[]) => Promise<{ id: string | number }[]>>;
  return collect(ids, async (some) => (await find[kind](some)).map(({ id }) => String(id)));
}

function importedIds(tx: Db | Tx, entity: string, ids: string[]): Promise<Set<string>> {
  return collect(ids, async (some) => {
    const where = { entity, entityId: { in: some }, action: importedAction(entity) };
    return (await tx.auditEntry.findMany({ where, select: { entityId: true } })).map(({ entityId }) => entityId);
  });
}

/** The services and the employee of a first start, as long as no person has done anything with them. */
async function findSeeds(tx: Db | Tx): Promise<Comparison['seeded']> {
  const services = await tx.service.findMany({ where: { usageCount: 0 }, select: { id: true } });
  const unused = { email: 'emp@emp.com', deliveries: { none: {} }, tracks: { none: {} } };
  const workers = await tx.worker.findMany({ where: unused, select: { id: true } });
  const touched = await tx.auditEntry.findMany({
    where: {
      OR: [
        { entity: 'service', entityId: { in: services.map(({ id }) => id) } },
        { entity: 'worker', entityId: { in: workers.map(({ id }) => String(id)) } },
        { actor: { in: workers.map(({ id }) => `employee:${id}`) } },
      ],
    },
    select: { entity: true, entityId: true, actor: true },
  });
  const isTouched = (entity: string, id: string | number) =>
    touched.some(
      (entry) => (entry.entity === entity && entry.entityId === String(id)) || entry.actor === `employee:${id}`,
    );
  return {
    services: services.map(({ id }) => id).filter((id) => !isTouched('service', id)),
    workers: workers.map(({ id }) => id).filter((id) => !isTouched('worker', id)),
  };
}

async function sameAddresses(tx: Db | Tx, plan: ImportPlan, seededWorkers: number[]): Promise<string[]> {
  const customers = await collect(
    plan.customers.flatMap(({ email }) => email ?? []),
    async (some) =>
      (await tx.customer.findMany({ where: { loginEmail: { in: some } }, select: { id: true } })).map(
        ({ id }) => `customer ${id}`,
      ),
  );
  const workers = await collect(
    plan.workers.flatMap(({ email }) => email ?? []),
    async (some) =>
      (
        await tx.worker.findMany({ where: { email: { in: some }, id: { notIn: seededWorkers } }, select: { id: true } })
      ).map(({ id }) => `worker ${id}`),
  );
  const batches = await collect(
    plan.batches.map(({ transitId }) => transitId),
    async (some) =>
      (await tx.transitBatch.findMany({ where: { transitId: { in: some } }, select: { id: true } })).map(
        ({ id }) => `transit-batch ${id}`,
      ),
  );
  return [...customers, ...workers, ...batches];
}

async function collect(all: string[], find: (some: string[]) => Promise<string[]>): Promise<Set<string>> {
  const found = new Set<string>();
  for (let start = 0; start < all.length; start += AT_A_TIME) {
    for (const id of await find(all.slice(start, start + AT_A_TIME))) found.add(id);
  }
  return found;
}
