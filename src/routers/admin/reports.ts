import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { dashboardWire, readDashboard } from '../../modules/reports/index.js';
import { optionalDay } from '../../shared/fields.js';
import { adminsOnly } from '../audiences.js';

export const reportsEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/dashboard-summary',
    operationId: 'readDashboard',
    summary: 'Sales of a range of days, the last thirty unless told otherwise, and what waits now',
    access: adminsOnly,
    scope: 'reports:read',
    query: z.object({ from: optionalDay, to: optionalDay }),
    reads: 'replica',
    status: 200,
    response: dashboardWire,
    handle: ({ query }, { deps }) => readDashboard(deps, query),
  }),
];
