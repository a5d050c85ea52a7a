import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

type Dripping = { socket: Socket; openedAt: number; closedAfter: number | null };

/** A client that sends a byte every half second: of its headers, or of a body that it announced. */
async function drip(server: PromiseServer, inBody: boolean): Promise<Dripping> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const dripping: Dripping = { socket, openedAt: 0, closedAfter: null };
  socket.on('error', () => {});
  socket.on('data', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  dripping.openedAt = performance.now();
  const start = 'POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  socket.write(inBody ? `${start}Content-Length: 500\r\n\r\n{` : `${start}X-Slow: `);
  const timer = setInterval(() => socket.write(' '), 500);
  socket.once('close', () => {
    clearInterval(timer);
    dripping.closedAfter = performance.now() - dripping.openedAt;
  });
  return dripping;
}

async function besideSlowClients(server: PromiseServer, count: number): Promise<{ p99: number; longest: number }> {
  const dripping: Dripping[] = [];
  while (dripping.length < count) {
    const wave = Math.min(100, count - dripping.length);
    dripping.push(...(await Promise.all(Array.from({ length: wave }, (_, index) => drip(server, index % 2 === 0)))));
  }
  const times: number[] = [];
  while (dripping.some(({ closedAfter }) => closedAfter === null) && times.length < 3_000) {
    const began = performance.now();
    const { status } = await server.http.get('/api/services');
    times.push(performance.now() - began);
    expect(status).toBe(200);
    if (performance.now() - (dripping.at(-1)?.openedAt ?? 0) > 20_000) break;
    await sleep(10);
  }
  for (const { socket } of dripping) socket.destroy();
  const longest = Math.max(...dripping.map(({ closedAfter }) => closedAfter ?? Number.POSITIVE_INFINITY));
  return { p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0, longest };
}

promise(
  57,
  { title: 'beside dripping connections others are served, and the slow are cut', long: true, own: true },
  async (server, { figure, scaled }) => {
    const count = Math.max(200, scaled(1_000));

    const { p99, longest } = await besideSlowClients(server, count);

    figure('dripping connections', count);
    figure('p99 of others in ms', Math.round(p99));
    figure('cut after ms', Math.round(longest));
    expect(p99).toBeLessThan(500);
    expect(longest).toBeLessThan(10_000);
  },
);
