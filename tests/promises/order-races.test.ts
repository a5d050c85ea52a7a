import { expect } from 'vitest';
import { anEmail, aService } from '../support/builders.js';
import { checkInvariants } from '../support/invariants.js';
import { readLedger } from '../support/order-ledger.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { statuses, timedOrder } from '../support/timed-call.js';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const inTurn = (server: PromiseServer, n: number) => server.instances[n % server.instances.length] ?? server;

async function oneCustomer(server: PromiseServer): Promise<void> {
  const email = anEmail();
  const failing = anEmail();
  const spellings = [email, email.toUpperCase(), ` ${email} `, email.replace('person', 'Person')];
  const [answers, refused] = await Promise.all([
    Promise.all(
      times(50).map((n) => timedOrder(inTurn(server, n).url, { customerEmail: spellings[n % spellings.length] })),
    ),
    Promise.all(
      times(5).map((n) => timedOrder(inTurn(server, n).url, { customerEmail: failing, serviceIds: ['s1', 'nope'] })),
    ),
  ]);

  expect(statuses(answers)).toEqual({ 201: 50 });
  expect(statuses(refused)).toEqual({ 400: 5 });
  const customers = await server.deps.db.customer.findMany({ where: { email: { in: [email, failing] } } });
  expect(customers.map((customer) => customer.email)).toEqual([email]);
  expect(await server.deps.db.order.count({ where: { customerId: customers[0]?.id ?? 0 } })).toBe(50);
}

/** Orders on one service, a fifth of which name another one that is not there; with `kill`, one process dies in the middle. */
async function countsEveryUse(
  server: PromiseServer,
  { orders, kill }: { orders: number; kill: boolean },
  figure: PromiseContext['figure'],
): Promise<void> {
  const service = await aService(server);
  const victim = inTurn(server, 1);
  const urls = server.instances.map(({ url }) => url);
  let answered = 0;
  const place = async (n: number) => {
    const body = { serviceIds: n % 5 === 0 ? [service, 'nope'] : [service] };
    const answer = await timedOrder(urls[n % urls.length] ?? '', body);
    answered += 1;
    if (kill && answered === Math.floor(orders / 3)) victim.signal('SIGKILL');
    return answer;
  };
  const answers = await Promise.all(times(orders).map(place));
  if (kill) {
    await victim.kill();
    await victim.start();
  }

  const acknowledged = answers.filter(({ status }) => status === 201);
  const unknown = answers.filter(({ status }) => status === null);
  const { stored, wrong } = await readLedger(server.databaseUrl);
  const { usageCount } = await server.deps.db.service.findUniqueOrThrow({ where: { id: service } });
  figure('orders', orders);
  figure('acknowledged', acknowledged.length);
  figure('cut off', unknown.length);
  figure('counted', usageCount);
  if (!kill) expect(statuses(answers)).toEqual({ 201: orders * 0.8, 400: orders * 0.2 });
  expect(answers.filter(({ status }) => status !== null && ![201, 400].includes(status))).toEqual([]);
  const ids = acknowledged.map(({ body }) => (body as { order: { id: string } }).order.id);
  expect(ids.filter((id) => !stored.has(id))).toEqual([]);
  // What was cut off may have been stored; nothing else may be counted.
  expect(usageCount).toBeGreaterThanOrEqual(acknowledged.length);
  expect(usageCount).toBeLessThanOrEqual(acknowledged.length + unknown.length);
  expect(wrong).toEqual({});
  expect(await checkInvariants(server.deps.db)).toEqual([]);
}

// A busy machine is no failure of what these look at.
const env = { DATABASE_TIMEOUT_MS: '20000' };
for (const instances of [1, 2] as const) {
  promise(
    75,
    { title: 'fifty first orders at once for one new e-mail make one customer and fifty orders', instances, env },
    oneCustomer,
  );
  promise(
    76,
    { title: 'orders at once on one service are counted exactly, those that fail late are not', instances, env },
    (server, { figure }) => countsEveryUse(server, { orders: 100, kill: false }, figure),
  );
  promise(
    76,
    { title: 'the same for five hundred, one process killed among them', instances, env, own: true, long: true },
    (server, { figure }) => countsEveryUse(server, { orders: 500, kill: true }, figure),
  );
}
