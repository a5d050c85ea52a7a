import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import {
  changePassword,
  customerExample,
  customerView,
  customerWire,
  getAccount,
  logIn,
  profileBody,
  signUp,
  signUpBody,
  updateProfile,
} from '../../modules/customers/index.js';
import {
  givenPassword,
  issuedToken,
  issuedTokenWire,
  logInBody,
  newPassword,
  tokenEnd,
} from '../../modules/identity/index.js';
import {
  customerChangeLimits,
  emailLimits,
  logInLimits,
  passwordLimits,
  signUpLimits,
} from '../../rate-limits/index.js';
import { acceptCamelCase } from '../accept-camel-case.js';
import { customersOnly } from '../audiences.js';
import { callerId } from '../caller-id.js';
import { logOutEndpoint } from '../log-out.js';
import { renewEndpoint } from '../renew-token.js';
import { accountResource } from '../resources.js';

const session = issuedTokenWire.extend({ customer: customerWire }).meta({ id: 'CustomerSession' });

const changedPassword = acceptCamelCase(
  z.object({ current_password: givenPassword, new_password: newPassword(8) }),
).meta({
  id: 'ChangedPassword',
  examples: [{ current_password: 'correct horse battery', new_password: 'a new pass phrase' }],
});

export const accountEndpoints = [
  endpoint({
    method: 'post',
    path: '/auth/signup',
    operationId: 'signUpCustomer',
    summary: 'Open a customer account, or claim the one an order made',
    access: 'public',
    body: signUpBody,
    hashes: 'customers',
    limits: signUpLimits,
    status: 201,
    response: session,
    errors: ['customer.email_taken', 'server.busy'],
    handle: ({ body }, { deps }) => signUp(deps, body),
  }),
  endpoint({
    method: 'post',
    path: '/auth/login',
    operationId: 'logInCustomer',
    summary: 'Log a customer in',
    access: 'public',
    body: logInBody,
    notJsonIsInvalid: true,
    hashes: 'customers',
    limits: logInLimits,
    limitedAccount: ({ body }) => `customer ${body.email}`,
    status: 200,
    response: session,
    errors: ['auth.invalid_credentials', 'server.busy'],
    handle: ({ body }, { deps }) => logIn(deps, body),
  }),
  endpoint({
    method: 'get',
    path: '/auth/me',
    operationId: 'readOwnAccount',
    summary: 'The caller’s own account',
    access: customersOnly,
    resource: accountResource,
    status: 200,
    response: customerWire,
    errors: ['customer.not_found'],
    handle: async (_input, { deps, actor }) => customerView(await getAccount(deps.db, callerId(actor))),
  }),
  endpoint({
    method: 'put',
    path: '/auth/me',
    operationId: 'updateOwnAccount',
    summary: 'Change the caller’s own name, e-mail or phone',
    access: customersOnly,
    body: profileBody,
    resource: accountResource,
    limits: [...customerChangeLimits, ...emailLimits],
    limitsFor: ({ body }) =>
      body.email === undefined ? customerChangeLimits : [...customerChangeLimits, ...emailLimits],
    status: 200,
    response: customerWire,
    errors: ['customer.email_taken', 'customer.not_found'],
    handle: ({ body }, { deps, actor }) => updateProfile(deps, callerId(actor), body),
  }),
  endpoint({
    method: 'post',
    path: '/auth/change-password',
    operationId: 'changeOwnPassword',
    summary: 'Set a new password; every token of the account ends, and the answer carries a new one',
    access: customersOnly,
    body: changedPassword,
    hashes: 'customers',
    limits: [...passwordLimits, ...customerChangeLimits],
    status: 200,
    response: customerWire.extend({ token: issuedToken, expiresAt: tokenEnd }).meta({
      id: 'CustomerWithToken',
      examples: [{ ...customerExample, token: 'eyJhbGciOiJIUzI1NiJ9.…', expiresAt: '2026-11-30T21:30:00.000Z' }],
    }),
    errors: ['auth.invalid_credentials', 'customer.not_found', 'server.busy'],
    handle: ({ body }, { deps, actor }) =>
      changePassword(deps, callerId(actor), { current: body.current_password, next: body.new_password }),
  }),
  renewEndpoint('/auth/renew', 'renewCustomerToken', customersOnly),
  logOutEndpoint('/auth/logout', 'logOutCustomer', customersOnly),
];
