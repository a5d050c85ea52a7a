import type { TestApp } from './app.js';
import { anOrder } from './builders.js';

type OrderStatus = NonNullable<Awaited<ReturnType<TestApp['deps']['db']['order']['findFirst']>>>['status'];

/** An order placed over HTTP, then dated and moved behind the server's back. Answers its id. */
export async function anOrderAt(
  app: TestApp,
  createdAt: string,
  body: Record<string, unknown> = {},
  status: OrderStatus = 'AT_STORE',
): Promise<string> {
  const { order } = await anOrder(app, { pickupDate: '', ...body });
  await app.deps.db.order.update({ where: { id: order.id }, data: { createdAt: new Date(createdAt), status } });
  return order.id;
}
