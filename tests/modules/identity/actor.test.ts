import { expect, test } from 'vitest';
import {
  type Actor,
  actorLabel,
  isStaff,
  mayKnowCustomers,
  worksForShop,
} from '../../../src/modules/identity/actor.js';

const customer: Actor = { type: 'customer', id: 7 };
const worker: Actor = { type: 'worker', id: 7 };
const employee: Actor = { type: 'employee', id: 7 };
const admin: Actor = { type: 'admin', id: 7 };
const stranger: Actor = { type: 'anonymous' };
const reader: Actor = { type: 'integration', id: 7, scopes: ['orders:read', 'customers:read'] };
const other: Actor = { type: 'integration', id: 8, scopes: ['orders:read', 'customers:write'] };
const everybody = [customer, worker, employee, admin, stranger, reader, other];

test('staff are employees and admins, and no delivery worker', () => {
  expect(everybody.filter(isStaff)).toEqual([employee, admin]);
});

test('for the shop work staff and integrations', () => {
  expect(everybody.filter(worksForShop)).toEqual([employee, admin, reader, other]);
});

test('what is stored about a customer is for staff, and for integrations that may read customers', () => {
  expect(everybody.filter(mayKnowCustomers)).toEqual([employee, admin, reader]);
});

test('everybody is named by type and id together, a stranger as a guest', () => {
  expect([...everybody, { type: 'operator' } as const].map(actorLabel)).toEqual([
    'customer:7',
    'worker:7',
    'employee:7',
    'admin:7',
    'guest',
    'integration:7',
    'integration:8',
    'operator',
  ]);
});
