import { type Insert, rowsFor } from '../../db/insert-rows.js';

export function customerTermRows(terms: readonly { term: string; customerId: number }[]): Insert {
  return rowsFor('customer_search_terms', { term: 'term', customerId: 'customer_id' }, terms);
}

export function orderTermRows(terms: readonly { term: string; orderId: string }[]): Insert {
  return rowsFor('order_search_terms', { term: 'term', orderId: 'order_id' }, terms);
}
