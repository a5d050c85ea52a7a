import { randomBytes } from 'node:crypto';
import { historyCustomer } from '../history/history-statements.js';

/** What a customer brings, two lines of it. */
export function orderOf(customerEmail: string, customerName = 'Asha Rao', customerPhone = '+919812345678') {
  return {
    customerName,
    customerEmail,
    customerPhone,
    items: [
      { serviceId: 's1', quantity: 2 },
      { serviceId: 's3', quantity: 3 },
    ],
    pickupDate: '2026-12-01',
    specialInstructions: 'No starch',
  };
}

let returning = 0;

/** Of four hundred regulars in turn, so that neither database meets one customer's row all the time. */
export function returningOrder() {
  returning = (returning + 1) % 400;
  const { name, email, phone } = historyCustomer(returning + 1);
  return orderOf(email, name, phone);
}

export function newOrder() {
  return orderOf(`new.${randomBytes(6).toString('hex')}@example.com`);
}
