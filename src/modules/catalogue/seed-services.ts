import type { Tx } from '../../db/client.js';
import { requirePrice } from './price.js';

const FIRST_SERVICES = [
  { id: 's1', name: 'Laundry', price: 200, duration: '24h' },
  { id: 's2', name: 'Dry Cleaning', price: 300, duration: '48h' },
  { id: 's3', name: 'Ironing', price: 100, duration: '12h' },
];

/** The first three services, wherever there has never been one: a deleted service is not brought back. */
export async function seedServices(tx: Tx, currency: string, at: Date): Promise<void> {
  if ((await tx.service.count()) > 0) return;
  await tx.service.createMany({
    data: FIRST_SERVICES.map(({ price, ...service }) => ({
      ...service,
      priceMinor: requirePrice(currency, BigInt(price) * 1_000n),
      createdAt: at,
      updatedAt: at,
    })),
  });
}
