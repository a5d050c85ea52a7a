import { answered, api } from '../../shared/api/client.js';
import { queryClient } from '../../shared/api/query-client.js';
import type { Order } from '../../shared/api/records.js';

/** The order that a ticket, a tag or a typed number names. Throws what the server refused. */
export async function findScanned(code: string): Promise<Order> {
  const order = await answered(api.GET('/employee/api/orders/{id}', { params: { path: { id: code } } }));
  queryClient.setQueryData(['order', order.id, 'record'], { order, tag: null });
  return order;
}
