import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  cancelDelivery,
  changeDelivery,
  changedDeliveryBody,
  createDelivery,
  deliveryStatuses,
  deliveryWire,
  listDeliveries,
  newDeliveryBody,
  readDelivery,
} from '../../modules/deliveries/index.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly, staffOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { numericId } from '../numeric-id.js';
import { deliveryResource } from '../resources.js';

const filter = z.object({
  ...pageQuery,
  status: blankIsAbsent(z.enum(deliveryStatuses)),
  workerId: blankIsAbsent(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a worker id')
      .transform(Number),
  ),
});

export const deliveriesEndpoints = [
  deliveryList('/admin/api/deliveries', 'adminListDeliveries', adminsOnly),
  endpoint({
    method: 'post',
    path: '/admin/api/deliveries',
    operationId: 'createDelivery',
    summary: 'Plan the delivery of a ready order by a worker',
    access: adminsOnly,
    scope: 'deliveries:write',
    body: newDeliveryBody,
    resource: deliveryResource,
    status: 201,
    response: deliveryWire,
    errors: [
      'order.not_found',
      'worker.not_found',
      'order.illegal_move',
      'order.in_open_batch',
      'delivery.order_taken',
      'customer.erased',
    ],
    handle: ({ body }, { deps, actor }) => createDelivery(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/admin/api/deliveries/:id',
    operationId: 'readDelivery',
    summary: 'One delivery',
    access: adminsOnly,
    scope: 'deliveries:read',
    params: numericId,
    resource: deliveryResource,
    status: 200,
    response: deliveryWire,
    errors: ['delivery.not_found'],
    handle: ({ params }, { deps, actor }) => readDelivery(deps.db, actor, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/admin/api/deliveries/:id',
    operationId: 'updateDelivery',
    summary: 'Change a delivery nobody has left with yet',
    access: adminsOnly,
    scope: 'deliveries:write',
    params: numericId,
    body: changedDeliveryBody,
    resource: deliveryResource,
    status: 200,
    response: deliveryWire,
    errors: ['delivery.not_found', 'worker.not_found', 'delivery.too_late', 'customer.erased'],
    handle: ({ params, body }, { deps, actor }) => changeDelivery(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/deliveries/:id',
    operationId: 'deleteDelivery',
    summary: 'Call off a delivery nobody has left with yet; its order is free for another',
    access: adminsOnly,
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
  }),
];

/** The same list for all staff. */
export const staffDeliveriesEndpoints = [deliveryList('/api/deliveries', 'listDeliveries', staffOnly)];

function deliveryList(path: string, operationId: string, access: readonly AccountType[]): AnyEndpoint {
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
