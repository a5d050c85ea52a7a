import type { TestApp } from './app.js';
import { anOrder } from './builders.js';
import type { Account } from './clients.js';

type Status = Parameters<TestApp['deps']['db']['order']['update']>[0]['data']['status'];

/** An order that stands in this status, as if it had gone all the way there; its id. */
export async function anOrderThatIs(
  app: TestApp,
  status: NonNullable<Status>,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { order } = await anOrder(app, changes);
  await app.deps.db.order.update({ where: { id: order.id }, data: { status } });
  return order.id;
}

export const aReadyOrder = (app: TestApp, changes: Record<string, unknown> = {}) =>
  anOrderThatIs(app, 'READY_FOR_DELIVERY', changes);

/** A delivery planned over HTTP, of a ready order of its own unless told otherwise. */
export async function aDelivery(
  app: TestApp,
  admin: { Cookie: string },
  worker: Account,
  changes: Record<string, unknown> = {},
) {
  const orderId = changes['orderId'] ?? (await aReadyOrder(app));
  const body = { workerId: worker.id, vehicleId: 'KA-01-1234', address: '12 MG Road', ...changes, orderId };
  const response = await app.http.post('/admin/api/deliveries').set(admin).send(body);
  if (response.status !== 201) throw new Error(`a delivery was refused: ${response.status} ${response.text}`);
  return response.body;
}

/** A delivery its worker has left with. */
export async function aStartedDelivery(app: TestApp, admin: { Cookie: string }, worker: Account) {
  const { id } = await aDelivery(app, admin, worker);
  const response = await app.http.put(`/worker/api/deliveries/${id}/start`).set(worker.as());
  if (response.status !== 200) throw new Error(`a start was refused: ${response.status} ${response.text}`);
  return response.body;
}

/** What of an order, its deliveries, scans and timeline can change by moving it. */
export async function stateOf(app: TestApp, orderId: string) {
  const order = await app.deps.db.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { deliveries: { orderBy: { id: 'asc' } }, tracks: true, timeline: { orderBy: { id: 'asc' } } },
  });
  return {
    status: order.status,
    openDeliveryId: order.openDeliveryId,
    deliveries: order.deliveries.map((delivery) => delivery.status),
    tracks: order.tracks.map((track) => track.orderStatus),
    moves: order.timeline.filter((entry) => entry.type === 'status').map((entry) => entry.status),
  };
}
