import type { Service } from '../../generated/sqlite/client.js';
import { toMajor } from '../../shared/money.js';

export function serviceView(row: Omit<Service, 'createdAt' | 'updatedAt' | 'deletedAt'>) {
  return {
    id: row.id,
    name: row.name,
    price: toMajor(row.priceMinor),
    duration: row.duration,
    status: statusWord[row.status],
    usage_count: row.usageCount,
    category: row.category,
  };
}

/** What the wire calls a row's status. */
export const statusWord = { ACTIVE: 'Active', INACTIVE: 'Inactive' } as const;

/** What a status of the wire is called in a row. */
export const storedStatus = { Active: 'ACTIVE', Inactive: 'INACTIVE' } as const;
