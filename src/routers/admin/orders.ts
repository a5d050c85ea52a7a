import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { endDelivery, readdressDelivery as readdress } from '../../modules/deliveries/index.js';
import {
  allStatusLabels,
  amendOrder,
  cancelOrder,
  listOrders,
  optionalLines,
  orderWire,
  readOrder,
} from '../../modules/orders/index.js';
import { bodyReading } from '../../shared/body-reading.js';
import { dayOrTime } from '../../shared/day-or-time.js';
import { CLEAN, isCleanLine, optionalText } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { amendedTexts, overruledTexts } from '../amended-texts.js';
import { adminsOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';
import { foundOrderEndpoint } from '../found-order-endpoint.js';
import { missingFilter } from '../missing-filter.js';
import { orderSearchText } from '../order-search-text.js';
import { orderResource } from '../resources.js';
import { scannedOrder } from '../scanned-order.js';
import { undoEndpoint } from '../undo-endpoint.js';

export const orderFilters = {
  status: blankIsAbsent(z.enum(allStatusLabels)),
  q: orderSearchText,
  // What is no address simply matches nobody, as on the customers' own list.
  email: blankIsAbsent(
    z.string().trim().toLowerCase().max(254, 'must be at most 254 characters').refine(isCleanLine, CLEAN),
  ).meta({ description: 'Only the orders of the customer with this e-mail.', examples: ['asha@example.com'] }),
  from: blankIsAbsent(dayOrTime),
  to: blankIsAbsent(dayOrTime),
  missing: missingFilter,
};

const amendedOrder = z
  .object({
    ...amendedTexts,
    status: z.enum(allStatusLabels).optional(),
    note: optionalText(500).meta({ description: 'Why the status is changed; needed where it goes back.' }),
  })
  .register(bodyReading, { overruled: overruledTexts })
  .and(optionalLines)
  .meta({
    id: 'AmendedOrder',
    description: 'What is present is changed. Lines keep the price and name they had; what is added is priced today.',
    examples: [{ customerPhone: '+919800000009', specialInstructions: 'Call before delivery' }],
  });

export const ordersEndpoints = [
  foundOrderEndpoint('admin', adminsOnly),
  endpoint({
    method: 'get',
    path: '/admin/api/orders',
    operationId: 'adminListOrders',
    summary: 'Orders, newest first; days are cut in the shop’s time zone',
    access: adminsOnly,
    scope: 'orders:read',
    query: z.object({ ...pageQuery, ...orderFilters }),
    reads: 'replica',
    status: 200,
    response: z.array(orderWire),
    errors: ['search.too_broad'],
    handle: async ({ query }, { deps }) => pageReply(await listOrders(deps.db, deps.config, query, query)),
  }),
  endpoint({
    method: 'get',
    path: '/admin/api/orders/:id',
    operationId: 'adminReadOrder',
    summary: 'One order, also by its barcode or a piece’s tag',
    access: adminsOnly,
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
    path: '/admin/api/orders/:id',
    operationId: 'adminUpdateOrder',
    summary: 'Put an order right, move it on or cancel it; what is added is priced today',
    access: adminsOnly,
    scope: 'orders:write',
    params: scannedOrder,
    body: amendedOrder,
    resource: orderResource,
    moves: true,
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
      amendOrder(deps, actor, params.id, body, 'admin', { readdress, endDelivery }),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/orders/:id',
    operationId: 'adminCancelOrder',
    summary: 'Cancel an order; its record, money and timeline stay',
    access: adminsOnly,
    scope: 'orders:write',
    params: scannedOrder,
    resource: orderResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Order deleted') }),
    errors: ['order.not_found', 'order.illegal_move', 'order.in_open_batch', 'order.in_open_delivery', 'order.outrun'],
    handle: async ({ params }, { deps, actor }) => {
      await cancelOrder(deps, actor, params.id);
      return { message: 'Order deleted' };
    },
  }),
  undoEndpoint('admin', adminsOnly),
];
