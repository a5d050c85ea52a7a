import { randomBytes } from 'node:crypto';
import type { Config } from '../../config.js';
import { createDeps, type Deps } from '../../deps.js';
import { createService } from '../../modules/catalogue/index.js';
import { createCustomer } from '../../modules/customers/index.js';
import type { Actor } from '../../modules/identity/index.js';
import { checkInvariants } from '../../modules/invariants/index.js';
import { businessDays } from '../../shared/business-day.js';
import { readAmount } from '../../shared/money.js';
import { demoServices } from './demo-catalogue.js';
import { type DemoPerson, demoPeople } from './demo-people.js';
import { openDemoShop } from './demo-shop.js';
import { hireStaff } from './hire-staff.js';
import { planDays } from './plan-days.js';
import { seededIds } from './seeded-ids.js';
import { seededRandom } from './seeded-random.js';

const DAYS = 60;
const CUSTOMERS = 200;
/** The sixtieth day is played until one o'clock, when something is at every stage. */
const LAST_HOUR = 13;

export type DemoOptions = { seed: number; orders: number; now: Date };
export type FilledShop = { staffEmails: string[]; staffPassword: string };

/**
 * Plays sixty days of a shop through the same modules as the API, on a migrated and seeded database. The same seed on the same day
 * makes the same shop, staff passwords aside. Throws when the database already holds an order or a customer, and when what it made
 * breaks an invariant.
 */
export async function fillShop(config: Config, options: DemoOptions): Promise<FilledShop> {
  const random = seededRandom(options.seed);
  const clock = { at: 0, now: () => new Date(clock.at) };
  const deps = createDeps(config, { clock, ids: seededIds(random) });
  try {
    if ((await deps.db.order.count()) + (await deps.db.customer.count()) > 0) {
      throw new Error('the demo fills an empty database only: this one has orders or customers');
    }
    const admin: Actor = { type: 'admin', id: (await deps.db.adminUser.findFirstOrThrow({ select: { id: true } })).id };
    const lastDay = lastPlayedDay(config.timeZone, options.now);
    clock.at = businessDays(config.timeZone)
      .startOf(lastDay - DAYS)
      .getTime();
    const staffPassword = randomBytes(12).toString('base64url');
    const staff = await hireStaff(deps, admin, staffPassword);
    const people = demoPeople(random, CUSTOMERS);
    await stockShop(deps, admin, people);

    const shop = openDemoShop(
      {
        deps,
        random,
        admin,
        employee: { type: 'employee', id: staff.employeeId },
        drivers: staff.driverIds.map((id) => ({ type: 'worker' as const, id })),
        people,
      },
      config.timeZone,
      lastDay,
    );
    planDays(shop, DAYS, options.orders);
    await shop.agenda.runUntil(shop.time(0, LAST_HOUR), (at) => {
      clock.at = at;
    });
    const broken = await checkInvariants(deps.db);
    if (broken.length > 0) throw new Error(`the demo shop does not add up: ${broken.slice(0, 5).join('; ')}`);
    return { staffEmails: staff.emails, staffPassword };
  } finally {
    await deps.close();
  }
}

async function stockShop(deps: Deps, admin: Actor, people: DemoPerson[]): Promise<void> {
  for (const { price, ...service } of demoServices) {
    await createService(deps, admin, { ...service, price: readAmount(price) ?? 0n, status: 'Active' });
  }
  for (const person of people) await createCustomer(deps, admin, { ...person, notes: null, status: 'active' });
}

// The last one o'clock that has passed, so that nothing in the shop lies in the future.
function lastPlayedDay(timeZone: string, now: Date): number {
  const days = businessDays(timeZone);
  const today = days.dayAt(now);
  return now.getTime() >= days.startOf(today).getTime() + LAST_HOUR * 3_600_000 ? today : today - 1;
}
