import { createDelivery, moveDelivery } from '../../modules/deliveries/index.js';
import { cancelOrder, employeeMoves, placeOrder, setStatus } from '../../modules/orders/index.js';
import { formatDay } from '../../shared/business-day.js';
import { demoServices } from './demo-catalogue.js';
import type { DemoPerson } from './demo-people.js';
import type { DemoShop } from './demo-shop.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTES = [
  '',
  '',
  '',
  'No starch',
  'Stain on the left sleeve',
  'Fold, do not hang',
  'Call before delivery',
] as const;

/** A customer drops clothes off at the counter; most orders then wait for a batch, some are cancelled or cleaned on the spot. */
export async function dropOff(shop: DemoShop, person: DemoPerson): Promise<void> {
  const { deps, random, agenda } = shop;
  const now = deps.clock.now().getTime();
  const { order } = await placeOrder(deps, shop.employee, {
    customerName: person.name,
    customerEmail: person.email,
    customerPhone: person.phone,
    pickupDate: formatDay(Math.floor(now / DAY) + random.whole(3, 6)),
    specialInstructions: random.pick(NOTES),
    lines: someLines(shop),
  });
  shop.addresses.set(order.id, person.address);
  if (random.chance(0.03)) agenda.enter(now + HOUR / 4, () => cancelOrder(deps, shop.admin, order.id));
  else if (random.chance(0.06)) agenda.enter(now + 4 * HOUR, () => makeReadyOnTheSpot(shop, order.id));
  else shop.atStore.add(order.id);
}

/** What becomes of a finished order: fetched at the counter, delivered, or never collected. */
export function planHandOver(shop: DemoShop, orderId: string, day: number): void {
  const { random, agenda } = shop;
  const fate = random.whole(1, 100);
  if (fate <= 45) {
    agenda.enter(shop.time(day + random.whole(1, 4), random.whole(10, 18)), () => handOver(shop, orderId));
  } else if (fate <= 92) {
    agenda.enter(shop.time(day + 1, 9), () => planDelivery(shop, orderId, day + 1));
  }
}

async function makeReadyOnTheSpot(shop: DemoShop, orderId: string): Promise<void> {
  await setStatus(shop.deps, shop.employee, orderId, employeeMoves, {
    status: 'Ready for Delivery',
    note: 'Cleaned on the spot',
  });
  const now = shop.deps.clock.now().getTime();
  if (shop.random.chance(0.9)) shop.agenda.enter(now + DAY, () => handOver(shop, orderId));
}

async function handOver(shop: DemoShop, orderId: string): Promise<void> {
  await setStatus(shop.deps, shop.employee, orderId, employeeMoves, {
    status: 'Delivered',
    note: 'Handed over at the counter',
  });
}

async function planDelivery(shop: DemoShop, orderId: string, day: number): Promise<void> {
  const { deps, random, agenda } = shop;
  const driver = random.pick(shop.drivers as [DemoShop['drivers'][0], ...DemoShop['drivers']]);
  const round = random.pick([10.5, 12, 15] as const);
  const { id } = await createDelivery(deps, shop.employee, {
    orderId,
    workerId: driver.id,
    vehicleId: `VAN-${driver.id}`,
    address: shop.addresses.get(orderId),
    estimatedDelivery: new Date(shop.time(day, round + 2)),
  });
  const isFetched = !random.chance(0.06);
  agenda.enter(shop.time(day, round), async () => void (await moveDelivery(deps, driver, id, 'start')));
  agenda.enter(shop.time(day, round + 1.5), async () => {
    await moveDelivery(deps, driver, id, isFetched ? 'deliver' : 'fail', isFetched ? undefined : 'Nobody at home');
  });
  if (!isFetched) agenda.enter(shop.time(day + 1, 9), () => planDelivery(shop, orderId, day + 1));
}

function someLines({ random }: DemoShop) {
  const services = new Set(Array.from({ length: random.whole(1, 4) }, () => random.whole(0, demoServices.length - 1)));
  return [...services].map((index) => ({
    serviceId: demoServices[index]?.id ?? '',
    quantity: random.pick([1, 1, 1, 2, 2, 3, 5] as const),
    note: null,
  }));
}
