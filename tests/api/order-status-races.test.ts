import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let employee: Calls;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  employee = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
  admin = callsAs(app, await anAdmin(app));
});
afterAll(() => app.close());

/** What the audit says of the moves of an order, from and to. */
async function movesOf(orderId: string): Promise<string[][]> {
  const where = { entityId: orderId, action: { in: ['order.moved', 'order.updated'] } };
  const rows = await app.deps.db.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ detail }) => (detail ?? '').split(' to '));
}

test('of clerks who move an order at the same moment each is noted with the status it really had', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { order } = await anOrder(app);
    const move = (status: string, by: Calls, path: string) =>
      by.put(`${path}/${order.id}${path.startsWith('/employee') ? '/status' : ''}`, { status });
    await move('Processing', employee, '/employee/api/orders');

    const answers = await Promise.all([
      move('Quality Check', employee, '/employee/api/orders'),
      move('Ready for Delivery', employee, '/employee/api/orders'),
      move('Ready for Delivery', admin, '/admin/api/orders'),
      move('Cancelled', admin, '/admin/api/orders'),
    ]);

    const moves = await movesOf(order.id);
    expect(moves.length).toBeGreaterThanOrEqual(2);
    expect(moves.slice(1).map(([from]) => from)).toEqual(moves.slice(0, -1).map(([, to]) => to));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  }
});

test('an order that changes hands while its owner deletes or edits it is deleted or edited by its owner only', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [owner, heir] = [await aCustomer(app), await aCustomer(app)];
    const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
    const { order: edited } = await anOrder(app, { customerEmail: owner.email }, owner.token);

    const [handed, removed, handedToo, said] = await Promise.all([
      admin.put(`/admin/api/orders/${order.id}`, { customerId: heir.id }),
      callsAs(app, owner.as()).delete(`/api/orders/${order.id}?email=${encodeURIComponent(owner.email)}`),
      admin.put(`/admin/api/orders/${edited.id}`, { customerId: heir.id }),
      callsAs(app, owner.as()).put(`/api/orders/${edited.id}`, { specialInstructions: 'Mine alone' }),
    ]);

    expect([handed.status, handedToo.status]).toEqual([200, 200]);
    expect([200, 403, 409]).toContain(removed.status);
    expect([200, 403]).toContain(said.status);
    const events = await app.deps.db.timelineEntry.findMany({
      where: { orderId: { in: [order.id, edited.id] } },
      orderBy: { id: 'asc' },
    });
    for (const id of [order.id, edited.id]) {
      const own = events.filter((entry) => entry.orderId === id && entry.actor === `customer:${owner.id}`);
      const handOver = events.find((entry) => entry.orderId === id && entry.actor.startsWith('admin:'));
      // What the owner did is before the order was handed on.
      for (const entry of own) expect(entry.id).toBeLessThan(handOver?.id ?? 0);
    }
  }
});
