import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { bearer } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const FLOOD_MS = 3_000;
/** One look a second, whoever asks how often; and what was counted before a measurement and is told within it. */
const MOST_FOR_READINESS = FLOOD_MS / 1000 + 7;
const MOST_FOR_LIVENESS = 4;

/** Asks as fast as it can for some seconds; answers how many were answered, by status. */
async function flood(url: string, path: string): Promise<Record<number, number>> {
  const until = Date.now() + FLOOD_MS;
  const statuses: Record<number, number> = {};
  const ask = async () => {
    while (Date.now() < until) {
      const response = await fetch(`${url}${path}`);
      await response.arrayBuffer();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return statuses;
}

/** Transactions of this database so far. What a connection did is told once a second at most. */
async function transactions(server: PromiseServer): Promise<number> {
  await sleep(1_200);
  await fetch(`${server.url}/readyz`);
  await sleep(100);
  const name = new URL(server.databaseUrl).pathname.slice(1);
  const [row] = await server.select(
    `SELECT CAST(xact_commit + xact_rollback AS INTEGER) AS n FROM pg_stat_database WHERE datname = '${name}'`,
  );
  return Number(row?.['n']);
}

promise(
  53,
  { title: 'floods on readiness and liveness cost no more queries than idling', on: ['postgresql'], own: true },
  async (server, { figure }) => {
    const cost = async (work: () => Promise<unknown>): Promise<number> => {
      const before = await transactions(server);
      await work();
      return (await transactions(server)) - before;
    };
    // Everything starts up, and the first looks are done.
    await transactions(server);
    let ready: Record<number, number> = {};
    let alive: Record<number, number> = {};
    // Connections tell what they did a while later, so that a measurement may hold some of the one before: the least of three counts.
    const tries: { readiness: number; liveness: number }[] = [];
    while (
      tries.length < 3 &&
      !tries.some((one) => one.readiness <= MOST_FOR_READINESS && one.liveness <= MOST_FOR_LIVENESS)
    ) {
      const idle = await cost(() => sleep(FLOOD_MS));
      const readiness = await cost(async () => {
        ready = await flood(server.url, '/readyz');
      });
      const liveness = await cost(async () => {
        alive = await flood(server.url, '/healthz');
      });
      tries.push({ readiness: readiness - idle, liveness: liveness - idle });
    }
    const least = (of: (one: { readiness: number; liveness: number }) => number) => Math.min(...tries.map(of));

    expect(Object.keys(ready)).toEqual(['200']);
    expect(Object.keys(alive)).toEqual(['200']);
    expect(ready[200]).toBeGreaterThan(200);
    expect(least((one) => one.readiness)).toBeLessThanOrEqual(MOST_FOR_READINESS);
    expect(least((one) => one.liveness)).toBeLessThanOrEqual(MOST_FOR_LIVENESS);
    figure('readiness requests', ready[200] ?? 0);
    figure(
      'transactions for them',
      least((one) => one.readiness),
    );
  },
);

promise(53, { title: 'without a token there are no metrics' }, async ({ http }) => {
  const answers = [await http.get('/metrics'), await http.get('/metrics').set(bearer('anything at all'))];

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});

const token = 'the token of the metrics';

promise(
  53,
  { title: 'with one they are for its bearer, and labels are templates', env: { METRICS_TOKEN: token } },
  async ({ http }) => {
    for (const path of ['/api/orders/abcdefgh', '/api/orders/hgfedcba', '/never-heard-of/1', '/never-heard-of/2'])
      await http.get(path);

    const refused = await http.get('/metrics');
    const { status, text } = await http.get('/metrics').set(bearer(token));

    expect([refused.status, status]).toEqual([401, 200]);
    expect(text).toContain('route="GET /api/orders/:id"');
    expect(text).not.toMatch(/abcdefgh|hgfedcba|never-heard-of/);
  },
);
