import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  deliveryStatuses,
  deliveryWire,
  deliveryWithOrderWire,
  failedDeliveryBody,
  listDeliveriesOf,
  moveDelivery,
  movedDeliveryBody,
} from '../../modules/deliveries/index.js';
import { pageQuery } from '../../shared/page.js';
import { deliveryWorkers } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { callerId } from '../caller-id.js';
import { numericId } from '../numeric-id.js';
import { deliveryResource } from '../resources.js';

const moves = [
  ['start', 'Leave with the order'],
  ['deliver', 'The order is in the customer’s hands'],
] as const;

export const deliveriesEndpoints = [
  endpoint({
    method: 'get',
    path: '/worker/api/deliveries',
    operationId: 'listOwnDeliveries',
    summary: 'The caller’s deliveries with their orders, newest first',
    access: deliveryWorkers,
    query: z.object({ ...pageQuery, status: blankIsAbsent(z.enum(deliveryStatuses)) }),
    reads: 'replica',
    status: 200,
    response: z.array(deliveryWithOrderWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listDeliveriesOf(deps.db, callerId(actor), query)),
  }),
  ...moves.map(([name, summary]) =>
    endpoint({
      method: 'put',
      path: `/worker/api/deliveries/:id/${name}`,
      operationId: `${name}Delivery`,
      summary,
      access: deliveryWorkers,
      params: numericId,
      body: movedDeliveryBody,
      resource: deliveryResource,
      moves: true,
      status: 200,
      response: deliveryWire,
      errors: [
        'delivery.not_found',
        'delivery.not_yours',
        'delivery.illegal_move',
        'request.contradiction',
        'order.illegal_move',
        'order.outrun',
      ],
      handle: ({ params, body }, { deps, actor }) => moveDelivery(deps, actor, params.id, name, undefined, body),
    }),
  ),
  endpoint({
    method: 'put',
    path: '/worker/api/deliveries/:id/fail',
    operationId: 'failDelivery',
    summary: 'Bring the order back: it is ready for another delivery',
    access: deliveryWorkers,
    params: numericId,
    body: failedDeliveryBody,
    resource: deliveryResource,
    moves: true,
    status: 200,
    response: deliveryWire,
    errors: [
      'delivery.not_found',
      'delivery.not_yours',
      'delivery.illegal_move',
      'request.contradiction',
      'customer.erased',
    ],
    handle: ({ params, body }, { deps, actor }) => moveDelivery(deps, actor, params.id, 'fail', body.reason, body),
  }),
];
