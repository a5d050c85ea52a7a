import { expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { isOwner, requireOwner, requireOwnerOrStaff } from '../../../src/modules/orders/order.policy.js';

const ID = 7;
const order = { customerId: ID, inAccount: true };
const someone = (type: 'customer' | 'employee' | 'worker' | 'admin', id = ID): Actor => ({ type, id });
const key: Actor = { type: 'integration', id: ID, scopes: [] };
const refused = expect.objectContaining({ kind: 'forbidden', code: 'order.not_yours', message: 'Unauthorized' });

test('an order is its customer’s, once their account shows it, and nobody’s whose number is the same', () => {
  expect(isOwner(someone('customer'), order)).toBe(true);
  expect(isOwner(someone('customer', 8), order)).toBe(false);
  expect(isOwner(someone('customer'), { customerId: ID, inAccount: false })).toBe(false);
  for (const type of ['employee', 'worker', 'admin'] as const) expect(isOwner(someone(type), order), type).toBe(false);
  for (const actor of [key, { type: 'anonymous' } as const]) expect(isOwner(actor, order)).toBe(false);
});

test('what only the owner may is refused to everybody else, staff among them', () => {
  expect(() => requireOwner(someone('customer'), order)).not.toThrow();
  for (const actor of [someone('customer', 8), someone('admin'), someone('employee'), key]) {
    expect(() => requireOwner(actor, order)).toThrow(refused);
  }
});

test('what staff may as well is refused to other customers, workers and strangers', () => {
  for (const actor of [someone('customer'), someone('admin'), someone('employee'), key]) {
    expect(() => requireOwnerOrStaff(actor, order)).not.toThrow();
  }
  for (const actor of [someone('customer', 8), someone('worker'), { type: 'anonymous' } as const]) {
    expect(() => requireOwnerOrStaff(actor, order)).toThrow(refused);
  }
});
