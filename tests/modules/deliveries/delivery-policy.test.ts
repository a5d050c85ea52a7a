import { expect, test } from 'vitest';
import { requireOwnDelivery } from '../../../src/modules/deliveries/delivery.policy.js';
import type { Actor } from '../../../src/modules/identity/actor.js';

const ID = 7;
const someone = (type: 'customer' | 'employee' | 'worker' | 'admin', id = ID): Actor => ({ type, id });

test.each(['worker', 'employee'] as const)('a delivery is its worker’s, also as %s', (type) => {
  expect(() => requireOwnDelivery(someone(type), { workerId: ID })).not.toThrow();
  expect(() => requireOwnDelivery(someone(type), { workerId: 8 })).toThrow();
});

test.each([
  someone('customer'),
  someone('admin'),
  { type: 'integration', id: ID, scopes: ['deliveries:write'] } as const,
  { type: 'anonymous' } as const,
])('a delivery is no business of $type with the same number', (actor) => {
  expect(() => requireOwnDelivery(actor, { workerId: ID })).toThrow(
    expect.objectContaining({ kind: 'forbidden', code: 'delivery.not_yours', message: 'Forbidden' }),
  );
});
