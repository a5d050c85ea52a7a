import { expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { operationsEndpoints } from '../../src/routers/operations/index.js';

// Sections 4 to 8 of the HTTP contract. The pages of the console, GET /admin/login and GET /admin, are not endpoints.
const CONTRACT = `
GET /ping, GET /api/services, POST /auth/signup, POST /auth/login, GET /auth/me, PUT /auth/me, POST /auth/change-password
POST /auth/logout, POST /employee/logout, POST /worker/logout
POST /api/orders, GET /api/orders, GET /api/orders/:id, GET /api/orders/:id/timeline, PUT /api/orders/:id, DELETE /api/orders/:id
GET /api/orders/:id/barcode.png, GET /api/orders/:id/barcode.svg, GET /qr/:id.png, GET /api/track/:trackingToken
POST /employee/login, POST /employee/change-password
GET /employee/api/orders, GET /employee/api/orders/:id, PUT /employee/api/orders/:id/status
GET /employee/api/customers, POST /employee/api/customers, PUT /employee/api/customers/:id
GET /employee/api/transit-batches, POST /employee/api/transit-batches, GET /employee/api/transit-batches/:id
PUT /employee/api/transit-batches/:id/initiate, PUT /employee/api/transit-batches/:id/receive
PUT /employee/api/transit-batches/:id/complete, DELETE /employee/api/transit-batches/:id
POST /worker/login, GET /worker/api/deliveries, PUT /worker/api/deliveries/:id/start, PUT /worker/api/deliveries/:id/deliver
PUT /worker/api/deliveries/:id/fail, POST /worker/scan, GET /worker/api/tracks, GET /api/deliveries
POST /admin/login, POST /admin/logout, GET /admin/api/me
GET /admin/api/users, POST /admin/api/users, PUT /admin/api/users/:id, DELETE /admin/api/users/:id, GET /api/users, POST /api/users
GET /admin/api/services, POST /admin/api/services, PUT /admin/api/services/:id, DELETE /admin/api/services/:id
GET /admin/api/customers, POST /admin/api/customers, GET /admin/api/customers/:id, PUT /admin/api/customers/:id
DELETE /admin/api/customers/:id
GET /admin/api/orders, GET /admin/api/orders/:id, PUT /admin/api/orders/:id, DELETE /admin/api/orders/:id
GET /admin/api/workers, POST /admin/api/workers, PUT /admin/api/workers/:id, DELETE /admin/api/workers/:id
GET /admin/api/transit-batches, POST /admin/api/transit-batches, GET /admin/api/transit-batches/:id
DELETE /admin/api/transit-batches/:id, PUT /admin/api/transit-batches/:id/initiate
PUT /admin/api/transit-batches/:id/receive, PUT /admin/api/transit-batches/:id/complete
GET /admin/api/deliveries, POST /admin/api/deliveries, PUT /admin/api/deliveries/:id, DELETE /admin/api/deliveries/:id
GET /admin/api/dashboard-summary, GET /admin/api/audit-log
GET /healthz, GET /readyz, GET /metrics
`
  .split(/[\n,]/)
  .map((route) => route.trim())
  .filter(Boolean);

const routes = [...apiEndpoints, ...operationsEndpoints].map(({ method, path }) => `${method.toUpperCase()} ${path}`);

test('every route of the contract is there', () => {
  expect(CONTRACT.filter((route) => !routes.includes(route))).toEqual([]);
});

test('no route is declared twice', () => {
  expect(routes).toHaveLength(new Set(routes).size);
});
