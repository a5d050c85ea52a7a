import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { pageReply } from '../http/reply.js';
import {
  cancelDelivery,
  deliveryStatuses,
  deliveryWire,
  listDeliveries,
  readDelivery,
} from '../modules/deliveries/index.js';
import { scannedOrderText } from '../modules/orders/index.js';
import { pageQuery } from '../shared/page.js';
import { blankIsAbsent } from './blank-is-absent.js';
import { numericId } from './numeric-id.js';
import { deliveryResource } from './resources.js';

type Portal = 'admin' | 'employee';

const filter = z.object({
  ...pageQuery,
  status: blankIsAbsent(z.enum(deliveryStatuses)),
  orderId: blankIsAbsent(scannedOrderText),
  workerId: blankIsAbsent(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a worker id')
      .transform(Number),
  ),
});

/** The list of deliveries, at any of its addresses. */
export function deliveryList(path: string, operationId: string, access: readonly AccountType[]): AnyEndpoint {
  return endpoint({
    method: 'get',
    path,
    operationId,
    summary: 'Deliveries, newest first',
    access,
    scope: 'deliveries:read',
    query: filter,
    reads: 'replica',
    status: 200,
    response: z.array(deliveryWire),
    handle: async ({ query }, { deps }) => pageReply(await listDeliveries(deps.db, query)),
  });
}

/** One delivery in a portal. */
export function oneDelivery(portal: Portal, operationId: string, access: readonly AccountType[]): AnyEndpoint {
  return endpoint({
    method: 'get',
    path: `/${portal}/api/deliveries/:id`,
    operationId,
    summary: 'One delivery',
    access,
    scope: 'deliveries:read',
    params: numericId,
    resource: deliveryResource,
    status: 200,
    response: deliveryWire,
    errors: ['delivery.not_found'],
    handle: ({ params }, { deps, actor }) => readDelivery(deps.db, actor, params.id),
  });
}

/** A planned delivery is called off, in a portal. */
export function deliveryCallOff(portal: Portal, operationId: string, access: readonly AccountType[]): AnyEndpoint {
  return endpoint({
    method: 'delete',
    path: `/${portal}/api/deliveries/:id`,
    operationId,
    summary: 'Call off a delivery nobody has left with yet; its order is free for another',
    access,
    scope: 'deliveries:write',
    params: numericId,
    resource: deliveryResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Delivery deleted') }),
    errors: ['delivery.not_found', 'delivery.too_late'],
    handle: async ({ params }, { deps, actor }) => {
      await cancelDelivery(deps, actor, params.id);
      return { message: 'Delivery deleted' };
    },
  });
}
