import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { anOrder } from '../support/builders.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { creations } from '../support/creations.js';
import { promise } from '../support/promises/promise.js';

promise(
  52,
  { title: 'who, what, which object, when and in which request, of every act of staff' },
  async (server, { figure }) => {
    const admin = await anAdmin(server);
    const staffs = Object.entries(creations).filter(([route]) => /\/(admin|employee|api\/users)\b/.test(route));
    for (const [route, prepare] of staffs) {
      const { headers, body } = await prepare(server);
      const requestId = randomUUID();
      const forged = { actor: 'admin:999', actorId: 999, at: '2001-01-01T00:00:00.000Z', created_by: 'admin:999' };
      const began = Date.now();
      const send = (sent: object) =>
        server.http
          .post(route.replace('POST ', ''))
          .set({ ...headers, 'X-Request-Id': requestId })
          .send(sent);
      const told = await send({ ...forged, ...body });
      // Newer routes refuse what they do not know instead of ignoring it.
      const answer = told.status === 400 ? await send(body) : told;
      expect(answer.status, `${route} ${answer.text}`).toBe(201);

      const log = await server.http.get('/admin/api/audit-log').query({ limit: 20 }).set(admin);
      const entry = log.body.find((one: { requestId: string }) => one.requestId === requestId);
      expect(entry, route).toMatchObject({
        actor: expect.stringMatching(route.includes('/employee/') ? /^employee:\d+$/ : /^admin:\d+$/),
        action: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
        entity: expect.any(String),
        entityId: expect.stringMatching(/./),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      });
      expect(entry.actor).not.toContain('999');
      expect(Math.abs(Date.parse(entry.at) - began)).toBeLessThan(60_000);
    }
    figure('routes', staffs.length);
  },
);

promise(52, { title: 'what is written stays: no route changes or removes an entry' }, async (server) => {
  const admin = await anAdmin(server);
  const employee = await aWorker(server, 'EMPLOYEE');
  const { order } = await anOrder(server);
  await server.http
    .put(`/employee/api/orders/${order.id}/status`)
    .set(employee.as())
    .send({ status: 'Ready for Delivery' });
  const writes = apiEndpoints.filter(({ method, path }) => method !== 'get' && path.includes('audit'));
  const before = await server.select('SELECT * FROM audit_entries ORDER BY id');
  const [{ id } = { id: 1 }] = before;

  for (const method of ['put', 'post', 'delete'] as const) {
    expect((await server.http[method](`/admin/api/audit-log/${id}`).set(admin).send({ actor: 'x' })).status).toBe(404);
    expect((await server.http[method]('/admin/api/audit-log').set(admin).send({ actor: 'x' })).status).toBe(404);
  }
  expect((await server.http.get('/admin/api/audit-log').set(employee.as())).status).not.toBe(200);

  expect(writes).toEqual([]);
  expect(await server.select('SELECT * FROM audit_entries ORDER BY id')).toEqual(before);
});
