import type { TestApp } from './app.js';

/** The heaviest order that can be placed: lines and length of notes. */
const LINES = 200;
const NOTE = 'n'.repeat(500);

let made = 0;

/** As many orders of this customer, each of 200 lines with the longest notes, written past the API; the newest first. */
export async function heavyOrders(
  app: TestApp,
  customerId: number,
  count: number,
  status: 'AT_STORE' | 'READY_FOR_DELIVERY' = 'AT_STORE',
): Promise<string[]> {
  made += count;
  const ids = Array.from({ length: count }, (_, index) => `h${String(made - index).padStart(7, '0')}`);
  for (const [index, id] of ids.entries()) {
    const at = new Date(Date.UTC(2026, 5, 1) - index * 1_000);
    await app.deps.db.order.create({
      data: {
        id,
        customerId,
        customerName: 'Heavy Orders',
        customerEmail: 'heavy@example.com',
        customerPhone: '1',
        status,
        totalMinor: 0n,
        currency: 'INR',
        pieceCount: 0,
        trackingTokenHash: id,
        inAccount: true,
        provesAccount: false,
        createdAt: at,
        updatedAt: at,
        lines: {
          createMany: {
            data: Array.from({ length: LINES }, (_, position) => ({
              position,
              serviceId: 's1',
              name: 'Laundry',
              quantity: 1,
              unitPriceMinor: 0n,
              lineTotalMinor: 0n,
              note: NOTE,
            })),
          },
        },
      },
    });
  }
  return ids;
}
