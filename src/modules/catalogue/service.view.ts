import type { Service } from '../../generated/sqlite/client.js';
import { toMajor } from '../../shared/money.js';
import { wireUnits } from './service-unit.js';

type ServiceRow = Pick<
  Service,
  'id' | 'name' | 'priceMinor' | 'duration' | 'status' | 'usageCount' | 'category' | 'unit' | 'quantityDecimals'
>;

export function serviceView(row: ServiceRow, currency: string) {
  return {
    id: row.id,
    name: row.name,
    price: toMajor(row.priceMinor, currency),
    duration: row.duration,
    status: statusWord[row.status],
    usage_count: row.usageCount,
    category: row.category,
    unit: wireUnits[row.unit],
    quantityDecimals: row.quantityDecimals,
  };
}

/** What the wire calls a row's status. */
export const statusWord = { ACTIVE: 'Active', INACTIVE: 'Inactive' } as const;

/** What a status of the wire is called in a row. */
export const storedStatus = { Active: 'ACTIVE', Inactive: 'INACTIVE' } as const;
