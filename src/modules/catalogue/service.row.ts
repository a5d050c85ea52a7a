import { type Columns, columnsOf } from '../../db/statements/columns.js';
import type { Row } from '../../db/statements/reader.js';
import { minor, text, textOrNull, time, whole } from '../../db/statements/values.js';
import type { Service, ServiceStatus, ServiceUnit } from '../../generated/sqlite/client.js';

// A service as its table holds it: each column once. What is read of it by hand is a list of these fields.

export const serviceColumns = {
  id: 'id',
  name: 'name',
  category: 'category',
  priceMinor: 'price_minor',
  unit: 'unit',
  quantityDecimals: 'quantity_decimals',
  duration: 'duration',
  status: 'status',
  usageCount: 'usage_count',
  createdAt: 'created_at',
} as const satisfies Partial<Columns<keyof Service>>;

/** What prices a line of an order. */
const PRICING = [
  'id',
  'name',
  'category',
  'priceMinor',
  'unit',
  'quantityDecimals',
] as const satisfies (keyof Service)[];

/** What lists show. */
const SHOWN = [...PRICING, 'duration', 'status', 'usageCount', 'createdAt'] as const satisfies (keyof Service)[];

export type PricedService = Pick<Service, (typeof PRICING)[number]>;
export type ShownService = Pick<Service, (typeof SHOWN)[number]>;

export const pricingColumns = columnsOf(serviceColumns, PRICING);
export const shownColumns = columnsOf(serviceColumns, SHOWN);

/** What `pricingColumns` hold. */
export function pricedFrom(row: Row) {
  return {
    id: text(row['id']),
    name: text(row['name']),
    category: textOrNull(row['category']),
    priceMinor: minor(row['price_minor']),
    unit: row['unit'] as ServiceUnit,
    quantityDecimals: whole(row['quantity_decimals']),
  } satisfies PricedService;
}

/** What `shownColumns` hold. */
export function serviceFrom(row: Row) {
  return {
    ...pricedFrom(row),
    duration: textOrNull(row['duration']),
    status: row['status'] as ServiceStatus,
    usageCount: whole(row['usage_count']),
    createdAt: time(row['created_at']),
  } satisfies ShownService;
}
