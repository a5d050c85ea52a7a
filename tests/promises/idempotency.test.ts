import { expect } from 'vitest';
import { anOrderBody } from '../support/builders.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { aKey, everythingIn } from '../support/creations.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

type Key = Record<string, string>;

/** The call to one of the processes on this database, each in its turn. */
function place({ instances }: PromiseServer, turn: number, key: Key, body: object) {
  const instance = instances[turn % instances.length];
  if (!instance) throw new Error('no process runs');
  return instance.http.post('/api/orders').set(key).send(body);
}

async function fiftyAtOnce(server: PromiseServer): Promise<void> {
  const [key, body, before] = [aKey(), anOrderBody(), await everythingIn(server)];

  const answers = await Promise.all(Array.from({ length: 50 }, async (_, turn) => place(server, turn, key, body)));
  const later = [await place(server, 0, key, body), await place(server, 1, key, body)];

  const told = [...answers, ...later].filter((answer) => answer.status === 201);
  for (const answer of [...answers, ...later]) expect([201, 409], answer.text).toContain(answer.status);
  expect(later.map(({ status, headers }) => [status, headers['idempotency-replayed']])).toEqual(
    Array(2).fill([201, 'true']),
  );
  expect(new Set(told.map(({ text }) => text)).size).toBe(1);
  expect(told.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  const after = await everythingIn(server);
  expect(after['orders']).toBe((before['orders'] ?? 0) + 1);
  expect(after['keys']).toBe((before['keys'] ?? 0) + 1);
}

promise(77, { title: 'of fifty equal requests at once one places the order' }, fiftyAtOnce);
promise(77, { title: 'of fifty at once over two processes one places the order', instances: 2 }, fiftyAtOnce);

promise(77, { title: 'another request under the key is 422, and a refused one does not use it up' }, async (server) => {
  const [key, body] = [aKey(), anOrderBody()];
  const refused = await place(server, 0, key, { ...body, serviceIds: ['not-there'] });
  const placed = await place(server, 0, key, body);
  const before = await everythingIn(server);

  const other = await place(server, 0, key, anOrderBody());

  expect([refused.status, placed.status, other.status]).toEqual([400, 201, 422]);
  expect(JSON.stringify(other.body)).not.toContain(placed.body.order.id);
  expect(await everythingIn(server)).toEqual(before);
});

promise(77, { title: 'a key is private to its caller' }, async (server) => {
  const [key, body, admin] = [aKey(), anOrderBody(), await anAdmin(server)];
  const workers = [await aWorker(server, 'EMPLOYEE'), await aWorker(server, 'EMPLOYEE')];

  const answers = [];
  for (const caller of [{}, admin, ...workers.map((worker) => worker.as())]) {
    answers.push(await place(server, 0, { ...caller, ...key }, body));
  }

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.body.order.id)).size).toBe(4);
});
