import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { anEmail, anOrderBody } from '../support/builders.js';
import { aCustomer, anAdmin, PASSWORD } from '../support/clients.js';
import { tryLogIn } from '../support/limits.js';
import { watch } from '../support/live-stream.js';
import { jumpingClock } from '../support/promises/jumping-clock.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { productionEnvironment, runProgram } from '../support/server-process.js';

type Sample = { memory: number; heap: number; files: number; resources: number };

const TOKEN = 'the token of whoever measures';
const COLLECTS = fileURLToPath(new URL('../support/promises/collect-on-signal.cjs', import.meta.url));
const clock = jumpingClock();
const env = {
  ...clock.env,
  NODE_OPTIONS: `${clock.env['NODE_OPTIONS']} --require=${COLLECTS}`,
  METRICS_TOKEN: TOKEN,
};

const WARM_UP = 4;
const ROUNDS = 12;
const LATE = 4;
const TURNS = 40;
/** Longer than anything that expires is kept: a client stays known to an account for thirty days. */
const LATER = 31 * 86_400;
const EXPIRING = ['sessions', 'revoked_tokens', 'idempotency_keys', 'rate_limits'];

promise(
  61,
  { title: 'under mixed load memory, files and timers stay level, and what expired goes', long: true, own: true, env },
  async (server, { figure, scaled }) => {
    clock.set(0);
    const samples: Sample[] = [];
    const rounds = WARM_UP + Math.max(LATE, scaled(ROUNDS));
    for (let round = 0; round < rounds; round += 1) {
      await visit(server);
      samples.push(await sampleOf(server));
    }

    const [early, late] = [samples.slice(WARM_UP - 2, WARM_UP), samples.slice(-LATE)];
    // The least of each: what is above it is work that was not over yet, or garbage.
    const least = (some: Sample[], of: keyof Sample) => Math.min(...some.map((sample) => sample[of]));
    const told = JSON.stringify(samples);
    expect(least(late, 'memory'), told).toBeLessThan(1.1 * least(early, 'memory'));
    expect(least(late, 'heap'), told).toBeLessThan(1.1 * least(early, 'heap'));
    expect(least(late, 'files'), told).toBeLessThanOrEqual(least(early, 'files') + 2);
    expect(least(late, 'resources'), told).toBeLessThanOrEqual(least(early, 'resources') + 2);
    await expectExpiredToGo(server);
    figure('visits', rounds * TURNS);
    figure('MB before', Math.round(least(early, 'memory') / 1e6));
    figure('MB after', Math.round(least(late, 'memory') / 1e6));
  },
);

/** What all kinds of clients do in a while, good and bad, and those who go in the middle. */
async function visit(server: PromiseServer): Promise<void> {
  const { http } = server;
  const [customer, admin] = [await aCustomer(server), await anAdmin(server)];
  const turns = Array.from({ length: TURNS }, (_, n) => async () => {
    const placed = await http.post('/api/orders').set('Idempotency-Key', randomUUID()).send(anOrderBody());
    expect(placed.status).toBe(201);
    expect((await http.get(placed.body.trackingUrl)).status).toBe(200);
    expect((await http.get('/api/services')).status).toBe(200);
    expect((await http.get('/auth/me').set(customer.as())).status).toBe(200);
    expect((await http.get('/admin/api/orders?limit=20').set(admin)).status).toBe(200);
    expect((await http.get(`/nowhere/${n}`)).status).toBe(404);
    expect((await http.post('/auth/login').type('json').send('{"a":')).status).toBe(400);
    await leaveInTheMiddle(server);
    if (n % 10 === 0) {
      (await watch(`${server.url}/api/events`, admin)).leave();
      expect((await tryLogIn(server, anEmail(), PASSWORD)).status).toBe(401);
    }
  });
  for (let n = 0; n < turns.length; n += 4) await Promise.all(turns.slice(n, n + 4).map((turn) => turn()));
  expect((await http.post('/auth/logout').set(customer.as())).status).toBe(200);
}

/** A client that promises a body, sends half of it and is gone. */
function leaveInTheMiddle({ url }: PromiseServer): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(
        'POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"',
        () => socket.destroy(),
      );
    });
    socket.once('close', () => resolve()).once('error', reject);
  });
}

async function sampleOf(server: PromiseServer): Promise<Sample> {
  // Connections that were left are closed, what was to be done soon is done.
  await sleep(2_000);
  for (let times = 0; times < 3; times += 1) {
    server.signal('SIGUSR2');
    await sleep(200);
  }
  const { status, text } = await server.http.get('/metrics').set('Authorization', `Bearer ${TOKEN}`);
  expect(status).toBe(200);
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const sample = {
    memory: value('process_resident_memory_bytes'),
    heap: value('nodejs_heap_size_used_bytes'),
    files: value('process_open_fds'),
    resources: value('nodejs_active_resources_total'),
  };
  for (const [what, count] of Object.entries(sample)) expect(count, what).toBeGreaterThan(0);
  return sample;
}

/** A month later, nothing that had an end is left. */
async function expectExpiredToGo(server: PromiseServer): Promise<void> {
  const left = async () => {
    const counts = EXPIRING.map(async (table) =>
      Number((await server.select(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']),
    );
    return Object.fromEntries((await Promise.all(counts)).map((count, index) => [EXPIRING[index], count]));
  };
  expect(Math.min(...(Object.values(await left()) as number[]))).toBeGreaterThan(0);
  clock.set(LATER);
  const settings = { ...productionEnvironment, ...clock.env, DATABASE_URL: server.databaseUrl };

  expect((await runProgram('commands/retention', server.folder, settings)).code).toBe(0);

  expect(await left()).toEqual(Object.fromEntries(EXPIRING.map((table) => [table, 0])));
}
