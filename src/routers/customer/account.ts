import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { logInLimits, passwordLimits, signUpLimits } from '../../limits/index.js';
import {
  changePassword,
  customerView,
  customerWire,
  getAccount,
  logIn,
  profileBody,
  signUp,
  signUpBody,
  updateProfile,
} from '../../modules/customers/index.js';
import { givenPassword, logInBody, newPassword } from '../../modules/identity/index.js';
import { acceptCamelCase } from '../accept-camel-case.js';
import { customersOnly } from '../audiences.js';
import { callerId } from '../caller-id.js';
import { logOutEndpoint } from '../log-out.js';
import { accountResource } from '../resources.js';

const session = z.strictObject({ token: z.string(), customer: customerWire });

export const accountEndpoints = [
  endpoint({
    method: 'post',
    path: '/auth/signup',
    summary: 'Open a customer account, or claim the one an order made',
    access: 'public',
    body: signUpBody,
    limits: signUpLimits,
    status: 201,
    response: session,
    handle: ({ body }, { deps }) => signUp(deps, body),
  }),
  endpoint({
    method: 'post',
    path: '/auth/login',
    summary: 'Log a customer in',
    access: 'public',
    body: logInBody,
    notJsonIsInvalid: true,
    limits: logInLimits,
    limitedAccount: ({ body }) => `customer ${body.email}`,
    status: 200,
    response: session,
    handle: ({ body }, { deps }) => logIn(deps, body),
  }),
  endpoint({
    method: 'get',
    path: '/auth/me',
    summary: 'The caller’s own account',
    access: customersOnly,
    resource: accountResource,
    status: 200,
    response: customerWire,
    handle: async (_input, { deps, actor }) => customerView(await getAccount(deps.db, callerId(actor))),
  }),
  endpoint({
    method: 'put',
    path: '/auth/me',
    summary: 'Change the caller’s own name, e-mail or phone',
    access: customersOnly,
    body: profileBody,
    resource: accountResource,
    status: 200,
    response: customerWire,
    handle: ({ body }, { deps, actor }) => updateProfile(deps, callerId(actor), body),
  }),
  endpoint({
    method: 'post',
    path: '/auth/change-password',
    summary: 'Set a new password; every token of the account ends, and the answer carries a new one',
    access: customersOnly,
    body: acceptCamelCase(z.object({ current_password: givenPassword, new_password: newPassword(8) })),
    limits: passwordLimits,
    status: 200,
    response: customerWire.extend({ token: z.string() }),
    handle: ({ body }, { deps, actor }) =>
      changePassword(deps, callerId(actor), { current: body.current_password, next: body.new_password }),
  }),
  logOutEndpoint('/auth/logout', customersOnly),
];
