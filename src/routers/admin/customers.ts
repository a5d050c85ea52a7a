import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { eraseCustomer } from '../../modules/customers/index.js';
import { adminsOnly } from '../audiences.js';
import { customerRecordEndpoints } from '../customer-record-endpoints.js';
import { numericId } from '../numeric-id.js';
import { customerResource } from '../resources.js';

export const customersEndpoints = [
  ...customerRecordEndpoints('admin', adminsOnly),
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
