import { expect } from 'vitest';
import { startBalancer } from '../support/balancer.js';
import { readLedger } from '../support/order-ledger.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { type TimedAnswer, timed, timedOrder } from '../support/timed-call.js';

const CLIENTS = 6;

async function restartsEachInTurn(
  server: PromiseServer,
  rounds: number,
  figure: PromiseContext['figure'],
): Promise<void> {
  const balancer = await startBalancer(server.instances.map(({ url }) => url));
  const acknowledged: string[] = [];
  const failed: TimedAnswer[] = [];
  let requests = 0;
  let isOver = false;
  const client = async (n: number) => {
    while (!isOver) {
      const answer = n % 2 ? await timedOrder(balancer.url) : await timed(`${balancer.url}/api/services`);
      requests += 1;
      if (answer.status === 201) acknowledged.push((answer.body as { order: { id: string } }).order.id);
      else if (answer.status !== 200) failed.push(answer);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));

  const codes: (number | null)[] = [];
  let slowest = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, instance] of server.instances.entries()) {
      const before = performance.now();
      codes.push((await instance.stop()).code);
      slowest = Math.max(slowest, performance.now() - before);
      await instance.start();
      await balancer.replace(index, instance.url);
    }
  }
  isOver = true;
  await Promise.all(clients);

  const { stored, wrong } = await readLedger(server.databaseUrl);
  figure('restarts', codes.length);
  figure('requests', requests);
  figure('failed', failed.length);
  figure('slowest stop ms', Math.round(slowest));
  expect(failed).toEqual([]);
  expect(codes).toEqual(codes.map(() => 0));
  expect(slowest).toBeLessThan(10_000);
  expect(requests).toBeGreaterThan(codes.length * CLIENTS);
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(wrong).toEqual({});
}

const TITLE = 'restarting one server after the other behind a balancer fails no request and loses no order';
promise(60, { title: TITLE, instances: 2, own: true }, (server, { figure }) => restartsEachInTurn(server, 1, figure));
promise(60, { title: `${TITLE}, many times`, instances: 2, own: true, long: true }, (server, { figure, scaled }) =>
  restartsEachInTurn(server, scaled(10), figure),
);

promise(
  60,
  { title: 'a leaving server says so at once, works on for its delay, and closes every connection', own: true },
  async (server) => {
    const { url } = server;
    const ended = server.stop();
    const probes = async () => (await timed(`${url}/readyz`)).status;
    await expect.poll(probes, { interval: 20 }).toBe(503);

    const [order, late] = await Promise.all([timedOrder(url), fetch(`${url}/ping`)]);
    const { code } = await ended;

    expect(order.status).toBe(201);
    expect(late.status).toBe(200);
    expect(late.headers.get('connection')).toBe('close');
    expect(code).toBe(0);
  },
);
