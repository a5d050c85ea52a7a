import { expect } from 'vitest';
import type { Real } from './order-commands.js';
import { label, type Model } from './order-model.js';

/** Reads everything back, as staff, and compares it with the model. */
export async function expectSame(model: Model, { app, clerks }: Real): Promise<void> {
  const [, { headers, portal }] = clerks;
  for (const order of model.orders) {
    const [wire, timeline] = await Promise.all([
      app.http.get(`/api/orders/${order.id}`).set(headers),
      app.http.get(`/api/orders/${order.id}/timeline`).set(headers),
    ]);
    expect(wire.body).toMatchObject({ status: label(order.place), total: order.total });
    expect(wire.body.missingSince !== null).toBe(order.missingFrom !== null);
    const told = timeline.body.map((entry: { status: string; actor: string }) => [entry.status, entry.actor]);
    expect(told).toEqual(order.told);
  }
  for (const batch of model.batches) {
    const wire = await app.http.get(`${portal}/transit-batches/${batch.id}`).set(headers);
    expect(wire.body).toMatchObject({ status: batch.status, type: batch.type, orderCount: batch.orders.length });
    expect(wire.body.orders.map((order: { id: string }) => order.id)).toEqual(batch.orders.map((order) => order.id));
    expect(wire.body.completedAt === null).toBe(batch.status !== 'COMPLETED');
  }
}
