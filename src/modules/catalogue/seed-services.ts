import type { Tx } from '../../db/client.js';

const FIRST_SERVICES = [
  { id: 's1', name: 'Laundry', priceMinor: 20_000n, duration: '24h' },
  { id: 's2', name: 'Dry Cleaning', priceMinor: 30_000n, duration: '48h' },
  { id: 's3', name: 'Ironing', priceMinor: 10_000n, duration: '12h' },
];

/** The first three services, wherever there has never been one: a deleted service is not brought back. */
export async function seedServices(tx: Tx, at: Date): Promise<void> {
  if ((await tx.service.count()) > 0) return;
  await tx.service.createMany({
    data: FIRST_SERVICES.map((service) => ({ ...service, createdAt: at, updatedAt: at })),
  });
}
