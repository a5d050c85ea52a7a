import type { Db, Tx } from '../../db/client.js';

/** Services whose counter is not the number of order lines that name them. */
export async function findMiscountedServices(db: Db | Tx): Promise<string[]> {
  const services = await db.service.findMany({ select: { id: true, usageCount: true }, orderBy: { id: 'asc' } });
  const lines = await db.orderLine.groupBy({ by: ['serviceId'], _count: { _all: true } });
  const counted = new Map(lines.map((group) => [group.serviceId, group._count._all]));
  return services
    .map(({ id, usageCount }) => ({ id, surplus: usageCount - (counted.get(id) ?? 0) }))
    .filter(({ surplus }) => surplus !== 0)
    .map(({ id, surplus }) => `service ${id}: usage_count is off by ${surplus} from the lines that name it`);
}
