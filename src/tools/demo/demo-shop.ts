import type { Deps } from '../../deps.js';
import type { Actor } from '../../modules/identity/index.js';
import { businessDays } from '../../shared/business-day.js';
import { type Agenda, createAgenda } from './agenda.js';
import type { DemoPerson } from './demo-people.js';
import type { SeededRandom } from './seeded-random.js';

const HOUR = 3_600_000;

/** The demo shop while its sixty days are being played: who works there, where the orders are, and what comes next. */
export type DemoShop = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'currency' | 'country' | 'barcodes' | 'passwords'>;
  random: SeededRandom;
  agenda: Agenda;
  admin: Actor;
  employee: Actor;
  drivers: Extract<Actor, { type: 'worker' }>[];
  people: DemoPerson[];
  /** Orders waiting at the store for a batch to the factory, and at the factory for one back. */
  atStore: Set<string>;
  cleaned: Set<string>;
  addresses: Map<string, string>;
  timeZone: string;
  /** An hour of the clock, `13.5` for half past one, of a day of the shop; day 0 is the last one. */
  time(day: number, hour: number): number;
};

export type StaffedShop = Omit<DemoShop, 'agenda' | 'atStore' | 'cleaned' | 'addresses' | 'timeZone' | 'time'>;

/** `lastDay` is a day number of `businessDays`. */
export function openDemoShop(staffed: StaffedShop, timeZone: string, lastDay: number): DemoShop {
  const days = businessDays(timeZone);
  return {
    ...staffed,
    agenda: createAgenda(),
    atStore: new Set(),
    cleaned: new Set(),
    addresses: new Map(),
    timeZone,
    time: (day, hour) => days.startOf(lastDay + day).getTime() + Math.round(hour * HOUR),
  };
}
