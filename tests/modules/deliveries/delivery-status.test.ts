import { expect, test } from 'vitest';
import { deliveryMoves, storedStatuses, wireStatuses } from '../../../src/modules/deliveries/delivery-status.js';
import { orderMoves } from '../../../src/modules/orders/order-status.js';

// The contract's table of deliveries, spelt as they are stored: the delivery's step, its time, and the order's step.
test.each([
  ['start', 'PENDING', 'IN_TRANSIT', 'startedAt', 'READY_FOR_DELIVERY', 'OUT_FOR_DELIVERY', false],
  ['deliver', 'IN_TRANSIT', 'DELIVERED', 'actualDelivery', 'OUT_FOR_DELIVERY', 'DELIVERED', true],
  ['fail', 'IN_TRANSIT', 'FAILED', null, 'OUT_FOR_DELIVERY', 'READY_FOR_DELIVERY', true],
] as const)('%s moves the delivery and its order as the contract says', (name, from, to, stamp, ...order) => {
  const [orderFrom, orderTo, releases] = order;
  const move = deliveryMoves[name];

  expect(move).toMatchObject({ from, to, stamp, releases });
  expect(orderMoves[move.order]).toEqual({ from: [orderFrom], to: orderTo });
});

test('each step is refused in its own words', () => {
  expect(Object.values(deliveryMoves).map(({ refusal }) => refusal)).toEqual([
    'Can only start a delivery that is pending',
    'Can only deliver a delivery that is in transit',
    'Can only fail a delivery that is in transit',
  ]);
});

test('the wire has a name of its own for every status but a cancelled one, and reads it back', () => {
  expect(wireStatuses).toEqual({
    PENDING: 'pending',
    IN_TRANSIT: 'in_transit',
    DELIVERED: 'delivered',
    FAILED: 'failed',
  });
  for (const [stored, wire] of Object.entries(wireStatuses)) expect(storedStatuses[wire]).toBe(stored);
});
