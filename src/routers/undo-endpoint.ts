import { z } from 'zod';
import { type AccountType, endpoint } from '../http/endpoint.js';
import { reopenDelivery } from '../modules/deliveries/index.js';
import { allStatusLabels, orderWire, undoStep } from '../modules/orders/index.js';
import { line } from '../shared/fields.js';
import { scannedOrder } from './scanned-order.js';

const undoBody = z
  .strictObject({
    reason: line(500),
    status: z.enum(allStatusLabels).optional().meta({
      description:
        'The status that is taken back. With it the request can be repeated, and a step before one taken back can follow.',
    }),
  })
  .meta({ id: 'Undo', examples: [{ reason: 'Handed over the wrong bag', status: 'Delivered' }] });

/** Taking back the last step of an order, in a portal. */
export function undoEndpoint(portal: 'admin' | 'employee', access: readonly AccountType[]) {
  return endpoint({
    method: 'post',
    path: `/${portal}/api/orders/:id/undo`,
    operationId: `${portal}UndoOrder`,
    summary: 'Take back the last step of an order: an admin any, an employee the own within 15 minutes',
    access,
    scope: 'orders:write',
    params: scannedOrder,
    body: undoBody,
    moves: true,
    status: 200,
    response: orderWire,
    errors: [
      'order.not_found',
      'order.nothing_to_take_back',
      'order.not_your_step',
      'order.step_too_old',
      'order.step_of_batch',
      'order.driver_gone',
      'order.in_open_batch',
      'order.in_open_delivery',
      'order.outrun',
      'customer.erased',
    ],
    handle: ({ params, body }, { deps, actor }) => undoStep(deps, actor, params.id, body, reopenDelivery),
  });
}
