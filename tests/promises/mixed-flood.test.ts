import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { anEmail, anOrder, anOrderBody } from '../support/builders.js';
import { busy } from '../support/busy.js';
import { aCustomer, anAdmin, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { heavyOrders } from '../support/heavy-orders.js';
import { promise } from '../support/promises/promise.js';
import { askAndReadNothing, residentMegabytes } from '../support/unread.js';

/** A machine of half a gigabyte. */
const SMALL = { NODE_OPTIONS: '--max-old-space-size=256', MALLOC_ARENA_MAX: '2' };
/** Two pages of four megabytes, and a little. */
const HEAVY_ORDERS = 70;
const FLOOD_MS = 8_000;
const UNREAD_AT_ONCE = 10;
const MOST_OF_REST = 1.5;

promise(
  59,
  {
    title:
      'sign-ups, logins, large orders, lists and answers that nobody reads, all at once, take half as much memory as rest',
    long: true,
    own: true,
    timeout: 300_000,
    env: SMALL,
  },
  async (server, { figure }) => {
    const [owner, admin, clerk] = [await aCustomer(server), await anAdmin(server), await aWorker(server, 'EMPLOYEE')];
    await heavyOrders(server, owner.id, HEAVY_ORDERS);
    const items = Array.from({ length: 200 }, (_, n) => ({ serviceId: `s${(n % 3) + 1}`, quantity: 9, note: `${n}` }));
    const signUp = () => ({ name: 'A', email: anEmail(), phone: '+919800000001', password: 'a flood of people' });
    const kinds = {
      'sign-ups': { path: '/auth/signup', body: signUp },
      logins: { path: '/auth/login', body: () => ({ email: anEmail(), password: PASSWORD }) },
      orders: { path: '/api/orders', body: () => anOrderBody({ serviceIds: undefined, items }) },
      lists: { path: '/employee/api/orders?all=1', headers: bearer(clerk.token) },
      'own lists': { path: `/api/orders?email=${owner.email}`, headers: owner.as() },
    };
    // At rest is a server that a day's work has warmed up: every kind of it was asked for, one after the other.
    for (const kind of Object.values(kinds)) await busy(server.url, 1, kind).for(1_000);
    await sleep(1_000);
    const atRest = residentMegabytes(server.pid);

    let most = 0;
    const watching = setInterval(() => {
      if (server.isRunning()) most = Math.max(most, residentMegabytes(server.pid));
    }, 20);
    const flood = Object.entries(kinds).map(([name, kind]) => ({ name, running: busy(server.url, 8, kind) }));
    const sockets: Socket[] = [];
    const until = performance.now() + FLOOD_MS;
    for (let wave = 0; performance.now() < until && server.isRunning(); wave += 1) {
      const own = { path: `/api/orders?email=${owner.email}`, headers: owner.as() };
      const all = { path: '/admin/api/order-lines.csv', headers: admin };
      const asked = Array.from({ length: UNREAD_AT_ONCE }, async (_, n) => {
        const from = `203.0.113.${(wave * UNREAD_AT_ONCE + n) % 200}`;
        sockets.push(await askAndReadNothing(server.url, { ...(n % 2 === 0 ? own : all), from }));
      });
      // Those that wait their turn are asked for all the same.
      await Promise.race([Promise.all(asked), sleep(1_000)]);
    }
    for (const { name, running } of flood) {
      const { answers } = await running.stop();
      figure(name, answers.filter(({ status }) => status < 300).length);
    }
    clearInterval(watching);
    for (const socket of sockets) socket.destroy();

    figure('MB at rest', Math.round(atRest));
    figure('MB in the flood', Math.round(most));
    figure('unread answers', sockets.length);
    expect(server.isRunning()).toBe(true);
    expect((await anOrder(server)).order.id).toMatch(/^[a-z0-9]{8}$/);
    expect(most).toBeLessThan(atRest * MOST_OF_REST);
  },
);
