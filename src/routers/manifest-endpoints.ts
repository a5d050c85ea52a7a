import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import {
  addedOrdersBody,
  addOrders,
  batchWithOrdersWire,
  missingOrderBody,
  reportMissing,
  takeOutOrder,
} from '../modules/transit/index.js';
import { acceptCamelCase } from './accept-camel-case.js';
import { numericId } from './numeric-id.js';
import { batchResource } from './resources.js';
import { scannedOrder } from './scanned-order.js';

const orderInBatch = z.object({ ...numericId.shape, orderId: scannedOrder.shape.id });

/** Single orders of a batch in a portal: put in, taken out, missing. */
export function manifestEndpoints(
  portal: 'admin' | 'employee',
  path: string,
  access: readonly AccountType[],
): AnyEndpoint[] {
  return [
    endpoint({
      method: 'post',
      path: `${path}/:id/orders`,
      operationId: `${portal}AddOrdersToBatch`,
      summary: 'Put orders into a batch that has not left yet, all or none; those in it already stay',
      access,
      scope: 'transit:write',
      params: numericId,
      body: acceptCamelCase(addedOrdersBody),
      missingSentence: 'Missing required fields',
      moves: true,
      status: 200,
      response: batchWithOrdersWire,
      errors: [
        'transit.not_found',
        'transit.illegal_move',
        'transit.too_many_orders',
        'transit.too_heavy',
        'transit.order_not_found',
        'order.ambiguous',
        'transit.order_in_open_batch',
        'order.missing',
        'order.illegal_move',
        'order.in_open_delivery',
      ],
      handle: ({ params, body }, { deps, actor }) => addOrders(deps, actor, params.id, body.order_ids),
    }),
    endpoint({
      method: 'delete',
      path: `${path}/:id/orders/:orderId`,
      operationId: `${portal}TakeOrderOutOfBatch`,
      summary: 'Take an order out of a batch that has not left yet; with the last one the batch is cancelled',
      access,
      scope: 'transit:write',
      params: orderInBatch,
      resource: batchResource,
      moves: true,
      status: 200,
      response: batchWithOrdersWire,
      errors: ['transit.not_found', 'transit.illegal_move', 'transit.not_in_batch'],
      handle: ({ params }, { deps, actor }) => takeOutOrder(deps, actor, params.id, params.orderId),
    }),
    endpoint({
      method: 'post',
      path: `${path}/:id/orders/:orderId/missing`,
      operationId: `${portal}ReportMissingOrder`,
      summary: 'An order of a moving batch is not there: the batch goes on without it, and it is looked for',
      access,
      scope: 'transit:write',
      params: orderInBatch,
      body: missingOrderBody,
      moves: true,
      status: 200,
      response: batchWithOrdersWire,
      errors: ['transit.not_found', 'transit.illegal_move', 'transit.not_in_batch', 'customer.erased'],
      handle: ({ params, body }, { deps, actor }) => reportMissing(deps, actor, params.id, params.orderId, body.note),
    }),
  ];
}
