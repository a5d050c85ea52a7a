import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const nextOf = (link: string | undefined) => link && /^<([^>]+)>; rel="next"$/.exec(link)?.[1];

promise(39, { title: 'limits and cursors that are none are 400, and no page is longer than 1,000' }, async (server) => {
  const admin = await anAdmin(server);
  const lists = ['/admin/api/orders', '/admin/api/customers', '/admin/api/audit-log', '/api/services'];
  const limits = ['0', '-1', '1001', '1e9', '1e2', '1.5', 'NaN', 'abc', '010', '0x10', '+5', '٥', '9'.repeat(400)];
  const beyond = Buffer.from(JSON.stringify([1, 2_147_483_648])).toString('base64url');
  const cursors = [
    'x',
    '-',
    'null',
    beyond,
    randomBytes(40).toString('base64url'),
    Buffer.from('[[],{}]').toString('base64url'),
  ];
  for (const list of lists) {
    for (const limit of limits) {
      expect((await server.http.get(list).query({ limit }).set(admin)).status, `${list} ${limit}`).toBe(400);
    }
    for (const cursor of cursors) {
      expect((await server.http.get(list).query({ cursor }).set(admin)).status, `${list} ${cursor}`).toBe(400);
    }
    expect((await server.http.get(list).query({ limit: 1_000 }).set(admin)).status).toBe(200);
  }
});

promise(39, { title: 'each row comes exactly once while others insert and delete' }, async (server, { figure }) => {
  const customer = await aCustomer(server);
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) ids.push((await anOrder(server, {}, customer.token)).order.id);
  // Every third goes away while the pages are read, and as many come.
  const leaving = new Set(ids.filter((_, index) => index % 3 === 0));
  const staying = ids.filter((id) => !leaving.has(id));
  let done = false;
  const others = (async () => {
    for (const id of leaving) {
      if (done) return;
      await server.http.delete(`/api/orders/${id}`).query({ email: customer.email }).set(customer.as());
      await anOrder(server, {}, customer.token);
    }
  })();

  const seen: string[] = [];
  for (let next: string | undefined = `/api/orders?email=${customer.email}&limit=3`; next !== undefined; ) {
    const page: { body: { id: string }[]; headers: Record<string, string> } = await server.http
      .get(next)
      .set(customer.as());
    seen.push(...page.body.map(({ id }) => id));
    next = nextOf(page.headers['link']);
  }
  done = true;
  await others;

  figure('rows read', seen.length);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => staying.includes(id)).toSorted()).toEqual(staying.toSorted());
});

/** So many orders of one guest, put in past the product, each a second after the one before. */
async function fill(server: PromiseServer, count: number): Promise<string> {
  const email = anEmail();
  const { order } = await anOrder(server, { customerEmail: email });
  const row = await server.deps.db.order.findUniqueOrThrow({ where: { id: order.id } });
  for (let from = 0; from < count; from += 1_000) {
    const data = Array.from({ length: Math.min(1_000, count - from) }, (_, index) => {
      const id = (from + index).toString(36).padStart(8, '0');
      return {
        ...row,
        id,
        trackingTokenHash: `${order.id}${id}`,
        createdAt: new Date(1_500_000_000_000 + (from + index) * 1_000),
      };
    });
    await server.deps.db.order.createMany({ data });
  }
  return email;
}

promise(
  39,
  { title: 'the last page of 50,000 is as fast as the first', long: true, own: true },
  async (server, { figure, scaled }) => {
    const count = Math.max(5_000, scaled(50_000));
    const email = await fill(server, count);
    const admin = await anAdmin(server);
    const read = async (path: string) => {
      const began = performance.now();
      const answer = await server.http.get(path).set(admin);
      expect(answer.status).toBe(200);
      return { took: performance.now() - began, next: nextOf(answer.headers['link']) };
    };
    const first = `/admin/api/orders?email=${email}&limit=100`;
    const last = `${first}&cursor=${Buffer.from(JSON.stringify([1_500_000_050_000, '00000000'])).toString('base64url')}`;

    const times: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 15; turn += 1) {
      times[0].push((await read(first)).took);
      times[1].push((await read(last)).took);
    }
    const [firstMs = 0, lastMs = 0] = times.map((list) => list.toSorted((a, b) => a - b)[7]);
    figure('rows', count);
    figure('first page ms', Math.round(firstMs));
    figure('last page ms', Math.round(lastMs));
    expect(lastMs).toBeLessThan(2 * firstMs + 5);
  },
);
