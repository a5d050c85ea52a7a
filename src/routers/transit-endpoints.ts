import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { pageReply } from '../http/reply.js';
import {
  batchMoveBody,
  batchStatuses,
  batchTypes,
  batchWithOrdersWire,
  createBatch,
  listBatches,
  moveBatch,
  newBatchBody,
  readBatch,
} from '../modules/transit/index.js';
import { pageQuery } from '../shared/page.js';
import { acceptCamelCase } from './accept-camel-case.js';
import { manifestEndpoints } from './manifest-endpoints.js';
import { numericId } from './numeric-id.js';
import { batchResource } from './resources.js';

/** Transit batches in a portal: the admin console and the employee portal have the same ones. */
export function transitEndpoints(portal: 'admin' | 'employee', access: readonly AccountType[]): AnyEndpoint[] {
  const path = `/${portal}/api/transit-batches`;
  const moves = (['initiate', 'receive', 'complete'] as const).map((name) =>
    endpoint({
      method: 'put',
      path: `${path}/:id/${name}`,
      operationId: `${portal}${capital(name)}Batch`,
      summary: `${capital(name)} a batch: its orders move with it`,
      access,
      scope: 'transit:write',
      params: numericId,
      body: batchMoveBody,
      resource: batchResource,
      moves: true,
      status: 200,
      response: batchWithOrdersWire,
      errors: [
        'transit.not_found',
        'transit.illegal_move',
        'request.contradiction',
        'order.illegal_move',
        'order.outrun',
      ],
      handle: ({ params, body }, { deps, actor }) => moveBatch(deps, actor, params.id, name, body),
    }),
  );
  return [
    endpoint({
      method: 'get',
      path,
      operationId: `${portal}ListBatches`,
      summary: 'Transit batches with their orders, newest first',
      access,
      scope: 'transit:read',
      query: z.object({ ...pageQuery, status: z.enum(batchStatuses).optional(), type: z.enum(batchTypes).optional() }),
      reads: 'replica',
      status: 200,
      response: z.array(batchWithOrdersWire),
      handle: async ({ query }, { deps }) => pageReply(await listBatches(deps.db, query)),
    }),
    endpoint({
      method: 'post',
      path,
      operationId: `${portal}CreateBatch`,
      summary: 'Put orders into a new batch, all or none',
      access,
      scope: 'transit:write',
      body: acceptCamelCase(newBatchBody),
      missingSentence: 'Missing required fields',
      resource: batchResource,
      status: 201,
      response: batchWithOrdersWire,
      errors: [
        'transit.order_not_found',
        'order.ambiguous',
        'transit.order_in_open_batch',
        'order.missing',
        'order.illegal_move',
        'order.in_open_delivery',
        'transit.too_heavy',
      ],
      handle: ({ body }, { deps, actor }) => createBatch(deps, actor, deps.config.timeZone, body),
    }),
    endpoint({
      method: 'get',
      path: `${path}/:id`,
      operationId: `${portal}ReadBatch`,
      summary: 'One transit batch with its orders',
      access,
      scope: 'transit:read',
      params: numericId,
      resource: batchResource,
      status: 200,
      response: batchWithOrdersWire,
      errors: ['transit.not_found'],
      handle: ({ params }, { deps }) => readBatch(deps.db, params.id),
    }),
    ...moves,
    ...manifestEndpoints(portal, path, access),
    endpoint({
      method: 'delete',
      path: `${path}/:id`,
      operationId: `${portal}CancelBatch`,
      summary: 'Cancel a batch that has not left yet; its orders stay where they are',
      access,
      scope: 'transit:write',
      params: numericId,
      resource: batchResource,
      status: 200,
      response: z.strictObject({ message: z.literal('Transit batch cancelled') }),
      errors: ['transit.not_found', 'transit.illegal_move'],
      handle: async ({ params }, { deps, actor }) => {
        await moveBatch(deps, actor, params.id, 'cancel');
        return { message: 'Transit batch cancelled' };
      },
    }),
  ];
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
