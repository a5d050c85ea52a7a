import { z } from 'zod';
import { type AccountType, type AnyEndpoint, endpoint } from '../http/endpoint.js';
import { pageReply } from '../http/reply.js';
import {
  changedCustomerBody,
  createCustomer,
  customerRecordWire,
  customerStatuses,
  listCustomers,
  newCustomerBody,
  readCustomer,
  updateCustomer,
} from '../modules/customers/index.js';
import { searchText } from '../modules/search/index.js';
import { pageQuery } from '../shared/page.js';
import { blankIsAbsent } from './blank-is-absent.js';
import { numericId } from './numeric-id.js';
import { customerResource } from './resources.js';

export const customerFilters = { q: searchText, status: blankIsAbsent(z.enum(customerStatuses)) };

/** Customers in a portal of staff, as all staff may find, enter and change them. */
export function customerRecordEndpoints(portal: 'admin' | 'employee', access: readonly AccountType[]): AnyEndpoint[] {
  const path = `/${portal}/api/customers`;
  return [
    endpoint({
      method: 'get',
      path,
      operationId: `${portal}ListCustomers`,
      summary: 'Customers with what their orders add up to, newest first; `q` finds by name, e-mail or phone',
      access,
      scope: 'customers:read',
      query: z.object({ ...pageQuery, ...customerFilters }),
      reads: 'replica',
      status: 200,
      response: z.array(customerRecordWire),
      errors: ['search.too_broad'],
      handle: async ({ query }, { deps }) => pageReply(await listCustomers(deps.db, deps.config, query)),
    }),
    endpoint({
      method: 'post',
      path,
      operationId: `${portal}CreateCustomer`,
      summary: 'Enter a customer, who has no password until they claim the account',
      access,
      scope: 'customers:write',
      body: newCustomerBody,
      resource: customerResource,
      status: 201,
      response: customerRecordWire,
      handle: ({ body }, { deps, actor }) => createCustomer(deps, actor, body),
    }),
    endpoint({
      method: 'get',
      path: `${path}/:id`,
      operationId: `${portal}ReadCustomer`,
      summary: 'One customer with what their orders add up to',
      access,
      scope: 'customers:read',
      params: numericId,
      resource: customerResource,
      status: 200,
      response: customerRecordWire,
      errors: ['customer.not_found', 'customer.merged'],
      handle: ({ params }, { deps }) => readCustomer(deps.db, deps.currency, params.id),
    }),
    endpoint({
      method: 'put',
      path: `${path}/:id`,
      operationId: `${portal}UpdateCustomer`,
      summary: 'Change a customer; blocking ends their tokens at once',
      access,
      scope: 'customers:write',
      params: numericId,
      body: changedCustomerBody,
      resource: customerResource,
      status: 200,
      response: customerRecordWire,
      errors: ['customer.not_found', 'customer.merged', 'customer.email_taken'],
      handle: ({ params, body }, { deps, actor }) => updateCustomer(deps, actor, params.id, body),
    }),
  ];
}
