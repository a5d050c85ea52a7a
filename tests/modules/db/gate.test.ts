import { expect, test } from 'vitest';
import { Gate } from '../../../src/db/sqlite/gate.js';

test('one holder at a time, first come first served', async () => {
  const gate = new Gate();
  const order: string[] = [];
  const first = await gate.enter();
  const others = ['second', 'third'].map(async (name) => {
    const release = await gate.enter();
    order.push(name);
    await Promise.resolve();
    order.push(`${name} leaves`);
    release();
  });
  order.push('first leaves');
  first();
  await Promise.all(others);

  expect(order).toEqual(['first leaves', 'second', 'second leaves', 'third', 'third leaves']);
});

test('releasing twice does not let two in', async () => {
  const gate = new Gate();
  const release = await gate.enter();
  release();
  release();
  await gate.enter();
  let isIn = false;

  void gate.enter().then(() => {
    isIn = true;
  });
  await new Promise((resolve) => setImmediate(resolve));

  expect(isIn).toBe(false);
});

test('who waits too long, or finds the waiting room full, is turned away and nobody behind loses the turn', async () => {
  const gate = new Gate(() => {}, 2);
  const release = await gate.enter();
  const impatient = gate.enter(1);
  const patient = gate.enter(60_000);

  await expect(gate.enter()).rejects.toMatchObject({ cause: { kind: 'TooManyConnections' } });
  await expect(impatient).rejects.toMatchObject({ cause: { kind: 'SocketTimeout' } });
  release();

  await expect(patient).resolves.toBeTypeOf('function');
});
