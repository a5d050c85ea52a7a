import { expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';

const fromReplica = apiEndpoints.filter(({ reads }) => reads === 'replica');

test('lists, reports and files may come from the replica, and nothing else', () => {
  expect(fromReplica.map(({ path }) => path).sort()).toEqual([
    '/admin/api/audit-log',
    '/admin/api/customers',
    '/admin/api/customers.csv',
    '/admin/api/dashboard-summary',
    '/admin/api/deliveries',
    '/admin/api/order-lines.csv',
    '/admin/api/orders',
    '/admin/api/orders.csv',
    '/admin/api/services',
    '/admin/api/services.csv',
    '/admin/api/transit-batches',
    '/admin/api/workers',
    '/api/deliveries',
    '/api/orders',
    '/api/services',
    '/employee/api/customers',
    '/employee/api/deliveries',
    '/employee/api/orders',
    '/employee/api/transit-batches',
    '/worker/api/deliveries',
    '/worker/api/tracks',
  ]);
});

test('what the replica may answer changes nothing, shows no single record and needs no count', () => {
  for (const { method, path, params, resource, limits } of fromReplica) {
    expect({ method, params, resource, limits }, path).toEqual({
      method: 'get',
      params: undefined,
      resource: undefined,
      limits: undefined,
    });
  }
});
