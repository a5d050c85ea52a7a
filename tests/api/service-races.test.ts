import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody, aService } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const order = (...serviceIds: string[]) => app.http.post('/api/orders').send(anOrderBody({ serviceIds }));
const remove = (id: string) => app.http.delete(`/admin/api/services/${id}`).set(admin);
const usage = async (id: string) => (await app.deps.db.service.findUniqueOrThrow({ where: { id } })).usageCount;
const lines = (serviceId: string) => app.deps.db.orderLine.count({ where: { serviceId } });

test('fifty orders against the deletion of their service are each whole or refused, and none comes after it', async () => {
  const [doomed, kept] = [await aService(app), await aService(app)];

  const [removed, before, after] = await Promise.all([
    // Sent in the midst of the orders.
    Promise.resolve().then(() => remove(doomed)),
    Promise.all(times(15).map(() => order(doomed, kept))),
    Promise.resolve().then(() => Promise.all(times(35).map(() => order(doomed, kept)))),
  ]);
  const late = await Promise.all(times(10).map(() => order(doomed, kept)));

  expect(removed.status).toBe(200);
  const answers = [...before, ...after];
  const placed = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status !== 201);
  for (const answer of [...refused, ...late]) {
    expect([answer.status, answer.body.error]).toEqual([400, 'One or more services are invalid']);
  }
  for (const answer of placed) {
    const { id } = answer.body.order;
    expect(await app.deps.db.orderLine.count({ where: { orderId: id } })).toBe(2);
    expect(await app.deps.db.piece.count({ where: { orderId: id } })).toBe(2);
    expect(await app.deps.db.timelineEntry.count({ where: { orderId: id } })).toBe(1);
  }
  expect(await lines(doomed)).toBe(placed.length);
  expect(await usage(doomed)).toBe(placed.length);
  expect(await lines(kept)).toBe(placed.length);
  expect(await usage(kept)).toBe(placed.length);
});

test('orders that saw a service just before its deletion is committed are refused whole', async () => {
  const [doomed, kept] = [await aService(app), await aService(app)];

  const answers = await app.deps.db.$transaction(async (tx) => {
    await tx.service.update({ where: { id: doomed }, data: { deletedAt: new Date() } });
    const sent = Promise.all(times(5).map(() => order(kept, doomed)));
    // Time for them to read and price what they can still see, where the database lets them.
    await sleep(500);
    return { sent };
  });

  for (const answer of await answers.sent) {
    expect([answer.status, answer.body.error]).toEqual([400, 'One or more services are invalid']);
  }
  for (const id of [doomed, kept]) expect([await usage(id), await lines(id)]).toEqual([0, 0]);
});

test('the same holds when a service is switched off', async () => {
  const service = await aService(app);

  const [off, ...answers] = await Promise.all([
    app.http.put(`/admin/api/services/${service}`).set(admin).send({ status: 'Inactive' }),
    ...times(30).map(() => order(service)),
  ]);

  expect(off.status).toBe(200);
  const placed = answers.filter((answer) => answer.status === 201).length;
  expect(answers.filter((answer) => answer.status === 400)).toHaveLength(30 - placed);
  expect(await usage(service)).toBe(placed);
  expect(await lines(service)).toBe(placed);
  expect((await order(service)).status).toBe(400);
});

test('of twenty deletions at once of one service exactly one happens', async () => {
  const [id, bystander] = [await aService(app), await aService(app)];

  const answers = await Promise.all(times(20).map(() => remove(id)));

  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 404)).toHaveLength(19);
  expect(await app.deps.db.auditEntry.count({ where: { entity: 'service', entityId: id } })).toBe(1);
  expect((await app.deps.db.service.findUniqueOrThrow({ where: { id: bystander } })).deletedAt).toBeNull();
});

test('orders placed while the price changes cost the old price or the new one, line and total alike', async () => {
  const service = await aService(app, { priceMinor: 10_000n });

  const [answers] = await Promise.all([
    Promise.all(times(30).map(() => order(service, service))),
    app.http.put(`/admin/api/services/${service}`).set(admin).send({ price: 175.5 }),
  ]);

  for (const { body, status } of answers) {
    expect(status).toBe(201);
    const { unitPrice, lineTotal } = body.order.items[0];
    expect([100, 175.5]).toContain(unitPrice);
    expect([lineTotal, body.order.total]).toEqual([unitPrice * 2, unitPrice * 2]);
  }
  expect((await order(service)).body.order.total).toBe(175.5);
});
