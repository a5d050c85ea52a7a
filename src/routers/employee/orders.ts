import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { endDelivery, readdressDelivery as readdress } from '../../modules/deliveries/index.js';
import {
  allStatusLabels,
  amendOrder,
  employeeMoves,
  listOrders,
  optionalLines,
  orderWire,
  readOrder,
  setStatus,
} from '../../modules/orders/index.js';
import { bodyReading } from '../../shared/body-reading.js';
import { optionalText } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { amendedTexts, overruledTexts } from '../amended-texts.js';
import { staffOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { foundOrderEndpoint } from '../found-order-endpoint.js';
import { missingFilter } from '../missing-filter.js';
import { orderSearchText } from '../order-search-text.js';
import { orderResource } from '../resources.js';
import { scannedOrder } from '../scanned-order.js';
import { undoEndpoint } from '../undo-endpoint.js';

const filters = z
  .object({
    ...pageQuery,
    status: blankIsAbsent(z.enum(allStatusLabels)),
    all: blankIsAbsent(z.enum(['0', '1'], 'must be 1 or 0')),
    q: orderSearchText,
    missing: missingFilter,
  })
  // Who asks for nothing in particular wants the orders that wait to be sent.
  .transform((query) => ({ ...query, atCounter: !query.status && !query.q && !query.missing && query.all !== '1' }));

const reasons = {
  note: optionalText(500).meta({ description: 'Needed as the reason where an order goes back or is cancelled.' }),
  reason: optionalText(500).meta({ description: 'Another name for `note`.' }),
};

function bothReasons({ note, reason }: Record<string, unknown>): string[] {
  return note && reason ? ['reason'] : [];
}

const CANCELLED = 'Cancelled';

// Portals send the whole order back, so that what it does not take is ignored and named, as everywhere.
const correctedOrder = z
  .object({
    ...amendedTexts,
    status: z
      .unknown()
      .transform((status) => (status === CANCELLED ? CANCELLED : undefined))
      .optional()
      .meta({
        type: 'string',
        description: `\`${CANCELLED}\` cancels the order, for a reason. Any other status is left to \`/status\`.`,
      }),
    ...reasons,
  })
  .register(bodyReading, {
    overruled: (body) => [
      ...overruledTexts(body),
      ...('status' in body && body['status'] !== CANCELLED ? ['status'] : []),
      ...(body['status'] === CANCELLED ? bothReasons(body) : ['note', 'reason'].filter((name) => name in body)),
    ],
  })
  .transform(({ note, reason, ...corrected }) => ({ ...corrected, note: note || reason }))
  .and(optionalLines)
  .meta({
    id: 'CorrectedOrder',
    description: 'What is present is changed. Lines keep the price and name they had; what is added is priced today.',
    examples: [{ customerPhone: '+919800000009', specialInstructions: 'Call before delivery' }],
  });

const orderMove = z
  .object({ status: z.enum(allStatusLabels), ...reasons })
  .register(bodyReading, { overruled: bothReasons })
  .transform(({ status, note, reason }) => ({ status, note: note || reason }))
  .meta({ id: 'OrderMove', examples: [{ status: 'Ready for Delivery', note: 'Cleaned on the spot' }] });

export const ordersEndpoints = [
  foundOrderEndpoint('employee', staffOnly),
  endpoint({
    method: 'get',
    path: '/employee/api/orders',
    operationId: 'employeeListOrders',
    summary:
      'Orders, newest first: those waiting at the counter, unless `status`, `q`, `missing=1` or `all=1` asks for others',
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
    summary:
      'Move an order on: cleaned on the spot, checked, ready, handed over, cancelled, or back from a driver who cannot say so',
    access: staffOnly,
    scope: 'orders:write',
    params: scannedOrder,
    body: orderMove,
    resource: orderResource,
    moves: true,
    status: 200,
    response: orderWire,
    errors: [
      'order.not_found',
      'order.illegal_move',
      'order.in_open_batch',
      'order.missing',
      'order.in_open_delivery',
      'order.outrun',
      'customer.erased',
    ],
    handle: ({ params, body }, { deps, actor }) => setStatus(deps, actor, params.id, employeeMoves, body, endDelivery),
  }),
  endpoint({
    method: 'put',
    path: '/employee/api/orders/:id',
    operationId: 'employeeUpdateOrder',
    summary: 'Put an order right while it is at the store, or cancel it for a reason; what is added is priced today',
    access: staffOnly,
    scope: 'orders:write',
    params: scannedOrder,
    body: correctedOrder,
    resource: orderResource,
    status: 200,
    response: orderWire,
    errors: [
      'order.not_found',
      'order.unknown_services',
      'order.unknown_customer',
      'order.too_late',
      'order.illegal_move',
      'order.in_open_batch',
      'order.missing',
      'order.in_open_delivery',
      'order.outrun',
      'customer.erased',
    ],
    handle: ({ params, body }, { deps, actor }) =>
      amendOrder(deps, actor, params.id, body, actor.type === 'admin' ? 'admin' : 'employee', { readdress }),
  }),
  undoEndpoint('employee', staffOnly),
];
