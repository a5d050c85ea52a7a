import { endpoint } from '../../http/endpoint.js';
import {
  changeDelivery,
  changedDeliveryBody,
  createDelivery,
  deliveryWire,
  newDeliveryBody,
} from '../../modules/deliveries/index.js';
import { adminsOnly, staffOnly } from '../audiences.js';
import { deliveryCallOff, deliveryList, oneDelivery } from '../delivery-endpoints.js';
import { numericId } from '../numeric-id.js';
import { deliveryResource } from '../resources.js';

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
      'order.ambiguous',
      'request.contradiction',
      'worker.not_found',
      'order.illegal_move',
      'order.in_open_batch',
      'delivery.order_taken',
      'customer.erased',
    ],
    handle: ({ body }, { deps, actor }) => createDelivery(deps, actor, body),
  }),
  oneDelivery('admin', 'readDelivery', adminsOnly),
  endpoint({
    method: 'put',
    path: '/admin/api/deliveries/:id',
    operationId: 'updateDelivery',
    summary: 'Change an open delivery; another worker may take over on the way',
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
  deliveryCallOff('admin', 'deleteDelivery', adminsOnly),
];

/** The same list for all staff. */
export const staffDeliveriesEndpoints = [deliveryList('/api/deliveries', 'listDeliveries', staffOnly)];
