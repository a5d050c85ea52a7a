import { expect, test } from 'vitest';
import { orderMoves } from '../../../src/modules/orders/order-status.js';
import { batchMoves, directions } from '../../../src/modules/transit/transit-status.js';

// The contract's tables of batches, spelt as they are stored: the batch's step, and the orders' in either direction.
test.each([
  [
    'initiate',
    ['PENDING', 'IN_TRANSIT', 'initiatedAt'],
    ['AT_STORE', 'IN_TRANSIT_TO_FACTORY'],
    ['PROCESSING', 'IN_TRANSIT_TO_STORE'],
  ],
  [
    'receive',
    ['IN_TRANSIT', 'ARRIVED', 'arrivedAt'],
    ['IN_TRANSIT_TO_FACTORY', 'AT_FACTORY'],
    ['IN_TRANSIT_TO_STORE', 'RETURNED_TO_STORE'],
  ],
  [
    'complete',
    ['ARRIVED', 'COMPLETED', 'completedAt'],
    ['AT_FACTORY', 'PROCESSING'],
    ['RETURNED_TO_STORE', 'READY_FOR_DELIVERY'],
  ],
] as const)('%s moves the batch and its orders as the contract says', (name, step, toFactory, toStore) => {
  const { from, to, stamp, orders } = batchMoves[name];
  const [out, back] = [orderMoves[orders.STORE_TO_FACTORY], orderMoves[orders.FACTORY_TO_STORE]];

  expect([from, to, stamp]).toEqual(step);
  expect(out.from).toContain(toFactory[0]);
  expect(out.to).toBe(toFactory[1]);
  expect(back.from).toContain(toStore[0]);
  expect(back.to).toBe(toStore[1]);
});

test('only what nobody left with can be cancelled, and its orders stay where they are', () => {
  expect(batchMoves.cancel).toMatchObject({
    from: 'PENDING',
    to: 'CANCELLED',
    stamp: 'cancelledAt',
    orders: null,
  });
});

test('a batch lets go of its orders exactly when it ends', () => {
  const moves = Object.values(batchMoves);
  const starts = new Set<string>(moves.map(({ from }) => from));

  for (const { to, releases } of moves) expect(releases, to).toBe(!starts.has(to));
});

test('each step is refused in its own words', () => {
  expect(Object.values(batchMoves).map(({ refusal }) => refusal)).toEqual([
    'Transit can only be initiated from PENDING state',
    'Can only receive a batch that is IN_TRANSIT',
    'Can only complete a batch that has ARRIVED',
    'Can only cancel a batch that is PENDING',
  ]);
});

test('the number of a batch names its direction', () => {
  expect([directions.STORE_TO_FACTORY, directions.FACTORY_TO_STORE]).toEqual([
    { prefix: 'S2F', words: 'store to factory' },
    { prefix: 'F2S', words: 'factory to store' },
  ]);
});
