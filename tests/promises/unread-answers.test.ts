import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { heavyOrders } from '../support/heavy-orders.js';
import { promise } from '../support/promises/promise.js';
import { anAddress } from '../support/promises/promise-server.js';
import { askAndReadNothing, residentMegabytes } from '../support/unread.js';

/** A machine of half a gigabyte: seven answers of this customer's whole list would not fit. */
const SMALL = { NODE_OPTIONS: '--max-old-space-size=256', MALLOC_ARENA_MAX: '2' };
const HEAVY_ORDERS = 300;
const AT_ONCE = 10;
const WAVES = 6;
const MOST_OF_REST = 1.5;

for (const [where, newAddress] of [
  ['one address', () => () => '203.0.113.9'],
  ['many addresses', () => anAddress],
] as const) {
  promise(
    59,
    {
      title: `sixty clients at ${where} that ask for the heaviest lists and read nothing take half as much memory as rest`,
      own: true,
      timeout: 180_000,
      env: SMALL,
    },
    async (server, { figure }) => {
      const [owner, admin, other] = [await aCustomer(server), await anAdmin(server), await aCustomer(server)];
      await heavyOrders(server, owner.id, HEAVY_ORDERS);
      const { order } = await anOrder(server, { customerEmail: other.email }, other.token);
      for (let asked = 0; asked < 100; asked += 1) await server.http.get('/api/services');
      const atRest = residentMegabytes(server.pid);

      let most = 0;
      const watching = setInterval(() => {
        if (server.isRunning()) most = Math.max(most, residentMegabytes(server.pid));
      }, 20);
      const from = newAddress();
      const own = () => ({ path: `/api/orders?email=${owner.email}`, headers: owner.as(), from: from() });
      const all = () => ({ path: '/admin/api/orders', headers: admin, from: from() });
      const sockets: Socket[] = [];
      for (let wave = 0; wave < WAVES && server.isRunning(); wave += 1) {
        const asking = Array.from({ length: AT_ONCE }, (_, index) => (index % 2 === 0 ? own() : all()));
        sockets.push(...(await Promise.all(asking.map((one) => askAndReadNothing(server.url, one)))));
      }
      const shown = await server.http.get(`/api/orders?email=${other.email}`).set(other.as());
      clearInterval(watching);
      for (const socket of sockets) socket.destroy();

      figure('MB at rest', Math.round(atRest));
      figure('MB under attack', Math.round(most));
      expect(server.isRunning()).toBe(true);
      expect(shown.body.map(({ id }: { id: string }) => id)).toEqual([order.id]);
      expect(most).toBeLessThan(atRest * MOST_OF_REST);
    },
  );
}
