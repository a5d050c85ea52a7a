import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { anEmail } from '../support/builders.js';
import { PASSWORD } from '../support/clients.js';
import { type FloodAnswer, type FloodedAccount, flood, isRefused, percentile } from '../support/flood.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { slownessOfTheMachine } from '../support/slowness.js';
import { timed, timedOrder } from '../support/timed-call.js';

const FLOOD_MS = 5_000;
/** The best of so many floods counts: what else the machine does is nobody's fault. */
const FLOODS = 3;
/** Where others take the processor, as many times longer as a piece of work takes. */
const ADMITTED_P99_MS = 1_000;
const WELL_AGAIN_MS = 5_000;
const QUICK_MS = 500;
/** Without the patience that other tests ask of a server. */
const AS_DELIVERED = { QUEUE_WAIT_MS: '' };
const POLICY = /^"[a-z-]+";q=\d+;w=\d+(, "[a-z-]+";q=\d+;w=\d+)*$/;

promise(
  58,
  {
    title: 'what a flood from everywhere asks is answered within a second, or refused with when to come back',
    long: true,
    own: true,
    env: AS_DELIVERED,
  },
  async (server, context) => {
    const { answers, admitted, refused } = await survive(server, context);

    const codes = refused.map(({ body }) => (body as { code: string }).code);
    expect(
      codes.filter((code) => !['server.overloaded', 'server.busy', 'database.unavailable'].includes(code)),
    ).toEqual([]);
    expect(codes.length).toBeGreaterThan(0);
    const acknowledged = answers
      .filter(({ kind, status }) => kind === 'order' && status === 201)
      .map(({ body }) => (body as { order: { id: string } }).order.id);
    const stored = new Set((await server.select('SELECT id FROM orders')).map(({ id }) => id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const kind of ['read', 'order', 'login', 'sign-up'] as const)
      context.figure(`${kind}s`, admitted.filter((answer) => answer.kind === kind).length);
  },
);

promise(
  58,
  {
    title: 'a flood from one client is answered, or refused with when to come back and by which limit',
    long: true,
    own: true,
    limits: 'met',
    // Tighter limits, so that a slow machine meets them too.
    env: { ...AS_DELIVERED, RATE_LIMIT_FACTOR: '0.1' },
  },
  async (server, context) => {
    const { refused } = await survive(server, context);

    const limited = refused.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    for (const { headers } of limited) {
      expect(headers['ratelimit-policy']).toMatch(POLICY);
      expect(headers['ratelimit']).toMatch(/^"[a-z-]+";r=0;t=\d+$/);
    }
  },
);

/** Floods the server, and holds it to all that is promised whoever the flood comes from. */
async function survive(server: PromiseServer, context: PromiseContext) {
  const accounts: FloodedAccount[] = Array.from({ length: 20 }, () => ({ email: anEmail(), password: PASSWORD }));
  // Past the limit on sign-ups.
  const passwordHash = await server.deps.passwords.hash(PASSWORD);
  for (const { email } of accounts) {
    await server.deps.db.customer.create({ data: { name: 'Meera Iyer', email, phone: '+919800000002', passwordHash } });
  }
  // The very first requests find a program that was never run, and no connections.
  await flood(server.url, 2_000, accounts);

  const all: FloodAnswer[] = [];
  const excesses: number[] = [];
  for (let n = 0; n < FLOODS && !excesses.some((excess) => excess < 1); n += 1) {
    const slowness = slownessOfTheMachine();
    const [answers, health] = await Promise.all([flood(server.url, FLOOD_MS, accounts), probeHealth(server)]);
    const wellAgain = await untilQuick(server);
    const admitted = answers.filter((answer) => !isRefused(answer));
    all.push(...answers);
    excesses.push(percentile(admitted, 0.99) / (ADMITTED_P99_MS * slowness));
    context.figure('answers', answers.length);
    context.figure('admitted', admitted.length);
    context.figure('their p50 in ms', percentile(admitted, 0.5));
    context.figure('their p99 in ms', percentile(admitted, 0.99));
    context.figure('others slow everything down by %', Math.round((slowness - 1) * 100));
    context.figure('slowest health in ms', Math.round(Math.max(...health.map(({ milliseconds }) => milliseconds))));
    context.figure('well again after ms', wellAgain);
    expect(health.filter(({ status }) => status !== 200)).toEqual([]);
    expect(wellAgain).toBeLessThan(WELL_AGAIN_MS);
  }

  const [refused, admitted] = [all.filter(isRefused), all.filter((answer) => !isRefused(answer))];
  expect(
    [...new Set(admitted.map(({ status }) => status))].filter((status) => ![200, 201, 401].includes(status)),
  ).toEqual([]);
  for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(Math.min(...excesses)).toBeLessThan(1);
  return { answers: all, admitted, refused };
}

async function probeHealth(server: PromiseServer) {
  const until = performance.now() + FLOOD_MS;
  const answers = [];
  while (performance.now() < until) {
    answers.push(await timed(`${server.url}/healthz`));
    await sleep(100);
  }
  return answers;
}

/** Milliseconds until a read and an order are both answered, or held to the limits, and quickly. */
async function untilQuick(server: PromiseServer): Promise<number> {
  const over = performance.now();
  while (performance.now() - over < 2 * WELL_AGAIN_MS) {
    const [read, order] = await Promise.all([timed(`${server.url}/api/services`), timedOrder(server.url)]);
    const isQuick = read.milliseconds < QUICK_MS && order.milliseconds < QUICK_MS;
    const isServed = [200, 429].includes(read.status ?? 0) && [201, 429].includes(order.status ?? 0);
    if (isQuick && isServed) return Math.round(performance.now() - over);
    await sleep(100);
  }
  return Number.POSITIVE_INFINITY;
}
