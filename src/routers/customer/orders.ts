import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { guestOrderLimits, trackingLimits } from '../../limits/index.js';
import { customerName, customerPhone } from '../../modules/customers/index.js';
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
  requiredLines,
  specialInstructions,
  timelineEntryWire,
  trackOrder,
  withdrawOrder,
} from '../../modules/orders/index.js';
import { email } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { customersAndStaff, customersOnly, everybody } from '../audiences.js';
import { orderResource } from '../resources.js';
import { emailQuery } from './email-query.js';
import { ordersCustomerWire } from './orders-customer.schema.js';

const orderId = z.object({ id: z.string() });

const newOrder = z
  .object({ customerName, customerEmail: email, customerPhone, pickupDate, specialInstructions })
  .and(requiredLines.transform(({ lines }) => ({ lines: lines ?? [] })));

const changedOrder = z.object({ pickupDate, specialInstructions }).and(optionalLines);

export const orderEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/orders',
    summary: 'Place an order; without a login, as a guest',
    access: everybody,
    body: newOrder,
    limits: guestOrderLimits,
    status: 201,
    response: z.strictObject({
      order: orderWire,
      customer: ordersCustomerWire,
      trackingToken: z.string().regex(/^[\w-]{22}$/),
      trackingUrl: z.string(),
    }),
    handle: ({ body }, { deps, actor }) => placeOrder(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders',
    summary: 'The orders of the customer with this e-mail, newest first',
    access: customersAndStaff,
    query: emailQuery.extend(pageQuery),
    status: 200,
    response: z.array(orderWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listOrdersOf(deps.db, actor, query.email, query)),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders/:id',
    summary: 'One order',
    access: customersAndStaff,
    params: orderId,
    resource: orderResource,
    status: 200,
    response: orderWire,
    handle: ({ params }, { deps, actor }) => readOrder(deps.db, actor, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/api/orders/:id/timeline',
    summary: 'Everything that happened to an order, oldest first',
    access: customersAndStaff,
    params: orderId,
    status: 200,
    response: z.array(timelineEntryWire),
    handle: ({ params }, { deps, actor }) => readTimeline(deps.db, actor, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/api/orders/:id',
    summary: 'Change the caller’s own order; other services are priced anew',
    access: customersOnly,
    params: orderId,
    body: changedOrder,
    resource: orderResource,
    status: 200,
    response: orderWire,
    handle: ({ params, body }, { deps, actor }) => editOrder(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/api/orders/:id',
    summary: 'Delete the caller’s own order while it is at the counter: it is cancelled, its record stays',
    access: customersOnly,
    params: orderId,
    query: emailQuery,
    resource: orderResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Deleted') }),
    handle: async ({ params, query }, { deps, actor }) => {
      await withdrawOrder(deps, actor, params.id, query.email);
      return { message: 'Deleted' };
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/track/:trackingToken',
    summary: 'Where an order is, for whoever holds its tracking token',
    access: 'public',
    params: z.object({ trackingToken: z.string().max(200) }),
    limits: trackingLimits,
    status: 200,
    response: z.strictObject({
      orderId: z.string(),
      status: z.enum(allStatusLabels),
      pickupDate: z.string(),
      createdAt: z.iso.datetime(),
      updatedAt: z.iso.datetime(),
      timeline: z.array(timelineEntryWire),
    }),
    handle: ({ params }, { deps }) => trackOrder(deps.db, params.trackingToken),
  }),
];
