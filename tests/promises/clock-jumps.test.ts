import { expect } from 'vitest';
import { isLoggedIn } from '../support/admins.js';
import { aBatch, ordersAtStore } from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, bearer, PASSWORD } from '../support/clients.js';
import { tryLogIn } from '../support/limits.js';
import { jumpingClock } from '../support/promises/jumping-clock.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

type Answer = { status: number; body: { id: string; createdAt: string }[]; headers: Record<string, string> };

const HOUR = 3_600;
const DAY = 24 * HOUR;
const { env, set } = jumpingClock();

const statusOfMe = async ({ http }: PromiseServer, token: string) =>
  (await http.get('/auth/me').set(bearer(token))).status;

promise(82, { title: 'a small step of the clock ends nothing', own: true, env }, async (server) => {
  set(20);
  const [customer, admin] = [await aCustomer(server), await anAdmin(server)];

  for (const seconds of [0, 40]) {
    set(seconds);
    expect([await statusOfMe(server, customer.token), await isLoggedIn(server, admin)]).toEqual([200, true]);
  }
});

promise(82, { title: 'no login of a clock that was ahead outlives its correction', own: true, env }, async (server) => {
  set(DAY);
  const [customer, admin, used] = [await aCustomer(server), await anAdmin(server), await anAdmin(server)];
  expect([await statusOfMe(server, customer.token), await isLoggedIn(server, used)]).toEqual([200, true]);

  set(0);

  expect(await statusOfMe(server, customer.token)).toBe(401);
  expect([await isLoggedIn(server, admin), await isLoggedIn(server, used)]).toEqual([false, false]);
  // Nor is anybody locked out.
  const again = await tryLogIn(server, customer.email, PASSWORD);
  expect([again.status, await statusOfMe(server, again.body.token)]).toEqual([200, 200]);
  expect(await isLoggedIn(server, await anAdmin(server))).toBe(true);
});

promise(82, { title: 'a clock that goes ahead ends logins, and lets in again', own: true, env }, async (server) => {
  set(0);
  const [customer, admin] = [await aCustomer(server), await anAdmin(server)];

  set(DAY);

  expect([await statusOfMe(server, customer.token), await isLoggedIn(server, admin)]).toEqual([401, false]);
  expect((await tryLogIn(server, customer.email, PASSWORD)).status).toBe(200);
  expect(await isLoggedIn(server, await anAdmin(server))).toBe(true);
});

// Five failures of all addresses together are too many: each of them takes a hash.
const strict = { ...env, RATE_LIMIT_FACTOR: '0.1' };

promise(
  82,
  { title: 'a limit that was met ends, whichever way the clock jumps', own: true, env: strict },
  async (server) => {
    const meet = async () => {
      const { email } = await aCustomer(server);
      let status = 0;
      for (let tries = 0; tries < 10 && status !== 429; tries += 1) {
        status = (await tryLogIn(server, email, 'not the password')).status;
      }
      expect([status, (await tryLogIn(server, email, PASSWORD)).status]).toEqual([429, 429]);
      return email;
    };
    for (const [before, after] of [
      [0, DAY],
      [DAY, 0],
    ] as const) {
      set(before);
      const email = await meet();
      set(after);
      expect((await tryLogIn(server, email, PASSWORD)).status, `from ${before} to ${after}`).toBe(200);
    }
  },
);

promise(
  82,
  { title: 'ids stay unique, lists show each order once, events keep their order', own: true, env },
  async (server, { figure }) => {
    const placed: { id: string; token: string }[] = [];
    const batches: string[] = [];
    for (const seconds of [0, HOUR, -HOUR, 60, 0, DAY, -DAY, 0]) {
      set(seconds);
      const answers = await Promise.all(Array.from({ length: 5 }, () => anOrder(server)));
      placed.push(...answers.map(({ order, trackingToken }) => ({ id: order.id, token: trackingToken })));
      const clerk = { portal: '/admin/api', headers: await anAdmin(server) } as const;
      batches.push((await aBatch(server, clerk, await ordersAtStore(server, 1))).transitId);
    }
    expect(new Set(placed.map(({ id }) => id)).size).toBe(placed.length);
    expect(new Set(placed.map(({ token }) => token)).size).toBe(placed.length);
    expect(new Set(batches).size).toBe(batches.length);

    const admin = await anAdmin(server);
    const listed: { id: string; createdAt: string }[] = [];
    let path: string | undefined = '/admin/api/orders?limit=7';
    while (path) {
      const { status, body, headers }: Answer = await server.http.get(path).set(admin);
      expect(status).toBe(200);
      listed.push(...body);
      path = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    }
    const times = listed.map(({ createdAt }) => createdAt);
    expect(listed).toHaveLength(placed.length + batches.length);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    expect(times).toEqual(times.toSorted().reverse());

    const told = await toldInOrder(server);
    expect(new Set(told).size).toBe(listed.length);
    const places = placed.map(({ id }) => told.indexOf(id));
    const waves = Array.from({ length: places.length / 5 }, (_, wave) => places.slice(5 * wave, 5 * wave + 5));
    for (const [index, wave] of waves.slice(1).entries()) {
      expect(Math.min(...wave)).toBeGreaterThan(Math.max(...(waves[index] ?? [])));
    }
    figure('orders', listed.length);
  },
);

/** The orders in the order that the outbox gives their making to whoever follows it. */
async function toldInOrder(server: PromiseServer): Promise<string[]> {
  const unplaced = () => server.select('SELECT id FROM events WHERE position IS NULL');
  await expect.poll(async () => (await unplaced()).length, { timeout: 15_000 }).toBe(0);
  const rows = await server.select(`SELECT data FROM events WHERE type = 'order.created' ORDER BY position`);
  return rows.map(({ data }) => String((typeof data === 'string' ? JSON.parse(data) : data).orderId));
}
