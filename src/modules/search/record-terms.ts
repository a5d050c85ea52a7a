import { type Findable, termsOf } from './terms.js';

const said = { name: true, email: true, phone: true, address: true } as const;

/** What a customer is found by: the record, and what was merged into it. */
export const recordSelect = { id: true, ...said, merged: { select: said } } as const;

/** The terms of a record with what was merged into it. */
export function termsOfRecord({ merged, ...record }: Findable & { merged: Findable[] }): Set<string> {
  return new Set([record, ...merged].flatMap((person) => [...termsOf(person)]));
}
