import type { DemoPerson } from './demo-people.js';
import type { DemoShop } from './demo-shop.js';
import { planVans } from './play-batches.js';
import { dropOff } from './play-order.js';

/** Enters everything that does not follow from something else: the vans of each day, and who drops clothes off when. */
export function planDays(shop: DemoShop, days: number, orders: number): void {
  for (let day = 1 - days; day <= 0; day += 1) planVans(shop, day);
  for (let left = orders; left > 0; left -= 1) {
    const day = -shop.random.whole(0, days - 1);
    const person = shop.random.pick(shop.people as [DemoPerson, ...DemoPerson[]]);
    shop.agenda.enter(shop.time(day, openingHour(shop, day)), () => dropOff(shop, person));
  }
}

// From nine to seven; on the last day, which ends at one, until then.
function openingHour({ random }: DemoShop, day: number): number {
  return random.whole(900, day === 0 ? 1_299 : 1_899) / 100;
}
