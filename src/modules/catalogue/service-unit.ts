import type { ServiceUnit } from '../../generated/sqlite/client.js';

/** What the wire calls the units that a service is priced by. */
export const wireUnits = {
  PIECE: 'piece',
  PAIR: 'pair',
  KILOGRAM: 'kg',
  SQUARE_METRE: 'm2',
} as const satisfies Record<ServiceUnit, string>;

export const units = Object.values(wireUnits);
export type Unit = (typeof units)[number];

/** How the row spells the wire's unit. */
export const rowUnits = Object.fromEntries(Object.entries(wireUnits).map(([row, wire]) => [wire, row])) as Record<
  Unit,
  ServiceUnit
>;

/** Decimals of quantities unless a service says others: grams, and a hundredth of a square metre. */
const usualDecimals: Record<Unit, number> = { piece: 0, pair: 0, kg: 3, m2: 2 };

/** The decimals of a service in this unit: those it says, where its unit is measured. Pieces are whole. */
export function decimalsOf(unit: Unit, given: number | null | undefined): number {
  return isMeasured(rowUnits[unit]) ? (given ?? usualDecimals[unit]) : 0;
}

/** Whether what is ordered is weighed or measured, and not counted: a bag of washing is one piece, whatever it weighs. */
export function isMeasured(unit: ServiceUnit): boolean {
  return unit === 'KILOGRAM' || unit === 'SQUARE_METRE';
}
