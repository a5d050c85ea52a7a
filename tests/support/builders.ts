import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';

let serial = 0;

/** An e-mail nobody else in this run has. */
export function anEmail(): string {
  serial += 1;
  return `person${serial}.${randomBytes(4).toString('hex')}@example.com`;
}

/** A phone number nobody else in this run has. */
export function aPhone(): string {
  serial += 1;
  return `+9170${String(Date.now() % 10_000).padStart(4, '0')}${String(serial % 10_000).padStart(4, '0')}`;
}

/** The body of an order as the documented example sends it, for a customer of its own unless told otherwise. */
export function anOrderBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    customerName: 'Asha Rao',
    customerEmail: anEmail(),
    customerPhone: '+919800000001',
    serviceIds: ['s1', 's3'],
    pickupDate: '2026-12-01',
    specialInstructions: 'No starch',
    ...changes,
  };
}

/** A service only this test orders; `priceMinor` in minor units. */
export async function aService(
  app: TestApp,
  changes: { priceMinor?: bigint; status?: 'ACTIVE' | 'INACTIVE'; name?: string } = {},
): Promise<string> {
  const id = `t${randomBytes(5).toString('hex')}`;
  await app.deps.db.service.create({
    data: { id, name: `Service ${id}`, priceMinor: 12_345n, duration: '24h', ...changes },
  });
  return id;
}

/** Places an order over HTTP and answers the whole 201 body. */
export async function anOrder(app: TestApp, changes: Record<string, unknown> = {}, token?: string) {
  const request = app.http.post('/api/orders').send(anOrderBody(changes));
  const response = token ? await request.set('Authorization', `Bearer ${token}`) : await request;
  if (response.status !== 201) throw new Error(`an order was refused: ${response.status} ${response.text}`);
  return response.body;
}

/** An order that was answered alone, as lists show it: without the pictures of its pieces. */
export function inList<Order extends { barcodes?: unknown }>({
  barcodes: _alone,
  ...order
}: Order): Omit<Order, 'barcodes'> {
  return order;
}
