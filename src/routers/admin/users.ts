import { z } from 'zod';
import { type AnyEndpoint, endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import {
  changedAdminBody,
  createAdmin,
  deleteAdmin,
  listAdmins,
  newAdminBody,
  readAdmin,
  updateAdmin,
  userWire,
} from '../../modules/admins/index.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly } from '../audiences.js';
import { callerId } from '../caller-id.js';
import { numericId } from '../numeric-id.js';
import { userResource } from '../resources.js';

// Two addresses for the same accounts: the console's own, and the one of the older clients.
const listAndCreate = [
  { path: '/admin/api/users', list: 'listUsers', create: 'createUser' },
  { path: '/api/users', list: 'listUsersAtOldAddress', create: 'createUserAtOldAddress' },
].flatMap(({ path, list, create }): AnyEndpoint[] => [
  endpoint({
    method: 'get',
    path,
    operationId: list,
    summary: 'The accounts of the admin console, newest first',
    access: adminsOnly,
    query: z.object(pageQuery),
    status: 200,
    response: z.array(userWire),
    handle: async ({ query }, { deps }) => pageReply(await listAdmins(deps.db, query)),
  }),
  endpoint({
    method: 'post',
    path,
    operationId: create,
    summary: 'Open an account of the admin console',
    access: adminsOnly,
    body: newAdminBody,
    resource: userResource,
    status: 201,
    response: userWire,
    errors: ['user.email_taken', 'user.username_taken', 'server.busy'],
    handle: ({ body }, { deps, actor }) => createAdmin(deps, actor, body),
  }),
]);

export const usersEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/me',
    operationId: 'readOwnUser',
    summary: 'The account this session belongs to',
    access: adminsOnly,
    resource: { ...userResource, idOf: callerId },
    status: 200,
    response: userWire,
    handle: (_input, { deps, actor }) => readAdmin(deps.db, callerId(actor)),
  }),
  ...listAndCreate,
  endpoint({
    method: 'get',
    path: '/admin/api/users/:id',
    operationId: 'readUser',
    summary: 'One account of the admin console',
    access: adminsOnly,
    params: numericId,
    resource: userResource,
    status: 200,
    response: userWire,
    errors: ['user.not_found'],
    handle: ({ params }, { deps }) => readAdmin(deps.db, params.id),
  }),
  endpoint({
    method: 'put',
    path: '/admin/api/users/:id',
    operationId: 'updateUser',
    summary: 'Change an account of the admin console; a new password ends its sessions',
    access: adminsOnly,
    params: numericId,
    body: changedAdminBody,
    resource: userResource,
    status: 200,
    response: userWire,
    errors: ['user.not_found', 'user.email_taken', 'user.username_taken', 'server.busy'],
    handle: ({ params, body }, { deps, actor }) => updateAdmin(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/users/:id',
    operationId: 'deleteUser',
    summary: 'Delete an account of the admin console, unless it is the last one',
    access: adminsOnly,
    params: numericId,
    resource: userResource,
    status: 200,
    response: z.strictObject({ message: z.literal('User deleted') }),
    errors: ['user.not_found', 'user.last_admin'],
    handle: async ({ params }, { deps, actor }) => {
      await deleteAdmin(deps, actor, params.id);
      return { message: 'User deleted' };
    },
  }),
];
