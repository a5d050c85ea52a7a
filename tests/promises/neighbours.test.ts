import fc from 'fast-check';
import { expect } from 'vitest';
import { isLoggedIn } from '../support/admins.js';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin, aWorker, bearer } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { orderCommands, type Real } from '../support/order-commands.js';
import type { Model } from '../support/order-model.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { rewriting } from '../support/promises/rewrites.js';
import { expectSame } from '../support/same-as-model.js';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

// Inside every transaction of an order something takes its time, as a careless module one day will, and those of a doomed service
// then fail. What is acknowledged meanwhile must not go down with them.
const DOOMED = 'doomed';
const SLOW_AND_DOOMED = rewriting([
  {
    file: 'modules/catalogue/use-services.js',
    find: 'export async function countUses(tx, lines) {',
    replace: `export async function countUses(tx, lines) {
      await countUsesNow(tx, lines);
      await new Promise((resolve) => setTimeout(resolve, 15));
      if (lines.has('${DOOMED}')) throw new Error('fails late');
    }
    async function countUsesNow(tx, lines) {`,
  },
]);

/** The service whose orders fail when all of them is written already. */
async function theDoomedService({ deps }: PromiseServer): Promise<string> {
  const row = { name: 'Doomed', priceMinor: 100n, duration: '24h' };
  await deps.db.service.upsert({ where: { id: DOOMED }, create: { id: DOOMED, ...row }, update: row });
  return DOOMED;
}

promise(
  64,
  { title: 'creates, logins and logouts beside operations that fail late are all there', env: SLOW_AND_DOOMED },
  async (server, { figure }) => {
    const doomed = await theDoomedService(server);
    const ghosts = times(20).map(anEmail);
    const admin = await anAdmin(server);
    const leaving = await Promise.all(times(8).map(() => aCustomer(server)));
    const staying = times(8).map(() => server.http.post('/admin/login').send(ADMIN));

    const failing = ghosts.map((customerEmail) =>
      server.http.post('/api/orders').send(anOrderBody({ customerEmail, serviceIds: ['s2', doomed] })),
    );
    const placing = times(ghosts.length * 2).map(() =>
      server.http.post('/api/orders').send(anOrderBody({ serviceIds: ['s1'] })),
    );
    const creating = ghosts.map(() =>
      server.http.post('/admin/api/customers').set(admin).send({ name: 'Kiran', email: anEmail(), phone: '1' }),
    );
    const leavingNow = leaving.map((customer) => server.http.post('/auth/logout').set(customer.as()));
    const [failed, placed, created, loggedOut, loggedIn] = await Promise.all([
      Promise.all(failing),
      Promise.all(placing),
      Promise.all(creating),
      Promise.all(leavingNow),
      Promise.all(staying),
    ]);

    // A busy machine sheds some with 503, which acknowledges nothing.
    for (const { status } of failed) expect([500, 503]).toContain(status);
    for (const { status } of [...placed, ...created]) expect([201, 503]).toContain(status);
    const orderIds = placed.filter(({ status }) => status === 201).map(({ body }) => body.order.id);
    const customerIds = created.filter(({ status }) => status === 201).map(({ body }) => body.id);
    const { db } = server.deps;
    const orders = await db.order.count({ where: { id: { in: orderIds } } });
    const customers = await db.customer.count({ where: { id: { in: customerIds } } });
    figure('failing', failed.length);
    figure('acknowledged', orderIds.length + customerIds.length);
    expect(failed.some(({ status }) => status === 500)).toBe(true);
    expect(orderIds.length).toBeGreaterThan(placed.length / 2);
    expect({ orders, customers }).toEqual({ orders: orderIds.length, customers: customerIds.length });
    expect(await db.customer.count({ where: { email: { in: ghosts } } })).toBe(0);
    expect(await db.orderLine.count({ where: { serviceId: doomed } })).toBe(0);
    for (const customer of leaving.filter((_, index) => loggedOut[index]?.status === 200)) {
      expect((await server.http.get('/auth/me').set(bearer(customer.token))).status).toBe(401);
    }
    for (const answer of loggedIn.filter(({ status }) => status === 200)) {
      const session = { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
      expect(await isLoggedIn(server, session)).toBe(true);
    }
    expect(await checkInvariants(db)).toEqual([]);
  },
);

promise(64, { title: 'nobody reads what was not committed', env: SLOW_AND_DOOMED }, async (server) => {
  const doomed = await theDoomedService(server);
  const admin = await anAdmin(server);
  const email = anEmail();
  const failing = Promise.all(
    times(10).map(() =>
      server.http.post('/api/orders').send(anOrderBody({ customerEmail: email, serviceIds: ['s3', doomed] })),
    ),
  );
  const reads = await Promise.all(
    times(40).map(() => server.http.get('/admin/api/orders').query({ email }).set(admin)),
  );
  await failing;
  expect(reads.filter(({ body }) => body.length > 0)).toEqual([]);
});

/** An admin, an employee and a customer act in turn; server and model must agree on all of it. */
async function actAsModel(server: PromiseServer, numRuns: number, maxCommands: number): Promise<number> {
  const employee = await aWorker(server, 'EMPLOYEE');
  const clerks: Real['clerks'] = [
    { portal: '/admin/api', headers: await anAdmin(server), label: 'admin:1' },
    { portal: '/employee/api', headers: employee.as(), label: `employee:${employee.id}` },
  ];
  let commandsRun = 0;
  const reached = new Set<string>();
  const agree = fc.asyncProperty(fc.commands(orderCommands, { maxCommands, size: 'max' }), async (commands) => {
    const model: Model = { orders: [], batches: [] };
    const real: Real = { app: server, clerks, owner: await aCustomer(server) };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await expectSame(model, real);
    commandsRun += [...commands].length;
    for (const order of model.orders) for (const [status] of order.told) reached.add(status);
  });
  // Few commands by chance may send nothing: then there are more, so that what is claimed was tried.
  for (let rounds = 0; rounds < 5 && !reached.has('In Transit to Factory'); rounds += 1) {
    await fc.assert(agree, { numRuns });
  }
  expect(await checkInvariants(server.deps.db)).toEqual([]);
  expect(reached).toContain('In Transit to Factory');
  return commandsRun;
}

promise(72, { title: 'server and model agree, in both directions', timeout: 120_000 }, async (server, { figure }) => {
  figure('commands', await actAsModel(server, 4, 40));
});

promise(72, { title: 'server and model agree for long', long: true }, async (server, { figure, scaled }) => {
  figure('commands', await actAsModel(server, scaled(30), 60));
});

promise(72, { title: 'no step is skipped and none goes back' }, async (server, { figure }) => {
  const admin = await anAdmin(server);
  const moves = ['initiate', 'receive', 'complete'] as const;
  const statuses = ['PENDING', 'IN_TRANSIT', 'ARRIVED', 'COMPLETED'];
  let refused = 0;
  for (const reached of statuses.keys()) {
    const { order } = await anOrder(server);
    const body = { order_ids: [order.id], type: 'STORE_TO_FACTORY', created_by: 'counter' };
    const { id } = (await server.http.post('/admin/api/transit-batches').set(admin).send(body)).body;
    const move = (name: string) => server.http.put(`/admin/api/transit-batches/${id}/${name}`).set(admin);
    for (const name of moves.slice(0, reached)) expect((await move(name)).status).toBe(200);

    for (const [index, name] of moves.entries()) {
      if (index === reached) continue;
      expect((await move(name)).status, `${statuses[reached]} ${name}`).toBe(400);
      refused += 1;
    }
    const read = await server.http.get(`/admin/api/transit-batches/${id}`).set(admin);
    expect(read.body).toMatchObject({ status: statuses[reached] });
    expect(read.body.completedAt === null).toBe(reached < 3);
  }
  figure('refused moves', refused);
});
