import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  customerName,
  customerPhone,
  knownEmail,
  knownPhone,
  possibleDuplicates,
} from '../../modules/customers/index.js';
import { worksForShop } from '../../modules/identity/index.js';
import {
  allStatusLabels,
  editOrder,
  listOrdersOf,
  optionalLines,
  orderWire,
  pickupDate,
  placeOrder,
  readOrder,
  readTimeline,
  renewTracking,
  requiredLines,
  specialInstructions,
  timelineEntryWire,
  trackOrder,
  withdrawOrder,
} from '../../modules/orders/index.js';
import {
  customerChangeLimits,
  customerOrderLimits,
  guestOrderLimits,
  trackingLimits,
} from '../../rate-limits/index.js';
import { email, instant, REQUIRED, recordNumber } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { customersAndStaff, customersOnly, everybody } from '../audiences.js';
import { orderResource } from '../resources.js';
import { scannedOrder } from '../scanned-order.js';
import { emailQuery } from './email-query.js';
import { ordersCustomerWire } from './orders-customer.schema.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const clientId = z
  .string()
  .regex(UUID, 'must be a UUID')
  .nullish()
  .transform((id) => id?.toLowerCase())
  .meta({
    description:
      'A UUID that the client makes when the order is begun. It is placed once under it, for ever: sent again, by whichever member of staff, the answer is that order as it is then, with `placedBefore` and no tracking link.',
    examples: ['8c1f0e52-7c1d-4f43-9a55-0d9c7f1d2b6a'],
  });

const newOrder = z
  .object({ customerName, customerEmail: email, customerPhone, pickupDate, specialInstructions, clientId })
  .and(requiredLines)
  .meta({
    id: 'NewOrder',
    description:
      'What is ordered stands in `serviceIds`, or in `items` with quantities and notes; `serviceId` is an old alias. `items` wins. Prices come from the catalogue.',
    examples: [
      {
        customerName: 'Asha Rao',
        customerEmail: 'asha@example.com',
        customerPhone: '+919800000001',
        items: [
          { serviceId: 's1', quantity: 3, note: 'Two shirts, one saree' },
          { serviceId: 's3', quantity: 1 },
        ],
        pickupDate: '2026-12-01',
        specialInstructions: 'No starch',
      },
    ],
  });

/** As staff take one in: whose it is, and of a new customer what is known of them. */
const staffOrder = z
  .object({
    customerId: recordNumber
      .nullish()
      .transform((id) => id ?? undefined)
      .meta({
        description: 'Exactly this customer; name, e-mail and phone are then those of the record unless given.',
      }),
    customerName: customerName.nullish().transform((name) => name ?? undefined),
    customerEmail: knownEmail.optional(),
    customerPhone: knownPhone.optional(),
    pickupDate,
    specialInstructions,
    clientId,
  })
  .superRefine(({ customerId, customerName }, context) => {
    if (customerId !== undefined || customerName !== undefined) return;
    context.addIssue({ code: 'custom', path: ['customerName'], message: REQUIRED });
  })
  .and(requiredLines.transform(({ lines }) => ({ lines: lines ?? [] })))
  .meta({
    id: 'StaffOrder',
    description: 'An order as staff take it in: the customer by number, or a name and what else is known.',
    examples: [{ customerName: 'Meera Iyer', customerPhone: '98000 00002', serviceIds: ['s1'] }],
  });

const anyOrder = z.union([newOrder, staffOrder]);

const changedOrder = z
  .object({ pickupDate, specialInstructions })
  .and(optionalLines)
  .meta({ id: 'ChangedOrder', examples: [{ pickupDate: '2026-12-02', serviceIds: ['s1', 's1', 's2'] }] });

const trackingLink = z
  .strictObject({
    trackingToken: z
      .string()
      .regex(/^[\w-]{22}$/)
      .meta({
        description: 'Follows the order without a login, and claims the account it made; given out this once.',
        examples: ['Zk3rQ0cVfXu1y8Bq5sT2wA'],
      }),
    trackingUrl: z.string().meta({ examples: ['/api/track/Zk3rQ0cVfXu1y8Bq5sT2wA'] }),
  })
  .meta({ id: 'TrackingLink' });

const placedOrder = trackingLink
  .extend({
    trackingToken: z.string().meta({
      description:
        'Follows the order without a login, and claims the account it made; given out this once, and empty with `placedBefore`.',
      examples: ['Zk3rQ0cVfXu1y8Bq5sT2wA'],
    }),
    order: orderWire,
    customer: ordersCustomerWire,
    customerDiffers: z
      .array(z.enum(['name', 'email', 'phone']))
      .optional()
      .meta({ description: 'For staff: what the order says of a known customer and the record does not.' }),
    possibleDuplicates: possibleDuplicates.optional(),
    possibleDuplicateOf: z
      .string()
      .optional()
      .meta({
        description: 'For staff: the id of an order like this one that they took in less than 30 seconds before.',
        examples: ['p7d2m4qx'],
      }),
    placedBefore: z.literal(true).optional().meta({
      description: 'The order was placed by an earlier request with this `clientId`; it is shown as it is now.',
    }),
  })
  .meta({ id: 'PlacedOrder' });

const tracked = z
  .strictObject({
    orderId: z.string().meta({ examples: ['k3f9a2xz'] }),
    status: z.enum(allStatusLabels),
    pickupDate: z.string().meta({ examples: ['2026-12-01'] }),
    createdAt: instant,
    updatedAt: instant,
    timeline: z.array(timelineEntryWire),
  })
  .meta({ id: 'TrackedOrder', description: 'Where an order is, and nothing about whose it is.' });

export const orderEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/orders',
    operationId: 'createOrder',
    summary: 'Place an order; without a login, as a guest',
    access: everybody,
    scope: 'orders:write',
    body: anyOrder,
    bodyOf: (actor) => (worksForShop(actor) ? staffOrder : newOrder),
    limits: [...guestOrderLimits, ...customerOrderLimits],
    status: 201,
    response: placedOrder,
    errors: ['order.unknown_services', 'order.unknown_customer', 'order.client_id_taken'],
    handle: ({ body }, { deps, actor }) => placeOrder(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders',
    operationId: 'listOrdersOfCustomer',
    summary: 'The orders of the customer with this e-mail, newest first',
    access: customersAndStaff,
    scope: 'orders:read',
    query: emailQuery.extend(pageQuery),
    reads: 'replica',
    status: 200,
    response: z.array(orderWire),
    errors: ['order.not_yours', 'search.too_broad'],
    handle: async ({ query }, { deps, actor }) => pageReply(await listOrdersOf(deps.db, actor, query.email, query)),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders/:id',
    operationId: 'readOrder',
    summary: 'One order',
    access: customersAndStaff,
    scope: 'orders:read',
    params: scannedOrder,
    resource: orderResource,
    status: 200,
    response: orderWire,
    errors: ['order.not_yours', 'order.not_found'],
    handle: ({ params }, { deps, actor }) => readOrder(deps.db, actor, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders/:id/timeline',
    operationId: 'readOrderTimeline',
    summary:
      'What happened to an order: the newest 200 entries, or `limit`, oldest of them first; the next page is what was before',
    access: customersAndStaff,
    scope: 'orders:read',
    params: scannedOrder,
    query: z.object(pageQuery),
    status: 200,
    response: z.array(timelineEntryWire),
    errors: ['order.not_yours', 'order.not_found'],
    handle: async ({ params, query }, { deps, actor }) =>
      pageReply(await readTimeline(deps.db, actor, params.id, query)),
  }),
  endpoint({
    method: 'put',
    path: '/api/orders/:id',
    operationId: 'updateOwnOrder',
    summary: 'Change the caller’s own order; what is added is priced today',
    access: customersOnly,
    params: scannedOrder,
    body: changedOrder,
    limits: customerChangeLimits,
    resource: orderResource,
    status: 200,
    response: orderWire,
    errors: ['order.not_yours', 'order.not_found', 'customer.not_found', 'order.too_late', 'order.unknown_services'],
    handle: ({ params, body }, { deps, actor }) => editOrder(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/api/orders/:id',
    operationId: 'deleteOwnOrder',
    summary: 'Delete the caller’s own order while it is at the counter: it is cancelled, its record stays',
    access: customersOnly,
    params: scannedOrder,
    query: emailQuery,
    resource: orderResource,
    limits: customerChangeLimits,
    status: 200,
    response: z.strictObject({ message: z.literal('Deleted') }),
    errors: ['order.email_mismatch', 'order.not_yours', 'order.not_found', 'customer.not_found', 'order.too_late'],
    handle: async ({ params, query }, { deps, actor }) => {
      await withdrawOrder(deps, actor, params.id, query.email);
      return { message: 'Deleted' };
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/orders/:id/tracking-link',
    operationId: 'renewTrackingLink',
    summary: 'A new tracking link for a customer who lost theirs; the old one ends',
    access: customersAndStaff,
    params: scannedOrder,
    status: 201,
    response: trackingLink,
    errors: ['order.not_yours', 'order.not_found'],
    handle: ({ params }, { deps, actor }) => renewTracking(deps, actor, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/api/track/:trackingToken',
    operationId: 'trackOrder',
    summary: 'Where an order is, for whoever holds its tracking token',
    access: 'public',
    params: z.object({
      trackingToken: z
        .string()
        .max(200)
        .meta({ description: 'The token that came with the order.', examples: ['Zk3rQ0cVfXu1y8Bq5sT2wA'] }),
    }),
    limits: trackingLimits,
    status: 200,
    response: tracked,
    errors: ['request.invalid_fields', 'tracking.not_found'],
    handle: ({ params }, { deps }) => trackOrder(deps.db, params.trackingToken),
  }),
];
