import type { TestApp } from './app.js';
import { anOrder } from './builders.js';

export type BatchType = 'STORE_TO_FACTORY' | 'FACTORY_TO_STORE';
export type BatchMove = 'initiate' | 'receive' | 'complete';
export type Portal = '/admin/api' | '/employee/api';
/** Whose requests they are: the headers of an admin or an employee, and the portal they use. */
export type Clerk = { portal: Portal; headers: Record<string, string> };

export const allMoves = ['initiate', 'receive', 'complete'] as const;

export const refusals = {
  initiate: 'Transit can only be initiated from PENDING state',
  receive: 'Can only receive a batch that is IN_TRANSIT',
  complete: 'Can only complete a batch that has ARRIVED',
  inFactoryToStore: 'A factory to store transit for one or more of these orders is already in progress.',
  inStoreToFactory: 'A store to factory transit for one or more of these orders is already in progress.',
};

export function postBatch(app: TestApp, { portal, headers }: Clerk, body: object) {
  return app.http.post(`${portal}/transit-batches`).set(headers).send(body);
}

export function moveBatch(app: TestApp, { portal, headers }: Clerk, id: number, move: BatchMove) {
  return app.http.put(`${portal}/transit-batches/${id}/${move}`).set(headers);
}

export function cancelBatch(app: TestApp, { portal, headers }: Clerk, id: number) {
  return app.http.delete(`${portal}/transit-batches/${id}`).set(headers);
}

export function readBatch(app: TestApp, { portal, headers }: Clerk, id: number) {
  return app.http.get(`${portal}/transit-batches/${id}`).set(headers);
}

/** A batch of these orders, made over HTTP and moved on by `moves`. Answers the last body. */
export async function aBatch(
  app: TestApp,
  clerk: Clerk,
  orderIds: string[],
  type: BatchType = 'STORE_TO_FACTORY',
  moves: readonly BatchMove[] = [],
) {
  let answer = await postBatch(app, clerk, { order_ids: orderIds, type, created_by: 'counter' });
  if (answer.status !== 201) throw new Error(`a batch was refused: ${answer.status} ${answer.text}`);
  for (const move of moves) {
    answer = await moveBatch(app, clerk, answer.body.id, move);
    if (answer.status !== 200) throw new Error(`a batch did not ${move}: ${answer.status} ${answer.text}`);
  }
  return answer.body;
}

/** Orders of guests, at the counter. */
export async function ordersAtStore(app: TestApp, count: number): Promise<string[]> {
  const ids: string[] = [];
  // A few at a time: two hundred at once are a test of the connection pool.
  while (ids.length < count) {
    const wave = Array.from({ length: Math.min(10, count - ids.length) }, () => anOrder(app));
    ids.push(...(await Promise.all(wave)).map(({ order }) => order.id));
  }
  return ids;
}

/** Orders where a batch of this direction may begin: at the counter, or cleaned at the factory. */
export async function ordersFor(app: TestApp, clerk: Clerk, type: BatchType, count: number): Promise<string[]> {
  const ids = await ordersAtStore(app, count);
  if (type === 'FACTORY_TO_STORE') await aBatch(app, clerk, ids, 'STORE_TO_FACTORY', allMoves);
  return ids;
}

/** Orders that travelled to the factory and back, and wait in the store in a batch that arrived. */
export async function returnedOrders(app: TestApp, clerk: Clerk, count: number): Promise<string[]> {
  const ids = await ordersFor(app, clerk, 'FACTORY_TO_STORE', count);
  await aBatch(app, clerk, ids, 'FACTORY_TO_STORE', ['initiate', 'receive']);
  return ids;
}

/** What nobody may have touched: the order's row and its timeline as they are stored. */
export function storedOrder(app: TestApp, id: string) {
  return app.deps.db.order.findUniqueOrThrow({
    where: { id },
    include: { timeline: { orderBy: { id: 'asc' } }, batches: true },
  });
}

/** Everything a refused request about batches could have left behind, and these orders as they are stored. */
export async function traces(app: TestApp, orderIds: string[]) {
  const { db } = app.deps;
  return {
    batches: await db.transitBatch.count(),
    manifest: await db.transitBatchOrder.count(),
    audit: await db.auditEntry.count(),
    orders: await Promise.all(orderIds.map((id) => storedOrder(app, id))),
  };
}
