import type { Minor } from '../../shared/money.js';
import { type Findings, quote } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { amountOf, lineOf, pick } from './read-values.js';

export type PlannedService = {
  id: string;
  name: string;
  category: string | null;
  priceMinor: Minor;
  duration: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  usageCount: number;
  /** Orders name it, and the older catalogue has it no more. */
  isGone: boolean;
};

/** The catalogue with its ids. */
export function planServices({ service }: LegacyData, findings: Findings): Map<string, PlannedService> {
  const planned = new Map<string, PlannedService>();
  for (const row of service) {
    const id = lineOf(row['id']).trim();
    if (id === '' || id.includes(',') || planned.has(id)) {
      findings.add('service', row['id'], 'left out: it has no id of its own');
      continue;
    }
    const price = amountOf(row['price']);
    if (!price)
      findings.add(
        'service',
        id,
        `its price ${quote(row['price'])} is no amount such as 90.50: it comes inactive, at 0`,
      );
    else if (!price.exact) findings.add('service', id, 'its price was rounded to two decimals');
    const isActive = price !== null && lineOf(pick(row, 'status')).trim().toLowerCase() !== 'inactive';
    planned.set(id, {
      id,
      name: lineOf(row['name']) || id,
      category: lineOf(pick(row, 'category')) || null,
      priceMinor: price?.minor ?? 0n,
      duration: lineOf(pick(row, 'duration')) || null,
      status: isActive ? 'ACTIVE' : 'INACTIVE',
      usageCount: 0,
      isGone: false,
    });
  }
  return planned;
}

/** The service with this id; one that only old orders know is kept for them, deleted. */
export function serviceOf(planned: Map<string, PlannedService>, id: string, name: string): PlannedService {
  const known = planned.get(id);
  if (known) return known;
  const gone: PlannedService = {
    id,
    name: name || id,
    category: null,
    priceMinor: 0n,
    duration: null,
    status: 'INACTIVE',
    usageCount: 0,
    isGone: true,
  };
  planned.set(id, gone);
  return gone;
}
