import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a colleague who was deleted keeps the name in timelines and the audit log', async () => {
  const [employee, admin] = [await aWorker(app, 'EMPLOYEE'), await anAdmin(app)];
  await app.deps.db.worker.update({ where: { id: employee.id }, data: { name: 'Farah Sheikh' } });
  const { order } = await anOrder(app);
  await app.http
    .put(`/employee/api/orders/${order.id}/status`)
    .set(employee.as())
    .send({ status: 'Ready for Delivery' });
  expect((await app.http.delete(`/admin/api/workers/${employee.id}`).set(admin)).status).toBe(200);

  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(admin);
  const audit = await app.http.get(`/admin/api/audit-log?actor=employee:${employee.id}`).set(admin);

  expect(timeline.body).toMatchObject([
    { actor: 'guest', actorName: null },
    { actor: `employee:${employee.id}`, actorName: 'Farah Sheikh' },
  ]);
  expect(audit.body).toMatchObject([{ action: 'order.moved', actorName: 'Farah Sheikh' }]);
});

test('customers and holders of a tracking link are told no name of a colleague', async () => {
  const [owner, employee] = [await aCustomer(app), await aWorker(app, 'EMPLOYEE')];
  const { order, trackingUrl } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await app.http
    .put(`/employee/api/orders/${order.id}/status`)
    .set(employee.as())
    .send({ status: 'Ready for Delivery' });

  const answers = [
    await app.http.get(`/api/orders/${order.id}/timeline`).set(owner.as()),
    await app.http.get(trackingUrl),
  ];

  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('Ravi Das');
    expect(answer.text).toContain('"actorName":null');
  }
});
