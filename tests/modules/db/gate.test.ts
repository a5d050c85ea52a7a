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
