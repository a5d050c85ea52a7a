import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { endDelivery } from '../../modules/deliveries/index.js';
import {
  allStatusLabels,
  employeeMoves,
  listOrders,
  orderWire,
  readOrder,
  setStatus,
} from '../../modules/orders/index.js';
import { optionalText } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { staffOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { orderSearchText } from '../order-search-text.js';
import { orderResource } from '../resources.js';
import { scannedOrder } from '../scanned-order.js';

const filters = z
  .object({
    ...pageQuery,
    status: blankIsAbsent(z.enum(allStatusLabels)),
    all: blankIsAbsent(z.enum(['0', '1'], 'must be 1 or 0')),
    q: orderSearchText,
  })
  // Who asks for nothing in particular wants the orders that wait to be sent.
  .transform((query) => ({ ...query, atCounter: !query.status && !query.q && query.all !== '1' }));

export const ordersEndpoints = [
  endpoint({
    method: 'get',
    path: '/employee/api/orders',
    operationId: 'employeeListOrders',
    summary: 'Orders, newest first: those waiting at the counter, unless `status`, `q` or `all=1` asks for others',
    access: staffOnly,
    scope: 'orders:read',
    query: filters,
    reads: 'replica',
    status: 200,
    response: z.array(orderWire),
    errors: ['search.too_broad'],
    handle: async ({ query }, { deps }) => pageReply(await listOrders(deps.db, deps.config, query, query)),
  }),
  endpoint({
    method: 'get',
    path: '/employee/api/orders/:id',
    operationId: 'employeeReadOrder',
    summary: 'One order, by its id, its scanned barcode or a piece’s tag',
    access: staffOnly,
    scope: 'orders:read',
    params: scannedOrder,
    resource: orderResource,
    status: 200,
    response: orderWire,
    errors: ['order.not_found'],
    handle: ({ params }, { deps, actor }) => readOrder(deps.db, actor, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/employee/api/orders/:id/status',
    operationId: 'employeeMoveOrder',
    summary: 'Move an order on: quality checked, ready, handed over, or back from a driver who cannot say so',
    access: staffOnly,
    scope: 'orders:write',
    params: scannedOrder,
    body: z
      .object({ status: z.enum(allStatusLabels), note: optionalText(500) })
      .meta({ id: 'OrderMove', examples: [{ status: 'Ready for Delivery', note: 'Cleaned on the spot' }] }),
    resource: orderResource,
    status: 200,
    response: orderWire,
    errors: [
      'order.not_found',
      'order.illegal_move',
      'order.in_open_batch',
      'order.in_open_delivery',
      'order.outrun',
      'customer.erased',
    ],
    handle: ({ params, body }, { deps, actor }) => setStatus(deps, actor, params.id, employeeMoves, body, endDelivery),
  }),
];
