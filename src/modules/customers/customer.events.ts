import { z } from 'zod';
import { defineEvent } from '../outbox/index.js';

const data = z.strictObject({ customerId: z.int() });

const customerEvent = (type: string, summary: string) =>
  defineEvent({ type: `customer.${type}`, summary, data, example: { customerId: 9 }, subject: aboutCustomer });

export const customerCreated = customerEvent(
  'created',
  'A customer signed up, was entered at the counter, or ordered for the first time',
);
export const customerClaimed = customerEvent('claimed', 'A customer made by an order took over the account');
export const customerErased = customerEvent('erased', 'Who a customer is was erased: forget what you have of them');

export const customerUpdated = defineEvent({
  type: 'customer.updated',
  summary: 'The record of a customer was changed; `changed` names the fields',
  data: z.strictObject({ customerId: z.int(), changed: z.array(z.string()) }),
  example: { customerId: 9, changed: ['phone'] },
  subject: aboutCustomer,
});

export const customerMerged = defineEvent({
  type: 'customer.merged',
  summary: 'Two records of one person became one: what was of `mergedId` is of `customerId`',
  data: z.strictObject({ customerId: z.int(), mergedId: z.int() }),
  example: { customerId: 9, mergedId: 14 },
  subject: aboutCustomer,
});

export const customerEvents = [customerCreated, customerClaimed, customerUpdated, customerMerged, customerErased];

function aboutCustomer({ customerId }: { customerId: number }): string {
  return `customer:${customerId}`;
}
