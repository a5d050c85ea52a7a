import { expect, test } from 'vitest';
import { WriteLock } from '../../../src/db/sqlite/write-lock.js';

test('one holder at a time, first come first served', async () => {
  const lock = new WriteLock();
  const order: string[] = [];
  const first = await lock.enter();
  const others = ['second', 'third'].map(async (name) => {
    const release = await lock.enter();
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
  const lock = new WriteLock();
  const release = await lock.enter();
  release();
  release();
  await lock.enter();
  let isIn = false;

  void lock.enter().then(() => {
    isIn = true;
  });
  await new Promise((resolve) => setImmediate(resolve));

  expect(isIn).toBe(false);
});

test('who waits too long, or finds the waiting room full, is turned away and nobody behind loses the turn', async () => {
  const lock = new WriteLock(() => {}, 2);
  const release = await lock.enter();
  const impatient = lock.enter(1);
  const patient = lock.enter(60_000);

  await expect(lock.enter()).rejects.toMatchObject({ cause: { kind: 'TooManyConnections' } });
  await expect(impatient).rejects.toMatchObject({ cause: { kind: 'SocketTimeout' } });
  release();

  await expect(patient).resolves.toBeTypeOf('function');
});
