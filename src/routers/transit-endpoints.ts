import { z } from 'zod';
import { type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { pageReply } from '../http/reply.js';
import type { ActorType } from '../modules/identity/index.js';
import {
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
import { numericId } from './numeric-id.js';
import { batchResource } from './resources.js';

/** Transit batches under `prefix`: the admin console and the employee portal have the same ones. */
export function transitEndpoints(prefix: string, access: readonly ActorType[]): AnyEndpoint[] {
  const path = `${prefix}/transit-batches`;
  const moves = (['initiate', 'receive', 'complete'] as const).map((name) =>
    endpoint({
      method: 'put',
      path: `${path}/:id/${name}`,
      summary: `${name} a batch: its orders move with it`,
      access,
      params: numericId,
      resource: batchResource,
      status: 200,
      response: batchWithOrdersWire,
      handle: ({ params }, { deps, actor }) => moveBatch(deps, actor, params.id, name),
    }),
  );
  return [
    endpoint({
      method: 'get',
      path,
      summary: 'Transit batches with their orders, newest first',
      access,
      query: z.object({ ...pageQuery, status: z.enum(batchStatuses).optional(), type: z.enum(batchTypes).optional() }),
      status: 200,
      response: z.array(batchWithOrdersWire),
      handle: async ({ query }, { deps }) => pageReply(await listBatches(deps.db, query)),
    }),
    endpoint({
      method: 'post',
      path,
      summary: 'Put orders into a new batch, all or none',
      access,
      body: acceptCamelCase(newBatchBody),
      missingSentence: 'Missing required fields',
      resource: batchResource,
      status: 201,
      response: batchWithOrdersWire,
      handle: ({ body }, { deps, actor }) => createBatch(deps, actor, body),
    }),
    endpoint({
      method: 'get',
      path: `${path}/:id`,
      summary: 'One transit batch with its orders',
      access,
      params: numericId,
      resource: batchResource,
      status: 200,
      response: batchWithOrdersWire,
      handle: ({ params }, { deps }) => readBatch(deps.db, params.id),
    }),
    ...moves,
    endpoint({
      method: 'delete',
      path: `${path}/:id`,
      summary: 'Cancel a batch that has not left yet; its orders stay where they are',
      access,
      params: numericId,
      resource: batchResource,
      status: 200,
      response: z.strictObject({ message: z.literal('Transit batch cancelled') }),
      handle: async ({ params }, { deps, actor }) => {
        await moveBatch(deps, actor, params.id, 'cancel');
        return { message: 'Transit batch cancelled' };
      },
    }),
  ];
}
