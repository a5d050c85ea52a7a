import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { expectRefusal, NOT_JSON, TOO_LARGE, WRONG_MEDIA } from '../support/error-shape.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { firstAnswer, sendRaw } from '../support/raw-http.js';
import { slownessOfTheMachine } from '../support/slowness.js';

const LIMIT = 1_048_576;

const head = (headers: string[]) =>
  `${['POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`;

promise(33, { title: 'a body of one byte over the limit is 413, one within it is read' }, async ({ http }) => {
  const padded = (bytes: number) => JSON.stringify(anOrderBody()).padEnd(bytes);

  const within = await http.post('/api/orders').type('json').send(padded(LIMIT));
  const over = await http
    .post('/api/orders')
    .type('json')
    .send(padded(LIMIT + 1));

  expect(within.status).toBe(201);
  expectRefusal(over, TOO_LARGE);
});

promise(
  33,
  { title: 'endless chunks and a gzip bomb are 413 in 100 ms and 20 MB', own: true },
  async (server, { figure }) => {
    const bomb = gzipSync(JSON.stringify(anOrderBody()).padEnd(50_000_000));
    const bombHead = head(['Content-Encoding: gzip', `Content-Length: ${bomb.length}`, 'Connection: close']);
    const chunk = `10000\r\n${' '.repeat(0x1_0000)}\r\n`;
    const attacks = [
      () => firstAnswer(server, `${head(['Content-Length: 50000000'])}{"customerName":`),
      () => firstAnswer(server, head(['Transfer-Encoding: chunked']) + chunk.repeat(17)),
      () => sendRaw(server, Buffer.concat([Buffer.from(bombHead), bomb])),
    ];
    for (const attack of attacks) await attack();
    const before = residentMegabytes(server.pid);

    let slowest = 0;
    for (const attack of attacks) {
      // The best of five: what is really slow is so each time, a busy machine is not.
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const began = performance.now();
        expectRefusal(await attack(), TOO_LARGE);
        times.push(performance.now() - began);
      }
      slowest = Math.max(slowest, Math.min(...times));
    }
    const grown = residentMegabytes(server.pid) - before;
    figure('attacks', 15);
    figure('slowest in ms', Math.round(slowest));
    expect(slowest).toBeLessThan(100);
    expect(grown).toBeLessThan(20);
  },
);

/** What the process holds in memory; Linux says it. Elsewhere nothing grows. */
function residentMegabytes(pid: number): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

const DEEP: [string, () => string][] = [
  ['45,000 nested lists', () => `{"serviceIds":${'['.repeat(45_000)}${']'.repeat(45_000)}}`],
  ['45,000 nested objects', () => `${'{"a":'.repeat(45_000)}1${'}'.repeat(45_000)}`],
  ['100,000 keys', () => `{${Array.from({ length: 100_000 }, (_, n) => `"${n.toString(36)}":1`).join()}}`],
  ['100,000 services', () => JSON.stringify(anOrderBody({ serviceIds: Array(100_000).fill('s1') }))],
];

promise(34, { title: 'deep and wide bodies are 400 and hold nobody up for 100 ms' }, async (server, { figure }) => {
  let stall = 0;
  const slowness = [slownessOfTheMachine()];
  for (const [what, make] of DEEP) {
    const text = make();
    const stalls: number[] = [];
    // The least of five: what blocks the loop does so each time.
    for (let turn = 0; turn < 5; turn += 1) {
      const [answer, longest] = await meanwhile(server, () => server.http.post('/api/orders').type('json').send(text));
      expect(answer.status, what).toBe(400);
      stalls.push(longest);
    }
    stall = Math.max(stall, Math.min(...stalls));
  }
  figure('longest stall in ms', Math.round(stall));
  // What else the machine does meanwhile is no fault of the server.
  slowness.push(slownessOfTheMachine());
  expect(stall).toBeLessThan(100 * Math.max(...slowness));
});

/** Asks for nothing at all in a row while `run` goes on, and says how long the slowest of these waited. */
async function meanwhile<T>(server: PromiseServer, run: () => PromiseLike<T>): Promise<[T, number]> {
  let done = false;
  let longest = 0;
  const ask = async () => {
    while (!done) {
      const began = performance.now();
      await (await fetch(`${server.url}/healthz`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - began);
    }
  };
  const asking = ask();
  const result = await run();
  done = true;
  await asking;
  return [result, longest];
}

promise(34, { title: 'more than 200 orders in a batch, 500 characters or 2,000 of notes are 400' }, async (server) => {
  const admin = await anAdmin(server);
  const ids = (count: number) => Array.from({ length: count }, (_, n) => n.toString(36).padStart(8, 'a'));
  const post = (count: number) =>
    server.http
      .post('/admin/api/transit-batches')
      .set(admin)
      .send({ order_ids: ids(count), type: 'STORE_TO_FACTORY', created_by: 'x' });
  const order = (changes: object) => server.http.post('/api/orders').send(anOrderBody({ ...changes }));

  expect((await post(10_000)).status).toBe(400);
  expect((await post(201)).status).toBe(400);
  expect((await post(200)).status).toBe(404);
  expect((await order({ serviceIds: Array(201).fill('s1') })).status).toBe(400);
  expect((await order({ customerName: 'x'.repeat(501) })).status).toBe(400);
  expect((await order({ specialInstructions: 'x'.repeat(2_001) })).status).toBe(400);
  expect((await order({ specialInstructions: 'x'.repeat(2_000) })).status).toBe(201);
});

promise(
  35,
  { title: 'other content types, charsets and empty bodies are 400 or 415, in the contract’s shape' },
  async (server) => {
    const { http } = server;
    const customer = await aCustomer(server);
    const json = JSON.stringify(anOrderBody());
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'text/json',
      'garbage',
      'application/json2',
    ];
    for (const type of types) {
      expectRefusal(await http.post('/api/orders').set('Content-Type', type).send(json), WRONG_MEDIA);
      const logIn = await http.post('/auth/login').set('Content-Type', type).send(json);
      expect([logIn.status, logIn.body.error], type).toEqual([400, 'Expected JSON']);
    }
    for (const charset of ['utf-16', 'latin1', 'utf-7', 'x-user-defined', 'garbage']) {
      const answer = await http
        .post('/api/orders')
        .set('Content-Type', `application/json; charset=${charset}`)
        .send(json);
      expect([400, 415], charset).toContain(answer.status);
      expect(answer.body.code, charset).toMatch(/^request\./);
    }
    for (const broken of ['{', '[', 'null', '1', '"x"', 'true', '[]', '{"a":}', "{'a':1}", 'undefined', '{"a":1}}']) {
      const answer = await http.post('/api/orders').type('json').send(broken);
      expect(answer.status, broken).toBe(400);
      expect(answer.body.requestId, broken).toBe(answer.headers['x-request-id']);
    }
    expectRefusal(await http.post('/api/orders').type('json').send('{'), NOT_JSON);
    for (const path of ['/api/orders', '/auth/login', '/auth/signup', '/worker/login']) {
      expect((await http.post(path)).status, path).toBe(400);
      expect((await http.post(path).type('json').send('')).status, path).toBe(400);
    }
    expect((await http.put('/auth/me').set(customer.as())).status).toBeLessThan(500);
    const encoded = await http.post('/api/orders').type('json').set('Content-Encoding', 'made-up').send(json);
    expect(encoded.status).toBe(415);
  },
);
