import { z } from 'zod';
import { type AccountType, endpoint } from '../http/endpoint.js';
import { findMissingOrder, foundPlaces, orderWire } from '../modules/orders/index.js';
import { optionalText } from '../shared/fields.js';
import { scannedOrder } from './scanned-order.js';

const foundOrder = z.strictObject({ status: z.enum(foundPlaces), note: optionalText(500) }).meta({
  id: 'FoundOrder',
  description: '`status` is where the order was found; on its way back `At Store` means that it came back.',
  examples: [{ status: 'At Store', note: 'Behind the counter' }],
});

/** A missing order was found, in a portal. */
export function foundOrderEndpoint(portal: 'admin' | 'employee', access: readonly AccountType[]) {
  return endpoint({
    method: 'post',
    path: `/${portal}/api/orders/:id/found`,
    operationId: `${portal}FindMissingOrder`,
    summary: 'A missing order was found: it stands there now',
    access,
    scope: 'orders:write',
    params: scannedOrder,
    body: foundOrder,
    moves: true,
    status: 200,
    response: orderWire,
    errors: ['order.not_found', 'order.not_missing', 'customer.erased'],
    handle: ({ params, body }, { deps, actor }) => findMissingOrder(deps, actor, params.id, body),
  });
}
