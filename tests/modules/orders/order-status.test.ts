import { expect, test } from 'vitest';
import { isFinal, orderMoves, statusLabels } from '../../../src/modules/orders/order-status.js';

const statuses = Object.keys(statusLabels) as (keyof typeof statusLabels)[];
const moves = Object.entries(orderMoves).flatMap(([name, move]) =>
  (move.from as readonly string[]).map((from) => ({ name, from, to: move.to as string })),
);

// The contract's table of section 3, spelt with the statuses as they are stored.
const documented: Record<string, string[]> = {
  IN_TRANSIT_TO_FACTORY: ['AT_STORE', 'READY_FOR_DELIVERY'],
  AT_FACTORY: ['IN_TRANSIT_TO_FACTORY'],
  PROCESSING: ['AT_FACTORY', 'QUALITY_CHECK'],
  QUALITY_CHECK: ['PROCESSING'],
  PROCESSING_AT_STORE: ['AT_STORE', 'RETURNED_TO_STORE', 'QUALITY_CHECK_AT_STORE', 'READY_FOR_DELIVERY'],
  QUALITY_CHECK_AT_STORE: ['PROCESSING_AT_STORE'],
  IN_TRANSIT_TO_STORE: ['PROCESSING', 'QUALITY_CHECK', 'READY_FOR_DELIVERY'],
  RETURNED_TO_STORE: ['IN_TRANSIT_TO_STORE'],
  READY_FOR_DELIVERY: [
    'RETURNED_TO_STORE',
    'AT_STORE',
    'PROCESSING_AT_STORE',
    'QUALITY_CHECK_AT_STORE',
    'OUT_FOR_DELIVERY',
  ],
  OUT_FOR_DELIVERY: ['READY_FOR_DELIVERY'],
  DELIVERED: ['OUT_FOR_DELIVERY', 'READY_FOR_DELIVERY'],
  CANCELLED: statuses.filter((status) => !['OUT_FOR_DELIVERY', 'DELIVERED', 'CANCELLED'].includes(status)),
};

test.each(statuses.flatMap((from) => statuses.map((to) => ({ from, to }))))(
  '$from to $to is a move exactly where the contract says so',
  ({ from, to }) => {
    const isMove = moves.some((move) => move.from === from && move.to === to);

    expect(isMove).toBe(documented[to]?.includes(from) ?? false);
  },
);

test('every status is reached from a new order', () => {
  const reached = new Set<string>(['AT_STORE']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const move of moves) if (reached.has(move.from)) reached.add(move.to);
  }

  expect([...reached].sort()).toEqual([...statuses].sort());
});

test('nothing leads out of a final status', () => {
  expect(statuses.filter(isFinal)).toEqual(['DELIVERED', 'CANCELLED']);
  expect(moves.filter((move) => isFinal(move.from as (typeof statuses)[number]))).toEqual([]);
});

test('a customer can only withdraw what never left the counter', () => {
  expect(orderMoves.withdraw.from).toEqual(['AT_STORE']);
});
