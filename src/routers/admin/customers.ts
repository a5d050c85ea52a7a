import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { customerRecordWire, eraseCustomer, mergeCustomers } from '../../modules/customers/index.js';
import { recordNumber } from '../../shared/fields.js';
import { adminsOnly } from '../audiences.js';
import { customerRecordEndpoints } from '../customer-record-endpoints.js';
import { numericId } from '../numeric-id.js';
import { customerResource } from '../resources.js';

const mergedCustomer = z
  .strictObject({
    from: recordNumber.meta({ description: 'The record that becomes part of this one.' }),
    keepLogin: z
      .enum(['into', 'from'])
      .optional()
      .meta({ description: 'Whose login stays where both have one; without it that of this record.' }),
  })
  .meta({ id: 'MergedCustomer', examples: [{ from: 14 }] });

export const customersEndpoints = [
  ...customerRecordEndpoints('admin', adminsOnly),
  endpoint({
    method: 'post',
    path: '/admin/api/customers/:id/merge',
    operationId: 'mergeCustomers',
    summary: 'Make two records of one person one, for good; orders move, one login stays',
    access: adminsOnly,
    params: numericId,
    body: mergedCustomer,
    status: 200,
    response: customerRecordWire,
    errors: ['customer.not_found', 'customer.merged'],
    handle: ({ params, body }, { deps, actor }) => mergeCustomers(deps, actor, params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/admin/api/customers/:id',
    operationId: 'eraseCustomer',
    summary: 'Erase who a customer is; their orders and sums stay',
    access: adminsOnly,
    params: numericId,
    resource: customerResource,
    status: 200,
    response: z.strictObject({ message: z.literal('Customer deleted') }),
    errors: ['customer.not_found', 'customer.merged'],
    handle: async ({ params }, { deps, actor }) => {
      await eraseCustomer(deps, actor, params.id);
      return { message: 'Customer deleted' };
    },
  }),
];
