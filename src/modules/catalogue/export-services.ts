import type { Db } from '../../db/client.js';
import { toDecimal } from '../../shared/money.js';
import { type Position, pagesOf } from '../../shared/page.js';
import { behind, type ServiceFilter, whereOf } from './list-services.js';
import { statusWord } from './service.view.js';
import { wireUnits } from './service-unit.js';

export const serviceColumns = [
  'id',
  'name',
  'price',
  'duration',
  'category',
  'status',
  'usage_count',
  'unit',
  'quantityDecimals',
] as const;

/** The catalogue as staff see it, newest first. */
export async function* exportServices(db: Db, { currency }: { currency: string }, filter: ServiceFilter) {
  const pages = pagesOf(
    (after: Position<string> | undefined, take) =>
      db.service.findMany({
        where: { AND: [whereOf(filter), after ? behind(after) : {}] },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take,
      }),
    (row) => ({ at: row.createdAt, id: row.id }),
  );
  for await (const page of pages) {
    yield page.map((row) => ({
      id: row.id,
      name: row.name,
      price: toDecimal(row.priceMinor, currency),
      duration: row.duration,
      category: row.category,
      unit: wireUnits[row.unit],
      quantityDecimals: row.quantityDecimals,
      status: statusWord[row.status],
      usage_count: row.usageCount,
    }));
  }
}
