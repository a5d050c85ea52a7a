import { expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { maySee } from '../../../src/modules/live/who-may-see.js';

type Event = Parameters<typeof maySee>[1];
type Owner = Parameters<typeof maySee>[2];

const event = (type: string, data: Record<string, unknown> = {}) => ({ type, data }) as unknown as Event;
const ID = 7;
const actor = (type: 'customer' | 'employee' | 'worker' | 'admin'): Actor => ({ type, id: ID });
const own: Owner = { customerId: ID, inAccount: true, withdrawn: false };

const EVENTS = [
  event('order.created'),
  event('customer.created', { customerId: ID }),
  event('service.updated'),
  event('transit.created'),
  event('delivery.created', { workerId: ID }),
  event('scan.recorded', { workerId: ID }),
  event('worker.created', { workerId: ID }),
];
const seenBy = (someone: Actor, owner?: Owner) =>
  EVENTS.filter((one) => maySee(someone, one, owner)).map(({ type }) => type);

test('an admin sees all there is', () => {
  expect(seenBy(actor('admin'))).toEqual(EVENTS.map(({ type }) => type));
});

test('an employee sees all but what concerns workers', () => {
  expect(seenBy(actor('employee'))).toEqual(EVENTS.map(({ type }) => type).filter((type) => type !== 'worker.created'));
  expect(maySee(actor('employee'), event('coworker.created'), undefined)).toBe(true);
});

test('a delivery worker sees deliveries and scans, and of these their own', () => {
  const worker = actor('worker');

  expect(seenBy(worker, own)).toEqual(['delivery.created', 'scan.recorded']);
  expect(maySee(worker, event('delivery.updated', { workerId: 8, previousWorkerId: ID }), undefined)).toBe(true);
  expect(maySee(worker, event('delivery.updated', { workerId: 8, previousWorkerId: 9 }), undefined)).toBe(false);
  expect(maySee(worker, event('delivery.updated'), undefined)).toBe(false);
  expect(maySee(worker, event('undelivery.updated', { workerId: ID }), undefined)).toBe(false);
  expect(maySee(worker, event('deliverymen', { workerId: ID }), undefined)).toBe(false);
});

test('a customer sees orders, and of these what their account shows', () => {
  const customer = actor('customer');

  expect(seenBy(customer, own)).toEqual(['order.created']);
  expect(seenBy(customer)).toEqual([]);
  expect(seenBy(customer, { customerId: ID + 1, inAccount: true, withdrawn: false })).toEqual([]);
  expect(seenBy(customer, { customerId: ID, inAccount: false, withdrawn: false })).toEqual([]);
  expect(maySee(customer, event('reorder.created'), own)).toBe(false);
});

test('that an order was withdrawn is the last that its owner sees of it', () => {
  const withdrawn = { customerId: ID, inAccount: true, withdrawn: true };

  expect(maySee(actor('customer'), event('order.cancelled'), withdrawn)).toBe(true);
  expect(maySee(actor('customer'), event('order.status_changed'), withdrawn)).toBe(false);
  expect(maySee(actor('customer'), event('order.cancelled'), { customerId: 8, inAccount: true, withdrawn: true })).toBe(
    false,
  );
});

test('a key of the API and a stranger see nothing', () => {
  expect(seenBy({ type: 'integration', id: ID, scopes: ['orders:read'] }, own)).toEqual([]);
  expect(seenBy({ type: 'anonymous' }, own)).toEqual([]);
});
