import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  apiKeyWire,
  changedApiKeyBody,
  createApiKey,
  listApiKeys,
  newApiKeyBody,
  newApiKeyWire,
  readApiKey,
  revokeApiKey,
  updateApiKey,
} from '../../modules/api-keys/index.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly } from '../audiences.js';
import { numericId } from '../numeric-id.js';
import { apiKeyResource } from '../resources.js';

export const apiKeysEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/api-keys',
    operationId: 'listApiKeys',
    summary: 'The keys of other programs, newest first',
    access: adminsOnly,
    query: z.object(pageQuery),
    status: 200,
    response: z.array(apiKeyWire),
    handle: async ({ query }, { deps }) => pageReply(await listApiKeys(deps.db, query)),
  }),
  endpoint({
    method: 'post',
    path: '/admin/api/api-keys',
    operationId: 'createApiKey',
    summary: 'Make a key for another program; only this answer shows it',
    access: adminsOnly,
    body: newApiKeyBody,
    status: 201,
    response: newApiKeyWire,
    toldOnce: ['key'],
    handle: ({ body }, { deps, actor }) => createApiKey(deps, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/admin/api/api-keys/:id',
    operationId: 'readApiKey',
    summary: 'One key, without the key itself',
    access: adminsOnly,
    params: numericId,
    resource: apiKeyResource,
    status: 200,
    response: apiKeyWire,
    errors: ['api_key.not_found'],
    handle: ({ params }, { deps }) => readApiKey(deps.db, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/admin/api/api-keys/:id',
    operationId: 'updateApiKey',
    summary: 'Change what a key is called, what it may do, and when it ends',
    access: adminsOnly,
    params: numericId,
    body: changedApiKeyBody,
    resource: apiKeyResource,
    status: 200,
    response: apiKeyWire,
    errors: ['api_key.not_found'],
    handle: ({ params, body }, { deps, actor }) => updateApiKey(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/api-keys/:id',
    operationId: 'revokeApiKey',
    summary: 'Revoke a key: it ends at once and for good',
    access: adminsOnly,
    params: numericId,
    resource: apiKeyResource,
    status: 200,
    response: z.strictObject({ message: z.literal('API key revoked') }),
    errors: ['api_key.not_found'],
    handle: async ({ params }, { deps, actor }) => {
      await revokeApiKey(deps, actor, params.id);
      return { message: 'API key revoked' };
    },
  }),
];
