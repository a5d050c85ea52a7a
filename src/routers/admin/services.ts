import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  changedServiceBody,
  createService,
  deleteService,
  listServices,
  newServiceBody,
  readService,
  serviceIdInPath,
  serviceStatuses,
  serviceWire,
  updateService,
} from '../../modules/catalogue/index.js';
import { optionalLine } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly } from '../audiences.js';
import { serviceResource } from '../resources.js';

export const serviceFilters = { status: z.enum(serviceStatuses).optional(), q: optionalLine(100) };

export const servicesEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/services',
    operationId: 'adminListServices',
    summary: 'The whole catalogue, inactive services included',
    access: adminsOnly,
    scope: 'services:read',
    query: z.object({ ...pageQuery, ...serviceFilters }),
    reads: 'replica',
    status: 200,
    response: z.array(serviceWire),
    handle: async ({ query }, { deps, actor }) => pageReply(await listServices(deps, actor, query)),
  }),
  endpoint({
    method: 'post',
    path: '/admin/api/services',
    operationId: 'createService',
    summary: 'Put a service into the catalogue',
    access: adminsOnly,
    scope: 'services:write',
    body: newServiceBody,
    resource: serviceResource,
    status: 201,
    response: serviceWire,
    errors: ['service.id_taken'],
    handle: ({ body }, { deps, actor }) => createService(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/admin/api/services/:id',
    operationId: 'readService',
    summary: 'One service, active or not',
    access: adminsOnly,
    scope: 'services:read',
    params: serviceIdInPath,
    resource: serviceResource,
    status: 200,
    response: serviceWire,
    errors: ['service.not_found'],
    handle: ({ params }, { deps }) => readService(deps.db, deps.currency, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/admin/api/services/:id',
    operationId: 'updateService',
    summary: 'Change a service; orders keep the name and price they were made with',
    access: adminsOnly,
    scope: 'services:write',
    params: serviceIdInPath,
    body: changedServiceBody,
    resource: serviceResource,
    status: 200,
    response: serviceWire,
    errors: ['service.not_found'],
    handle: ({ params, body }, { deps, actor }) => updateService(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/services/:id',
    operationId: 'deleteService',
    summary: 'Take a service out of the catalogue; orders keep their copy',
    access: adminsOnly,
    scope: 'services:write',
    params: serviceIdInPath,
    resource: serviceResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Deleted') }),
    errors: ['service.not_found'],
    handle: async ({ params }, { deps, actor }) => {
      await deleteService(deps, actor, params.id);
      return { message: 'Deleted' };
    },
  }),
];
