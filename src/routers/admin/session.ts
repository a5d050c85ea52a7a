import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { logIn } from '../../modules/admins/index.js';
import { logInLimits } from '../../rate-limits/index.js';
import { adminsOnly } from '../audiences.js';
import { adminAccount } from './admin-account.js';
import { logInForm } from './log-in.schema.js';

export const sessionEndpoints = [
  endpoint({
    method: 'post',
    path: '/admin/login',
    operationId: 'logInAdmin',
    summary: 'Log an admin in; the answer sets the session cookie',
    access: 'public',
    body: logInForm,
    notJsonIsInvalid: true,
    refusesCrossSite: true,
    hashes: 'staff',
    limits: logInLimits,
    limitedAccount: ({ body }, { db }) => adminAccount(db, body),
    status: 200,
    response: z.strictObject({ message: z.literal('Admin login successful') }),
    errors: ['auth.invalid_credentials', 'server.busy'],
    handle: async ({ body }, { deps, session }) => {
      await session.begin(await logIn(deps, body));
      return { message: 'Admin login successful' };
    },
  }),
  endpoint({
    method: 'post',
    path: '/admin/logout',
    operationId: 'logOutAdmin',
    summary: 'End this admin session',
    access: adminsOnly,
    status: 200,
    response: z.strictObject({ message: z.literal('Admin logged out') }),
    handle: async (_input, { session }) => {
      await session.end();
      return { message: 'Admin logged out' };
    },
  }),
];
