import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';

const EDITORS = 20;

/** An order, its tag, and ways to change it, each call through the next process. */
async function anEditedOrder(server: PromiseServer) {
  const admin = await anAdmin(server);
  const { order } = await anOrder(server);
  const path = `/admin/api/orders/${order.id}`;
  const shown = await server.http.get(path).set(admin);
  const http = (turn: number) => (server.instances[turn % server.instances.length] ?? server).http;
  const condition = (tag: string | undefined) => (tag === undefined ? {} : { 'If-Match': tag });
  return {
    tag: String(shown.headers['etag']),
    read: () => server.http.get(path).set(admin),
    edit: async (turn: number, specialInstructions: string, tag?: string) =>
      http(turn)
        .put(path)
        .set({ ...admin, ...condition(tag) })
        .send({ specialInstructions }),
    remove: async (turn: number, tag?: string) =>
      http(turn)
        .delete(path)
        .set({ ...admin, ...condition(tag) }),
  };
}

async function oneEditorWins(server: PromiseServer): Promise<void> {
  const order = await anEditedOrder(server);

  const answers = await Promise.all(Array.from({ length: EDITORS }, (_, n) => order.edit(n, `editor ${n}`, order.tag)));

  const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
  expect(winners).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(EDITORS - 1);
  expect((await order.read()).body.specialInstructions).toBe(`editor ${winners[0]}`);
}

promise(78, { title: 'of twenty editors with the same tag one wins, the others are 412' }, oneEditorWins);
promise(78, { title: 'of twenty editors over two processes one wins', instances: 2 }, oneEditorWins);

promise(78, { title: 'an old tag is 412 and changes nothing, without one the last write wins' }, async (server) => {
  const order = await anEditedOrder(server);
  await order.edit(0, 'first', order.tag);

  const late = [await order.edit(0, 'late', order.tag), await order.remove(0, order.tag)];
  const between = (await order.read()).body;
  const unconditional = await order.edit(0, 'last', undefined);

  expect(late.map(({ status }) => status)).toEqual([412, 412]);
  expect(between).toMatchObject({ specialInstructions: 'first', status: 'At Store' });
  expect(unconditional.status).toBe(200);
  expect((await order.read()).body.specialInstructions).toBe('last');
});

promise(78, { title: 'of an edit and a deletion at once with the same tag one happens' }, async (server) => {
  const order = await anEditedOrder(server);

  const answers = await Promise.all([order.edit(0, 'edited', order.tag), order.remove(1, order.tag)]);

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  const { body } = await order.read();
  const isEdited = answers[0]?.status === 200;
  expect([body.specialInstructions === 'edited', body.status]).toEqual([isEdited, isEdited ? 'At Store' : 'Cancelled']);
});
