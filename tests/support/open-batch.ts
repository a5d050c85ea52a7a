import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';

/** Puts an order into an open batch of its own, as the factory's clerks would, without moving it. */
export async function putInOpenBatch(app: TestApp, orderId: string): Promise<void> {
  const batch = await app.deps.db.transitBatch.create({
    data: {
      transitId: `S2F-20261201120000-${randomBytes(4).toString('hex')}`,
      type: 'STORE_TO_FACTORY',
      createdBy: 'test',
      createdByActor: 'system',
      orderCount: 1,
      entries: { create: { orderId, position: 0 } },
    },
  });
  await app.deps.db.order.update({ where: { id: orderId }, data: { openBatchId: batch.id } });
}
