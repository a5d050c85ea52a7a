import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  changedWorkerBody,
  createWorker,
  deleteWorker,
  listWorkers,
  newWorkerBody,
  readWorker,
  updateWorker,
  workerWire,
} from '../../modules/workers/index.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly } from '../audiences.js';
import { numericId } from '../numeric-id.js';
import { workerResource } from '../resources.js';

export const workersEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/workers',
    operationId: 'listWorkers',
    summary: 'Employees and delivery workers, newest first',
    access: adminsOnly,
    scope: 'workers:read',
    query: z.object(pageQuery),
    reads: 'replica',
    status: 200,
    response: z.array(workerWire),
    handle: async ({ query }, { deps }) => pageReply(await listWorkers(deps.db, query)),
  }),
  endpoint({
    method: 'post',
    path: '/admin/api/workers',
    operationId: 'createWorker',
    summary: 'Add a worker; an employee unless the role says otherwise',
    access: adminsOnly,
    body: newWorkerBody,
    resource: workerResource,
    status: 201,
    response: workerWire,
    errors: ['worker.email_taken', 'server.busy'],
    handle: ({ body }, { deps, actor }) => createWorker(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/admin/api/workers/:id',
    operationId: 'readWorker',
    summary: 'One worker',
    access: adminsOnly,
    scope: 'workers:read',
    params: numericId,
    resource: workerResource,
    status: 200,
    response: workerWire,
    errors: ['worker.not_found'],
    handle: ({ params }, { deps }) => readWorker(deps.db, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/admin/api/workers/:id',
    operationId: 'updateWorker',
    summary: 'Change a worker; a new password or deactivation ends their tokens',
    access: adminsOnly,
    params: numericId,
    body: changedWorkerBody,
    resource: workerResource,
    status: 200,
    response: workerWire,
    errors: ['worker.not_found', 'worker.email_taken', 'server.busy'],
    handle: ({ params, body }, { deps, actor }) => updateWorker(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/workers/:id',
    operationId: 'deleteWorker',
    summary: 'Delete a worker without open deliveries; their tokens end',
    access: adminsOnly,
    params: numericId,
    resource: workerResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Worker deleted') }),
    errors: ['worker.not_found', 'worker.has_open_delivery'],
    handle: async ({ params }, { deps, actor }) => {
      await deleteWorker(deps, actor, params.id);
      return { message: 'Worker deleted' };
    },
  }),
];
